import GitHistory
import Governance

/// What the judgement would say of an approval that nobody has given yet: it is put among the facts as if it were
/// committed upon HEAD, and judged with them.
struct ApprovalRehearsal: Sendable {
  private let facts: TransitionFacts
  /// Nil for the gate of policy changes.
  private let model: ModelID?
  private let head: CommitID
  /// Decisions of base that HEAD has not seen.
  private let unseen: Set<CommitID>

  /// The id of the commit that is not there yet.
  static let commit = CommitID(String(repeating: "0", count: 40))

  /// - Parameter model: nil for the gate of policy changes.
  /// - Returns: nil where the transition does not have what is approved.
  init?(
    _ judged: Check.Judged, model: ModelID?, head: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) {
    var facts = judged.facts
    facts.models = facts.models.filter { $0.id == model }
    if model == nil ? facts.policyChange == nil : facts.models.count != 1 { return nil }
    var records = model == nil ? facts.policyChange?.approvals ?? [] : facts.models[0].approvals
    records = records.filter { $0.standsAtBase && !($0.document?.decision.approves ?? true) }
    var unseen: Set<CommitID> = []
    for record in records {
      guard let origin = ObjectID(hex: record.commit.text) else { continue }
      if try !repository.isAncestor(origin, of: head) { unseen.insert(record.commit) }
    }
    self.facts = facts
    self.model = model
    self.head = head.commitID
    self.unseen = unseen
  }

  /// What is known of the gate's approvals.
  var records: [ApprovalRecord] { approvals(facts) }

  private func approvals(_ facts: TransitionFacts) -> [ApprovalRecord] {
    facts.models.first?.approvals ?? facts.policyChange?.approvals ?? []
  }

  /// The subject at base; nil where there was none.
  var baseSubject: Subject? { facts.models.first?.base?.subject }

  /// What a rehearsal comes to.
  struct Outcome: Sendable {
    /// Nil where a change of the policy is judged, or the model is not.
    let model: ModelJudgement?
    /// Nil where the gate is not asked for.
    let gate: GateJudgement?
    /// What became of the approval; nil where the gate is not asked for.
    let approval: ApprovalOutcome?
  }

  /// The judgement as it is now.
  func judgement(of gate: GateID) -> Outcome { outcome(facts, gate) }

  /// The judgement with the approval.
  ///
  /// - Parameters:
  ///   - path: where its file lies.
  ///   - commit: by whom the commit that brings it would be signed.
  ///   - detached: by whom the file itself would be, nil where it would not.
  ///   - date: when it would be committed.
  func judgement(
    with approval: Approval, at path: String, commit: Attribution, detached: Attribution?, date: Instant
  ) -> Outcome {
    var facts = facts
    let reports = facts.models.first?.monitoring ?? []
    let sees =
      approvals(facts).filter(\.stands).map { ($0.path, $0.content) }
      + reports.filter(\.stands).map { ($0.path, $0.content) }
    var record = ApprovalRecord(
      path: path, gate: approval.gate, holder: approval.reviewer, content: "", document: approval,
      commit: ApprovalRehearsal.commit, committed: date, attribution: commit, detached: detached,
      sees: Dictionary(sees) { $1 })
    record.stands = true
    let email = facts.roster[id: approval.reviewer]?.emails.first ?? EmailAddress("")
    facts.commits = CommitGraph(
      facts.commits.commits + [
        CommitFacts(
          id: ApprovalRehearsal.commit, parents: [head], author: email, committer: email, committed: date,
          attribution: commit)
      ])
    func add(to records: inout [ApprovalRecord]) {
      for index in records.indices {
        // The new file takes the place of the old one.
        if records[index].path.isExactly(path) { records[index].stands = false }
        if unseen.contains(records[index].commit) { records[index].unknownTo.insert(record.commit) }
      }
      records.append(record)
    }
    if model == nil {
      if var change = facts.policyChange {
        add(to: &change.approvals)
        facts.policyChange = change
      }
    } else {
      add(to: &facts.models[0].approvals)
    }
    return outcome(facts, approval.gate)
  }

  private func outcome(_ given: TransitionFacts, _ gate: GateID) -> Outcome {
    var judgement = Judge.judge(given)
    if model != nil, judgement.models.isEmpty {
      // Nothing of it changes but approvals: judged as if it came anew, it is judged at all.
      var facts = given
      facts.models[0].base = nil
      facts.models[0].hasLanded = true
      judgement = Judge.judge(facts)
    }
    let found = model == nil ? judgement.policyChange : judgement.models.first?.gates.first { $0.id == gate }
    return Outcome(
      model: judgement.models.first, gate: found,
      approval: found?.approvals.first { $0.record.commit == ApprovalRehearsal.commit })
  }
}
