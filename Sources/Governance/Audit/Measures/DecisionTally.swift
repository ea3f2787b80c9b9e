/// How often what was decided.
package struct DecisionTally: Sendable, Equatable {
  package private(set) var approvals = 0
  /// Of the approvals, those that set a condition.
  package private(set) var conditions = 0
  /// Of the approvals, those of what changed again before it landed: they had to be given anew.
  package private(set) var stale = 0
  package private(set) var rejections = 0
  package private(set) var withdrawals = 0

  package init() {}

  package var decisions: Int { approvals + rejections + withdrawals }

  package mutating func add(_ decision: LandedDecision) {
    switch decision.decision {
    case .approve: approvals += 1
    case .approveWithConditions:
      approvals += 1
      conditions += 1
    case .reject: rejections += 1
    case .withdraw: withdrawals += 1
    }
    if decision.isStale { stale += 1 }
  }
}
