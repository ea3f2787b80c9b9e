/// What must not come into base, whether or not anything rests on it in this transition.
///
/// What stands at base is taken for what its reviewer says: what came after it in history is not looked for any
/// more, and of a compromised key it counts as made before. Somebody could therefore land today, beside a change
/// that does not need it, the approval that the next change wants.
struct AdvanceJudgement {
  private(set) var findings: [Finding] = []
  private let commits: CommitGraph
  private let model: ModelID?

  init(commits: CommitGraph, model: ModelID?) {
    self.commits = commits
    self.model = model
  }

  /// - Parameters:
  ///   - records: all of the gate's.
  ///   - judgement: of the gate.
  mutating func judge(_ records: [ApprovalRecord], by judgement: ApprovalJudgement) {
    let history = DecisionHistory(
      records, commits: commits, isAuthentic: judgement.isAuthentic,
      isAnchored: judgement.signing.isAnchored)
    var objections: [(record: ApprovalRecord, rule: Rule, message: String)] = []
    var good: [ApprovalRecord] = []
    for record in records where record.stands && !record.standsAtBase {
      guard let document = record.document, document.decision.approves else { continue }
      if !judgement.isAuthentic(record) {
        if judgement.signing.isByCompromisedKey(record) {
          objections.append((record, .keyCompromised, "it is signed with a compromised key"))
        }
      } else if let (rule, message) = judgement.pastObjection(to: record, document, in: history) {
        objections.append((record, rule, message))
      } else {
        good.append(record)
      }
    }
    for (record, rule, message) in objections
    where !good.contains(where: { $0.path.isExactly(record.path) && $0.content == record.content }) {
      findings.append(
        Finding(
          rule, "\(record.holder)'s approval may not land, needed or not: \(message)",
          help: "take \(record.path) out of the change, or let \(record.holder) decide anew", model: model,
          gate: record.gate, path: record.path, commit: record.commit))
    }
  }

  mutating func judge(_ evidence: [EvidenceRecord]) {
    for record in evidence where record.attribution.identity == nil && record.detached?.identity == nil {
      guard record.attribution.isCompromised || record.detached?.isCompromised ?? false else { continue }
      findings.append(
        Finding(
          .keyCompromised,
          "evidence \(record.path) may not land, needed or not: it is signed with a compromised key",
          help: "let its producer sign it anew with another key, or take it out", model: model,
          path: record.path, commit: record.commit))
    }
  }

  /// - Parameter waivers: those in the tree that will land.
  mutating func judge(_ waivers: [WaiverRecord]) {
    for waiver in waivers {
      for signature in waiver.signatures + waiver.ratifications where signature.attribution.isCompromised {
        findings.append(
          Finding(
            .keyCompromised,
            "\(signature.holder)'s signature of waiver \(waiver.path) may not land, needed or not: its key is compromised",
            help: "let \(signature.holder) sign it anew with another key, or take it out", model: model,
            path: waiver.path, commit: signature.commit))
      }
    }
  }

  /// - Parameter reports: the monitoring reports.
  mutating func judge(_ reports: [MonitoringRecord]) {
    for record in reports where record.attribution.identity == nil && record.detached?.identity == nil {
      guard record.attribution.isCompromised || record.detached?.isCompromised ?? false else { continue }
      findings.append(
        Finding(
          .keyCompromised,
          "report \(record.path) may not land, needed or not: it is signed with a compromised key",
          help: "let its reporter sign it anew with another key, or take it out", model: model,
          path: record.path, commit: record.commit))
    }
  }
}

extension Finding {
  /// Whether the file that it is about is refused already.
  func isTold(among others: [Finding]) -> Bool {
    guard let path else { return false }
    return others.contains { $0.severity == .error && $0.path?.isExactly(path) ?? false }
  }
}
