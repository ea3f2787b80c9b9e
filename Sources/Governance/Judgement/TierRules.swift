/// The tier that the policy's rules give one card.
///
/// A rule that has no value counts as matching: what cannot be told to be low is judged as high.
struct TierRules {
  /// The place of the highest tier whose rule matches; 0 where none does.
  private(set) var rank = 0
  private(set) var leaves: [Leaf] = []
  /// The tiers that are only assumed, with the rule and why it has no value.
  private(set) var assumed: [(rank: Int, rule: PolicyExpression, message: String)] = []

  init(_ policy: Policy, _ scope: ExpressionScope) {
    for (place, tier) in policy.tiers.enumerated() {
      guard let rule = tier.when else { continue }
      let answer = scope.answer(rule)
      if answer != .no { rank = place }
      if case .error(let message) = answer { assumed.append((place, rule, message)) }
      leaves.append(
        Leaf(
          .tier, "tier \(tier.id) when \(rule.source)", position: rule.position, verdict: answer.verdict,
          readings: scope.readings(of: rule)))
    }
  }
}

extension ExpressionScope.Answer {
  var verdict: Verdict {
    switch self {
    case .yes: .satisfied
    case .no: .violated
    case .error: .undecided
    }
  }
}
