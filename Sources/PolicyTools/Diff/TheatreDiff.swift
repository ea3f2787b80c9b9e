import Governance

/// What audits tell of how reviews were done: who asks for less of it loosens.
struct TheatreDiff {
  let found: [PolicyDifference]

  init(_ old: Policy, _ new: Policy) {
    let (before, after) = (old.theatre, new.theatre)
    var differences = Differences(of: "theatre")
    differences.add(
      .rubberStampSpeed, from: before.speed, to: after.speed, text: { "within \($0)" },
      direction: PolicyDiff.watching)
    differences.add(
      .rubberStampBulk, from: before.bulk, to: after.bulk, text: { "\($0.models) models within \($0.within)" }
    ) { was, shall in
      let directions = [
        PolicyDiff.asking(shall.models, was.models), PolicyDiff.watching(was.within, shall.within),
      ].compactMap { $0 }
      guard let first = directions.first else { return nil }
      return directions.allSatisfy { $0 == first } ? first : .changes
    }
    differences.add(
      .rubberStampText, from: before.repeatedText, to: after.repeatedText, unit: "uses of a text")
    differences.add(
      .reviewerNeverRejects, from: before.neverRejects, to: after.neverRejects, unit: "decisions")
    differences.add(
      .reviewerReciprocal, from: before.reciprocal, to: after.reciprocal, unit: "approvals each")
    found = differences.found
  }
}

extension Differences {
  /// A count from which on a rule tells: the lower, the more it tells.
  fileprivate mutating func add(_ rule: Rule, from before: Int?, to after: Int?, unit: String) {
    add(rule, from: before, to: after, text: { "from \($0) \(unit) on" }) { PolicyDiff.asking($1, $0) }
  }

  /// What a rule tells; nil is nothing.
  ///
  /// - Parameter direction: of two thresholds that are both there; nil where they are the same.
  fileprivate mutating func add<Threshold>(
    _ rule: Rule, from before: Threshold?, to after: Threshold?, text: (Threshold) -> String,
    direction: (Threshold, Threshold) -> PolicyDifference.Direction?
  ) {
    let way: PolicyDifference.Direction? =
      switch (before, after) {
      case (nil, nil): nil
      case (nil, _?): .tightens
      case (_?, nil): .loosens
      case (let was?, let shall?): direction(was, shall)
      }
    guard let way else { return }
    add(
      way, "\(rule.rawValue) told of", from: before.map(text) ?? "nothing", to: after.map(text) ?? "nothing")
  }
}

extension PolicyDiff {
  /// What a change of a period is within which something is told: longer tells more.
  static func watching(_ before: Period, _ after: Period) -> PolicyDifference.Direction? {
    holding(before, after)?.reversed
  }
}
