/// One gate of one model under judgement: what it asks, and which approvals may fill its slots.
struct GateCase {
  let gate: Gate
  let required: Int
  let distinctTeams: Int
  let judgement: ApprovalJudgement
  /// What lifts what the gate asks, so that it needs no slots to be filled.
  private(set) var waiver: UsedWaiver?
  /// Approvals of which nothing but an empty slot is asked any more, in the order they were given.
  private(set) var eligible: [ApprovalRecord] = []
  /// Of those that act in somebody else's place: in whose they may, each of them never empty.
  private(set) var delegators: [IdentityID: [IdentityID]] = [:]
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
      if case .delegated(let people) = judgement.right.answer(for: record.holder, at: record.committed) {
        delegators[record.holder] = people
      }
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
        before.eligible.filter { record.hasSeen($0) }.count >= before.wanted
      }
    }
    eligible = eligible.filter(sees) + eligible.filter { !sees($0) }
  }

  /// Who acts in whose place in the approvals.
  var pairs: [Persons.Pair] {
    delegators.flatMap { delegate, people in
      people.map { Persons.Pair(delegate: delegate, delegator: $0) }
    }
  }

  /// Whether the approval may fill a slot if nobody acts in anybody's place but these.
  func isUsable(_ record: ApprovalRecord, _ persons: Persons) -> Bool {
    guard delegators[record.holder] != nil else { return true }
    return delegator(of: record.holder, persons) != nil
  }

  /// In whose place somebody approves; nil where it is in their own right.
  func delegator(of delegate: IdentityID, _ persons: Persons) -> IdentityID? {
    delegators[delegate]?.first { persons.pairs.contains(Persons.Pair(delegate: delegate, delegator: $0)) }
  }

  /// The case, lifted by a waiver.
  func waived(by waiver: UsedWaiver) -> GateCase {
    var copy = self
    copy.waiver = waiver
    return copy
  }

  /// How many slots have to be filled.
  var wanted: Int { waiver == nil ? required : 0 }

  func demand(_ persons: Persons) -> SlotAssignment.Demand {
    SlotAssignment.Demand(
      gate: gate.id, required: wanted, distinctTeams: distinctTeams,
      eligible: eligible.filter { isUsable($0, persons) }.map(\.holder))
  }

  /// The people who could approve now, in their own right or in somebody's place, and have nothing against them.
  func candidates(notAmong taken: Set<IdentityID>) -> [Candidate] {
    judgement.right.candidates(at: judgement.now).filter { !taken.contains($0.identity) }
  }
}

extension ApprovalRecord {
  /// Whether the other approval was already in the tree of the commit that brought this one.
  func hasSeen(_ other: ApprovalRecord) -> Bool {
    sees[other.path]?.isExactly(other.content) ?? false
  }
}
