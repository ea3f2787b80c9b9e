extension PolicyTest {
  /// What has to come of a case. What it leaves open may be anything.
  package struct Expectation: Sendable {
    /// What may come of one gate.
    package enum GateVerdict: String, Sendable, CaseIterable {
      case satisfied, violated, undecided
      /// The gate is not asked for.
      case notApplicable = "not-applicable"

      package init(_ verdict: Verdict) {
        self =
          switch verdict {
          case .satisfied: .satisfied
          case .violated: .violated
          case .undecided: .undecided
          }
      }
    }

    package var verdict: Verdict
    /// The effective tier.
    package var tier: TierID?
    /// In the order of the file.
    package var gates: [(id: GateID, verdict: GateVerdict)] = []
    /// Exactly the rules of the errors that are found.
    package var rules: Set<Rule>?

    package init(verdict: Verdict) { self.verdict = verdict }
  }
}
