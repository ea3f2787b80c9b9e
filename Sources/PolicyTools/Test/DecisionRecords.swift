import Governance

/// The decisions of a case as files in its history.
struct DecisionRecords {
  private(set) var records: [ApprovalRecord] = []
  private let directory: String
  private let now: Instant

  /// - Parameter directory: what holds the decisions, those of models in a folder for each gate.
  init(below directory: String, now: Instant) {
    self.directory = directory
    self.now = now
  }

  /// Adds a decision in a commit of its own, which sees all that stand before it.
  mutating func add(
    _ decision: PolicyTest.Decision, _ document: Approval, _ signing: DecisionSigning,
    _ chain: inout CommitChain
  ) {
    let date = decision.date ?? Instant(seconds: now.seconds - 3600)
    var document = document
    document.decision = decision.decision
    document.date = date
    // What claims to come from the future was committed today.
    let committed = min(date, now)
    let (byCommit, detached) = signing.signatures(of: decision)
    let commit = chain.add("approve", by: decision.by, signedBy: byCommit, at: committed)
    let path = "\(directory)/\(decision.gate)/\(decision.by).yaml"
    for index in records.indices where records[index].path.isExactly(path) { records[index].stands = false }
    var sees: [String: String] = [:]
    for record in records where record.stands { sees[record.path] = record.content }
    sees[path] = commit.text
    records.append(
      ApprovalRecord(
        path: path, gate: decision.gate, holder: decision.by, content: commit.text, document: document,
        commit: commit, committed: committed, attribution: byCommit,
        author: CommitChain.email(of: decision.by, signing.roster), detached: detached, sees: sees))
  }
}

/// How decisions are signed such that they count: by their commit, where the policy takes that, else by a
/// detached signature, else by the forge.
struct DecisionSigning {
  private enum Kind { case commit, detached, forge(IdentityID) }
  private let kind: Kind
  /// The people, with a forge that knows them all where only a forge's word counts.
  let roster: Roster

  init(policy: Policy, roster: Roster) {
    let accepted = policy.signatures.approvals
    guard !accepted.contains(.commit), !accepted.contains(.detached) else {
      kind = accepted.contains(.commit) ? .commit : .detached
      self.roster = roster
      return
    }
    var identities = roster.identities
    for index in identities.indices where identities[index].emails.isEmpty {
      identities[index].emails = [CommitChain.email(of: identities[index].id, roster)]
    }
    // No document can name an identity with a space in it.
    let forge =
      identities.first { $0.kind == .forge } ?? Identity(id: "the forge", kind: .forge)
    if !identities.contains(where: { $0.id == forge.id }) { identities.append(forge) }
    kind = .forge(forge.id)
    self.roster = Roster(identities)
  }

  func signatures(of decision: PolicyTest.Decision) -> (byCommit: Attribution, detached: Attribution?) {
    guard decision.isSigned else { return (.unsigned, nil) }
    let own = CommitChain.signature(of: decision.by)
    return switch kind {
    case .commit: (own, nil)
    case .detached: (own, own)
    case .forge(let forge): (CommitChain.signature(of: forge), nil)
    }
  }
}
