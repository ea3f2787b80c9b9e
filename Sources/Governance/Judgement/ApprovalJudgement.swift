/// Whether an approval counts, and if not, the one reason why: the first that fits, in a fixed order.
struct ApprovalJudgement {
  let gate: Gate
  let policy: Policy
  let roster: Roster
  let commits: CommitGraph
  let now: Instant
  /// What an approval of this gate has to name.
  let expected: Expectation
  let contributors: [IdentityID]
  /// Who owns the model and who developed it: by the card that will land and by base's, lest somebody is taken
  /// off the card in the very change that they approve.
  let owners: [IdentityID]
  let developers: [IdentityID]
  let minRationale: Int?
  let expiry: Period?
  /// Whether the model comes back from retirement, so that what was approved before counts no more.
  var isBack = false
  /// Where the gate is open again for how the model does in use: why an approval of it does not count.
  var monitoring: MonitoringJudgement?

  /// The thing under judgement as an approval names it. `model` and `stage` are nil for a policy change.
  struct Expectation {
    let model: ModelID?
    let stage: StageID?
    /// Nil where the gate's scope leaves the card out, so that a new version need not be approved anew.
    let version: String?
    let subject: Digest
    /// The digest an approval's `policy` must have; nil where approvals are not bound to the policy.
    let policy: Digest?
    /// What the reader calls it.
    let name: String
  }

  /// Whether the record is a decision by the one its file is named after, on this very gate.
  func isAuthentic(_ record: ApprovalRecord) -> Bool {
    guard signing.objection(to: record, naming: record.holder) == nil else { return false }
    guard let document = record.document else { return true }
    return document.reviewer == record.holder && document.gate == record.gate
      && document.model == expected.model && document.repository.isExactly(policy.repository)
  }

  /// Whether the record keeps the gate shut: a rejection of this subject by one who may judge it.
  func isVeto(_ record: ApprovalRecord, in history: DecisionHistory) -> Bool {
    guard let document = record.document, document.decision == .reject, isAuthentic(record),
      history.successor(of: record) == nil, document.subject == expected.subject
    else { return false }
    return right.mayReject(record.holder, at: record.committed)
  }

  /// The one reason why the approval does not count, or nil if it may fill a slot.
  func objection(to record: ApprovalRecord, in history: DecisionHistory) -> (Rule, String)? {
    guard let document = record.document else { return (.approvalWithdrawn, "was removed by its reviewer") }
    let isUnexamined = record.attribution == .unexamined
    let replay =
      (isUnexamined ? nil : signatureObjection(record, document)) ?? namingObjection(document)
      ?? retirementObjection(to: record) ?? pastObjection(to: record, document, in: history)
    if let replay { return replay }
    if isVeto(record, in: history) { return (.gateVetoed, "\(record.holder) rejects it") }
    let other =
      subjectObjection(document) ?? personObjection(document, at: record.committed)
      ?? contentObjection(document)
    if let other { return other }
    // Whatever else holds of it, what does not approve never fills a slot.
    if !document.decision.approves { return (.gateVetoed, "\(record.holder) does not approve") }
    if let lapse = monitoring?.objection(to: record, isAnchored: signing.isAnchored(record)) {
      return (.approvalExpired, lapse)
    }
    return isUnexamined ? signatureObjection(record, document) : nil
  }

  /// Why a document cannot count wherever it comes from, whoever signed it: the part of ``objection(to:in:)`` that
  /// rests on its text alone. A rejection and a withdrawal only have to name what they are about.
  ///
  /// - Parameter holder: whom its file is named after.
  func objection(toText document: Approval, namedAfter holder: IdentityID) -> (Rule, String)? {
    let naming = holderObjection(document, holder) ?? namingObjection(document)
    guard naming == nil, document.decision.approves else { return naming }
    return subjectObjection(document) ?? personObjection(document, at: document.date)
      ?? contentObjection(document)
  }

  /// By whose signature a file is a decision.
  var signing: ApprovalSigning {
    ApprovalSigning(accepted: policy.signatures.approvals, roster: roster, commits: commits)
  }

  private func signatureObjection(_ record: ApprovalRecord, _ document: Approval) -> (Rule, String)? {
    signing.objection(to: record, naming: document.reviewer) ?? holderObjection(document, record.holder)
  }

  private func holderObjection(_ document: Approval, _ holder: IdentityID) -> (Rule, String)? {
    if holder == document.reviewer { return nil }
    return (
      .approvalMisattributed,
      "it names \(document.reviewer) as reviewer, but the file is named after \(holder)"
    )
  }

