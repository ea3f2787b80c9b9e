import Governance

/// What happens to rules in CEL. Whether one text asks more than another cannot be told: where a rule comes or
/// goes the direction is known, where its text changes it is not.
struct ExpressionDiff {
  /// Whether a gate applies.
  static func compareApplicability(
    _ before: PolicyExpression?, _ after: PolicyExpression?, _ differences: inout Differences
  ) {
    switch (before?.source, after?.source) {
    case (nil, nil): break
    case (nil, let rule?): differences.add(.loosens, "applies no more always, but when \(rule)")
    case (let rule?, nil): differences.add(.tightens, "applies always, and no more only when \(rule)")
    case (let old?, let new?):
      if !old.isExactly(new) { differences.add(.changes, "applies when", from: old, to: new) }
    }
  }

  /// What a gate asks besides all else.
  static func compareConditions(
    _ before: [GateCondition], _ after: [GateCondition], _ differences: inout Differences
  ) {
    differences.add(
      from: before.map { PlainText($0.rule.source) }, to: after.map { PlainText($0.rule.source) },
      joining: .tightens, joins: "asks that", leaves: "asks no more that")
    for condition in after {
      guard let earlier = before.first(where: { $0.rule.source.isExactly(condition.rule.source) }) else {
        continue
      }
      let messages = (earlier.message ?? "none", condition.message ?? "none")
      if messages.0.isExactly(messages.1) { continue }
      differences.add(
        .changes, "message of \(condition.rule.source)", from: "“\(messages.0)”", to: "“\(messages.1)”")
    }
  }

  /// Which models a tier is for at least.
  static func compareTiers(_ before: [Tier], _ after: [Tier], _ differences: inout Differences) {
    for tier in after {
      guard let earlier = before.first(where: { $0.id == tier.id }) else { continue }
      switch (earlier.when?.source, tier.when?.source) {
      case (nil, nil): break
      case (nil, let rule?): differences.add(.tightens, "raise to \(tier.id) when \(rule)")
      case (let rule?, nil): differences.add(.loosens, "raise no more to \(tier.id) when \(rule)")
      case (let old?, let new?):
        if !old.isExactly(new) { differences.add(.changes, "raise to \(tier.id) when", from: old, to: new) }
      }
    }
  }
}
