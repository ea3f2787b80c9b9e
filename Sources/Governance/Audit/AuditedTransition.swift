/// One step of a protected branch as an audit judged it.
package struct AuditedTransition: Sendable, Codable {
  /// How the step came onto the branch, as far as its commit shows.
  package enum Landing: String, Sendable, Codable {
    /// A merge of a change that was prepared elsewhere.
    case merge
    /// A commit that a forge signed: a squash or a rebase of a change that was prepared there.
    case forge
    /// A commit straight on the branch.
    case direct
    /// The first policy.
    case root
  }

  package let report: TransitionReport
  /// The committer date of its head, which is a claim.
  package let date: Instant
  package let landing: Landing
  /// Who signed its head; nil where that is nobody of the roster.
  package let signer: IdentityID?
  /// What measures and the rules about theatre rest on; nil where the transition could not be judged.
  package let record: LandedRecord?
  /// What the person signed of it whom the audit is asked about.
  package let acts: [SignedAct]
  /// What the record of checks says of it; nil where that does not delimit it.
  package let recorded: RecordedVerdict?

  package init(
    report: TransitionReport, date: Instant, landing: Landing, signer: IdentityID?,
    record: LandedRecord? = nil, acts: [SignedAct] = [], recorded: RecordedVerdict? = nil
  ) {
    self.report = report.kept
    self.date = date
    self.landing = landing
    self.signer = signer
    self.record = record
    self.acts = acts
    self.recorded = recorded
  }

  /// What of it is about one model.
  package func narrowed(to model: ModelID) -> AuditedTransition {
    AuditedTransition(
      report: report.narrowed(to: [model]), date: date, landing: landing, signer: signer,
      record: record?.narrowed(to: model), acts: acts.filter { $0.model == model || $0.kind == .merge },
      recorded: recorded)
  }

  /// Whether anything governed changed.
  package var isGoverned: Bool {
    !report.models.isEmpty || report.policyChange != nil || landing == .root || report.verdict != .satisfied
  }

  /// What shows that no check was asked, or that none was heeded.
  package var bypasses: [Finding] {
    var findings: [Finding] = []
    let commit = report.head
    // What was recorded was checked, however it came: by a fast-forward of a reviewed change for one.
    if landing == .direct, isGoverned, recorded == nil {
      findings.append(
        Finding(
          .bypassDirect, .warning,
          "commit \(commit.short) stands on \(branch) directly, not by way of a reviewed change\(who)",
          help: "protect the branch on the forge, and install the server-side hook", commit: commit))
    }
    if report.verdict != .satisfied {
      let rules = report.findings.filter { $0.severity == .error }.map(\.rule.rawValue)
      let told = rules.enumerated().filter { !rules[..<$0.offset].contains($0.element) }.map(\.element)
      findings.append(
        Finding(
          .bypassUnreviewed,
          "\(commit.short) landed on \(branch) although it is \(report.verdict.rawValue)"
            + (told.isEmpty
              ? "" : " (\(told.prefix(4).joined(separator: ", "))\(told.count > 4 ? " and others" : ""))"),
          help: "find out who let it in, and have what it changed reviewed now", commit: commit,
          verdict: report.verdict))
    }
    return findings
  }

  private var branch: String { report.branch ?? "the branch" }
  private var who: String { signer.map { ", signed by \($0)" } ?? "" }
}

extension TransitionReport {
  /// What a record keeps of a report: not what approvals were compared with while they were judged, nor what a rule
  /// came to on its way. Of thousands of transitions, that would fill the memory.
  fileprivate var kept: TransitionReport {
    var report = self
    for model in report.models.indices {
      report.models[model].leaves = []
      report.models[model].due = []
      for gate in report.models[model].gates.indices { report.models[model].gates[gate].keepLittle() }
    }
    report.policyChange?.keepLittle()
    return report
  }
}

extension GateJudgement {
  fileprivate mutating func keepLittle() {
    leaves = []
    completions = nil
    for approval in approvals.indices {
      approvals[approval].record.sees = [:]
      approvals[approval].record.unknownTo = []
      approvals[approval].record.positions = Positions()
    }
  }
}