  /// Why the document is about something else.
  private func namingObjection(_ document: Approval) -> (Rule, String)? {
    func replayed(_ field: String, _ found: String, _ wanted: String) -> (Rule, String) {
      (.approvalReplayed, "it was given for \(field) \(found), not \(wanted)")
    }
    if !document.repository.isExactly(policy.repository) {
      return replayed("repository", document.repository, policy.repository)
    }
    if document.model != expected.model {
      return replayed("model", document.model?.text ?? "none", expected.model?.text ?? "none")
    }
    if document.gate != gate.id { return replayed("gate", document.gate.text, gate.id.text) }
    if document.stage != expected.stage {
      return replayed("stage", document.stage?.text ?? "none", expected.stage?.text ?? "none")
    }
    if let version = expected.version, !document.version.isExactly(version) {
      return replayed("version", document.version, version)
    }
    return nil
  }

  private func retirementObjection(to record: ApprovalRecord) -> (Rule, String)? {
    guard isBack, record.standsAtBase else { return nil }
    return (.approvalReplayed, "it was given before \(expected.name) was retired")
  }

  /// Why the document is about another state of it.
  private func subjectObjection(_ document: Approval) -> (Rule, String)? {
    if document.subject != expected.subject {
      return (
        .approvalStale,
        "it was given for \(short(document.subject)), but \(expected.name) is now \(short(expected.subject))"
      )
    }
    if let bound = expected.policy, document.policy != bound {
      return (.approvalStale, "it was given under another policy; the policy is now \(short(bound))")
    }
    return nil
  }

  /// Why the approval is not the reviewer's word any more, whatever it is about; nil if it is.
  func pastObjection(
    to record: ApprovalRecord, _ document: Approval, in history: DecisionHistory
  ) -> (Rule, String)? {
    let isBroughtBack = record.stoodBefore && !signing.isAnchored(record)
    if isBroughtBack || (!record.standsAtBase && commits.index(of: record.commit) == nil) {
      let since = record.standsAtBase ? "it had been taken away before" : "base no longer holds it"
      return (.approvalReplayed, "it was dug out of history: \(since) (commit \(record.commit.short))")
    }
    if let later = history.successor(of: record) {
      if later.document.map({ $0.decision == .withdraw }) ?? true {
        return (.approvalWithdrawn, "\(record.holder) withdrew it in commit \(later.commit.short)")
      }
      return (
        .approvalReplayed,
        "it is an older decision put back; \(record.holder)'s newest is in commit \(later.commit.short)"
      )
    }
    if document.decision == .withdraw { return (.approvalWithdrawn, "\(record.holder) withdrew it") }
    if document.decision.approves, let other = history.parallelWithdrawal(of: record) {
      return (
        .approvalWithdrawn, "\(record.holder) withdrew it on another branch, in commit \(other.commit.short)"
      )
    }
    return nil
  }

  /// In whose right people approve here.
  var right: ApprovalRight {
    ApprovalRight(
      gate: gate, separation: policy.separation, roster: roster, contributors: contributors, owners: owners,
      developers: developers)
  }

  private func personObjection(_ document: Approval, at date: Instant) -> (Rule, String)? {
    if case .refused(let rule, let message) = right.answer(for: document.reviewer, at: date) {
      return (rule, message())
    }
    return nil
  }

  private func contentObjection(_ document: Approval) -> (Rule, String)? {
    let missing = gate.checklist.filter { item in !document.checklist.contains { $0.isExactly(item.id) } }
    if !missing.isEmpty {
      return (
        .checklistIncomplete,
        "the checklist lacks \(missing.map { "\($0.id) (\($0.text))" }.joined(separator: ", "))"
      )
    }
    let length = document.rationale.map(Approval.length(ofRationale:)) ?? 0
    if let minRationale, length < minRationale {
      return (
        .rationaleShort, "the rationale has \(length) characters, the policy asks for \(minRationale)"
      )
    }
    if let expiry, now >= document.date.adding(expiry) {
      return (.approvalExpired, "it was given on \(document.date.date) and held for \(expiry)")
    }
    if let condition = document.overdueCondition(at: now) {
      return (
        .approvalExpired,
        "its condition \(condition.id) was due on \(condition.due.date), and \(document.reviewer) did not confirm that it is met"
      )
    }
    if document.date.isClearlyAfter(now) {
      return (.approvalExpired, "its date, \(document.date), lies in the future")
    }
    return nil
  }

  private func short(_ digest: Digest) -> String { String(digest.text.prefix(19)) + "…" }
}
