/// What a change of a policy does, as every output format tells it.
package struct PolicyDiffReport: Sendable {
  /// What was compared, as it was named.
  package var before: String
  package var after: String
  /// Loosenings first.
  package var differences: [PolicyDifference]
  /// Why one of them does not load; empty where both do.
  package var problems: [Finding]

  package init(
    before: String, after: String, differences: [PolicyDifference] = [], problems: [Finding] = []
  ) {
    self.before = before
    self.after = after
    self.differences = differences
    self.problems = problems
  }

  package func count(_ direction: PolicyDifference.Direction) -> Int {
    differences.count { $0.direction == direction }
  }

  /// Whether anything is loosened.
  package var loosens: Bool { count(.loosens) > 0 }
}
