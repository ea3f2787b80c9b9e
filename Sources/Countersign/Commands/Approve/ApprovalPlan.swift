import Documents
import GitHistory
import Governance
import Signatures

/// A decision that somebody is about to take: what it is on, what it has to say, and what would become of it.
package struct ApprovalPlan: Sendable {
  package let briefing: ApprovalBriefing
  /// Where the decision is written, relative to the root of the working tree.
  package let path: String
  /// What is approved: a directory of which nothing but what is committed counts.
  package let directory: String
  /// The least length of an approval's rationale, in characters.
  package let leastRationale: Int
  /// Which signatures the policy counts approvals by.
  package let accepted: Set<ApprovalSignature>
  /// The reviewer's file as HEAD has it; nil where there is none.
  package let committed: [UInt8]?
  /// Whether HEAD has a detached signature beside it.
  package let hasCommittedSignature: Bool
  /// The model's files; none where a change of the policy is decided on.
  private let subject: Subject
  let rehearsal: ApprovalRehearsal
  let judging: LoadedPolicy
  private let keyObstacle: ApprovalObstacle?
  private let now: Instant
  /// The reviewer's decision that stands at HEAD.
  private let standing: Approval?

  /// Where the file's detached signature lies.
  package var signaturePath: String { path + ".sig" }

  init(
    _ briefing: ApprovalBriefing, _ material: ApprovalQuery.Material, _ rehearsal: ApprovalRehearsal,
    subject: Subject, least: Int, directory: String, keyObstacle: ApprovalObstacle?, now: Instant,
    _ repository: borrowing Repository
  ) throws(GitError) {
    self.briefing = briefing
    self.rehearsal = rehearsal
    self.subject = subject
    self.keyObstacle = keyObstacle
    self.now = now
    self.directory = material.directory.display
    leastRationale = least
    path = "\(directory)/\(briefing.reviewer).yaml"
    judging = material.judged.loaded
    accepted = judging.policy.signatures.approvals
    let tree = try repository.commit(material.head).tree
    var committed: [UInt8]?
    if let entry = try repository.entry(at: GitPath(path), inTree: tree), entry.mode.isFile {
      committed = try repository.document(entry.id)
    }
    self.committed = committed
    hasCommittedSignature = try repository.entry(at: GitPath("\(path).sig"), inTree: tree) != nil
    standing = committed.flatMap {
      ApprovalPlan.approval($0, path: "", isForPolicy: briefing.model == nil)
    }
  }

  /// The approval that the bytes are; nil where they are none.
  private static func approval(_ bytes: [UInt8], path: String, isForPolicy: Bool) -> Approval? {
    do throws(DocumentErrors) {
      return try Approval.read(bytes, path: path, isForPolicy: isForPolicy).approval
    } catch {
      return nil
    }
  }

  /// By whom a decision would be signed.
  package struct Signing: Sendable {
    package var commit: Bool
    package var detached: Bool
    package init(commit: Bool, detached: Bool) {
      self.commit = commit
      self.detached = detached
    }
  }

  /// Why the decision would not count, however well it is reasoned; nil where it would.
  package func obstacle(to decision: Approval.Decision, signing: Signing) -> ApprovalObstacle? {
    if let keyObstacle, signing.commit || signing.detached { return keyObstacle }
    let perfect = approval(
      ApprovalAnswers(decision: decision), rationale: String(repeating: "x", count: leastRationale),
      checklist: briefing.gate.checklist.map(\.id), conditions: [])
    return obstacle(to: perfect, signing: signing)
  }

  /// Why an approval would not count if its reviewer signed it; nil where it would.
  func obstacle(to approval: Approval, signing: Signing) -> ApprovalObstacle? {
    let signed = Attribution.signed(by: briefing.reviewer, key: KeyFingerprint(""), state: .valid)
    // What is not signed yet is taken for signed as the policy wants it later.
    let isLater = !signing.commit && !signing.detached
    let outcome = rehearsal.judgement(
      with: approval, at: path, commit: signing.commit || isLater ? signed : .unsigned,
      detached: signing.detached || isLater ? signed : nil, date: now)
    return ApprovalObstacle(outcome, of: approval.decision, briefing: briefing)
  }

  /// What makes the decision needless, as it is taken already; nil where it is not.
  ///
  /// - Throws: `UsageError` where there is nothing to withdraw.
  package func settled(_ decision: Approval.Decision) throws(UsageError) -> String? {
    let (gate, reviewer) = (briefing.gate.id, briefing.reviewer)
    let what = "\(briefing.model?.text ?? "the policy") at gate \(gate)"
    if decision == .withdraw {
      let decided = rehearsal.records.contains {
        $0.holder == reviewer && $0.gate == gate && ($0.document.map { $0.decision != .withdraw } ?? false)
      }
      if let standing, standing.decision == .withdraw {
        return "\(reviewer) has withdrawn it already: \(path)"
      }
      if standing == nil, !decided {
        throw UsageError("\(reviewer) has taken no decision on \(what), so there is none to withdraw")
      }
      return nil
    }
    guard
      let outcome = rehearsal.judgement(of: gate).gate?.approvals.first(where: { $0.reviewer == reviewer })
    else { return nil }
    switch outcome.standing {
    case .counted, .surplus:
      // One that was given before the gates that come first has to be given anew.
      let gate = rehearsal.judgement(of: gate).gate
      let isEarly = gate?.isOutOfOrder(outcome) ?? false
      return decision.approves && !isEarly ? "\(reviewer) has approved \(what), and it counts: \(path)" : nil
    case .rejected(let rule, _):
      return rule == .gateVetoed && decision == .reject
        && outcome.record.document?.subject == briefing.subject
        ? "\(reviewer) has rejected \(what), and the gate is shut: \(path)" : nil
    }
  }

  /// What is still to be said, all of it.
  package func lacks(_ answers: ApprovalAnswers) -> [ApprovalAnswers.Lack] {
    var lacks: [ApprovalAnswers.Lack] = []
    if answers.decision.approves {
      let vouched = checklist(answers)
      for item in briefing.gate.checklist where !vouched.contains(where: { $0.isExactly(item.id) }) {
        lacks.append(ApprovalAnswers.Lack(option: "--checklist \(item.id)", reason: item.text))
      }
    }
    let length = answers.rationale.map(Approval.length(ofRationale:)) ?? 0
    if length < least(answers.decision) {
      let reason =
        answers.decision == .reject
        ? "what you object to"
        : "at least \(least(answers.decision)) characters"
          + (length > 0 ? ", \(least(answers.decision) - length) more than there are" : "")
      lacks.append(ApprovalAnswers.Lack(option: "--rationale TEXT", reason: reason))
    }
    return lacks
  }

  /// The least length of a decision's rationale. Whoever says no says why.
  package func least(_ decision: Approval.Decision) -> Int {
    switch decision {
    case .approve, .approveWithConditions: leastRationale
    case .reject: 1
    case .withdraw: 0
    }
  }

  private func checklist(_ answers: ApprovalAnswers) -> [String] {
    let items = briefing.gate.checklist.map(\.id)
    guard answers.decision.approves else { return [] }
    // In the gate's order, each once.
    return answers.checklist.contains("all")
      ? items : items.filter { item in answers.checklist.contains { $0.isExactly(item) } }
  }

  /// What is wrong with a condition, as `OWNER by DATE: TEXT`; nil where nothing is.
  package func problem(withCondition text: String) -> String? {
    do throws(UsageError) {
      _ = try Approval.Condition(parsing: text, id: "c1", roster: judging.roster, now: now)
      return nil
    } catch {
      return error.description
    }
  }

  /// The file to write and sign.
  ///
  /// - Throws: `UsageError` for answers that the gate does not know, or that are no text of a document.
  package func draft(_ answers: ApprovalAnswers) throws(UsageError) -> [UInt8] {
    let items = briefing.gate.checklist.map(\.id)
    for item in answers.checklist
    where item != "all" && !items.contains(where: { $0.isExactly(item) }) {
      throw UsageError(
        items.isEmpty
          ? "gate \(briefing.gate.id) has no checklist"
          : "\(item) is not on the checklist of gate \(briefing.gate.id): \(items.joined(separator: ", "))")
    }
    for path in answers.evidence where subject[path] == nil {
      throw UsageError(
        "the model has no \(path) at HEAD; --evidence names a report, such as evidence/validation.yaml")
    }
    var conditions: [Approval.Condition] = []
    for (number, text) in answers.conditions.enumerated() {
      conditions.append(
        try Approval.Condition(parsing: text, id: "c\(number + 1)", roster: judging.roster, now: now))
    }
    let approval = approval(
      answers, rationale: answers.rationale, checklist: checklist(answers), conditions: conditions)
    return try ApprovalWriting(approval).bytes(path: path)
  }

  private func approval(
    _ answers: ApprovalAnswers, rationale: String?, checklist: [String], conditions: [Approval.Condition]
  ) -> Approval {
    Approval(
      repository: judging.policy.repository, model: briefing.model, version: briefing.version,
      gate: briefing.gate.id, stage: briefing.stage, subject: briefing.subject, policy: judging.digest,
      decision: answers.decision, reviewer: briefing.reviewer, date: now, rationale: rationale,
      checklist: checklist, evidence: answers.evidence, conditions: conditions)
  }

  /// The decision that a file holds which somebody wrote before, for its reviewer to sign as it is.
  ///
  /// - Throws: `UsageError` where it cannot be read, or is somebody else's.
  package func written(_ bytes: [UInt8]) throws(UsageError) -> Approval.Decision {
    try read(bytes).decision
  }

  /// Why a written decision would not count if its reviewer signed it; nil where it would.
  package func obstacle(toWritten bytes: [UInt8], signing: Signing) throws(UsageError) -> ApprovalObstacle? {
    if let keyObstacle { return keyObstacle }
    return obstacle(to: try read(bytes), signing: signing)
  }

  func read(_ bytes: [UInt8]) throws(UsageError) -> Approval {
    let approval: Approval
    do throws(DocumentErrors) {
      approval = try Approval.read(bytes, path: path, isForPolicy: briefing.model == nil).approval
    } catch {
      let first = error.errors.first
      let position = first.map { ":\($0.position.line):\($0.position.column): \($0.problem)" } ?? ""
      throw UsageError("\(path)\(position)\(first?.hint.map { "; \($0)" } ?? "")")
    }
    if approval.reviewer != briefing.reviewer {
      throw UsageError(
        "\(path) is \(approval.reviewer)'s word, not \(briefing.reviewer)'s: only \(approval.reviewer) can sign it"
      )
    }
    return approval
  }
}
