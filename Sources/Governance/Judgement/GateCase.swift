/// One gate of one model under judgement: what it asks, and which approvals may fill its slots.
struct GateCase {
  let gate: Gate
  let required: Int
  let distinctTeams: Int
  let judgement: ApprovalJudgement
  /// Approvals of which nothing but an empty slot is asked any more, in the order they were given.
  private(set) var eligible: [ApprovalRecord] = []
  private(set) var rejected: [ApprovalOutcome] = []
  private(set) var vetoes: [ApprovalRecord] = []

  init(
    gate: Gate, required: Int, distinctTeams: Int, judgement: ApprovalJudgement, records: [ApprovalRecord],
    commits: CommitGraph
  ) {
    self.gate = gate
    self.required = required
    self.distinctTeams = distinctTeams
    self.judgement = judgement
    let own = records.filter { $0.gate == gate.id }
    let history = DecisionHistory(
      own, commits: commits, isAuthentic: judgement.isAuthentic,
      isAnchored: judgement.signing.isAnchored)
    var standing: [ApprovalRecord] = []
    for record in history.effective {
      if judgement.isVeto(record, in: history) { vetoes.append(record) }
      if let (rule, message) = judgement.objection(to: record, in: history) {
        rejected.append(
          ApprovalOutcome(
            record: record, reviewer: record.document?.reviewer ?? record.holder,
            standing: .rejected(rule, message)))
      } else {
        standing.append(record)
      }
    }
    // The same bytes brought twice are one approval; that a stranger brought them as well is no news.
    rejected.removeAll { outcome in
      standing.contains { $0.path.isExactly(outcome.record.path) && $0.content == outcome.record.content }
    }
    standing.sort { GateCase.order($0, commits) < GateCase.order($1, commits) }
    for record in standing where !eligible.contains(where: { $0.holder == record.holder }) {
      eligible.append(record)
    }
  }

  /// Approvals in base first, then by position in history, then by reviewer.
  private static func order(_ record: ApprovalRecord, _ commits: CommitGraph) -> (Int, String, String) {
    (commits.index(of: record.commit) ?? -1, record.holder.text, record.commit.text)
  }

  /// Puts approvals first that were given when the gates before this one were already approved, so that
  /// one which came too early does not take the slot of one which did not.
  mutating func prefer(approvalsAfter earlier: [GateCase]) {
    func sees(_ record: ApprovalRecord) -> Bool {
      earlier.allSatisfy { before in
        before.eligible.filter { record.hasSeen($0) }.count >= before.required
      }
    }
    eligible = eligible.filter(sees) + eligible.filter { !sees($0) }
  }

  var demand: SlotAssignment.Demand {
    SlotAssignment.Demand(
      gate: gate.id, required: required, distinctTeams: distinctTeams, eligible: eligible.map(\.holder))
  }

  /// The people who hold one of the gate's roles and have nothing against them.
  func candidates(notAmong taken: Set<IdentityID>) -> [IdentityID] {
    judgement.roster.people(holding: gate.roles).map(\.id).filter { id in
      !taken.contains(id)
        && !(judgement.policy.separation.approverIsNotContributor
          && (judgement.contributors.contains(id) || judgement.developers.contains(id)))
        && !(judgement.policy.separation.approverIsNotOwner && judgement.owners.contains(id))
    }
  }
}

extension ApprovalRecord {
  /// Whether the other approval was already in the tree of the commit that brought this one.
  func hasSeen(_ other: ApprovalRecord) -> Bool {
    sees[other.path]?.isExactly(other.content) ?? false
  }
}
