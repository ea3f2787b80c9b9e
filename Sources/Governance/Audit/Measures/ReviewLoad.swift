/// Who carries the reviews: how many decisions each person gave, and how few people give half of the approvals.
package struct ReviewLoad: Sendable {
  package private(set) var total = DecisionTally()
  package private(set) var people: [IdentityID: DecisionTally] = [:]

  package init() {}

  package mutating func add(_ decision: LandedDecision) {
    total.add(decision)
    people[decision.reviewer, default: DecisionTally()].add(decision)
  }

  /// Everybody who decided anything, whoever approved most first, and by their ids among equals.
  package var ranking: [(person: IdentityID, tally: DecisionTally)] {
    people.map { ($0.key, $0.value) }.sorted {
      $0.1.approvals != $1.1.approvals ? $0.1.approvals > $1.1.approvals : $0.0 < $1.0
    }
  }

  /// A person's part of all approvals, in thousandths; nil where there are none.
  package func share(of approvals: Int) -> Int? {
    total.approvals == 0 ? nil : (approvals * 1000 + total.approvals / 2) / total.approvals
  }

  /// How few people gave half of all approvals. Zero where there are none.
  package var peopleForHalf: Int {
    var sum = 0
    var count = 0
    for (_, tally) in ranking where sum * 2 < total.approvals {
      sum += tally.approvals
      count += 1
    }
    return count
  }
}
