import Governance

/// Bounds that exclude each other, within a gate and between gates that read the same documents, and bounds that
/// another one implies.
struct ThresholdLint {
  private(set) var findings: [LintFinding] = []

  /// One threshold and where it stands.
  private struct Bound {
    let gate: Gate
    let index: Int
    let threshold: Threshold
    /// Without a slice, a threshold reads what has none, or `overall`: the two mean the same.
    var slice: String { threshold.slice ?? "overall" }
    /// What is read: the card, or the reports of these names.
    var source: [String] {
      gate.evidence.map(\.name).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    func isSameMetric(as other: Bound) -> Bool {
      threshold.metric.isExactly(other.threshold.metric) && slice.isExactly(other.slice)
    }
    /// Whether both read the same documents.
    func isSameSource(as other: Bound) -> Bool {
      source.count == other.source.count && zip(source, other.source).allSatisfy { $0.isExactly($1) }
    }
  }

  /// How many thresholds are compared with each other.
  private static let limit = 2000

  init(_ linted: LintedPolicy) {
    let policy = linted.policy
    let bounds = policy.gates.flatMap { gate in
      gate.thresholds.enumerated().map { Bound(gate: gate, index: $0, threshold: $1) }
    }.prefix(ThresholdLint.limit)
    for (position, later) in bounds.enumerated() {
      for earlier in bounds[..<position] where later.isSameMetric(as: earlier) {
        let isSameGate = later.gate.id == earlier.gate.id
        guard
          isSameGate
            || (later.isSameSource(as: earlier) && ThresholdLint.meet(later.gate, earlier.gate, policy))
        else { continue }
        if let clash = ThresholdLint.clash(later.threshold, earlier.threshold) {
          let elsewhere = isSameGate ? "" : " and gate \(earlier.gate.id)"
          findings.append(
            linted.finding(
              .thresholdUnsatisfiable, .error,
              "gate \(later.gate.id)\(elsewhere) asks for \(later.threshold.subject) of \(clash), which no value is",
              help: "see which of the two bounds is meant", gate: later.gate, "thresholds[\(later.index)]"))
        } else if isSameGate {
          checkEffect(linted, earlier, later)
        }
      }
    }
  }

  /// Such as `at least 0.9 and at most 0.8`.
  private static func clash(_ one: Threshold, _ other: Threshold) -> String? {
    for (low, high) in [(one, other), (other, one)] {
      if let min = low.min, let max = high.max, !max.reaches(min) {
        return "at least \(min) and at most \(max)"
      }
    }
    return nil
  }

  private static func meet(_ one: Gate, _ other: Gate, _ policy: Policy) -> Bool {
    policy.stages.contains { stage in
      policy.tiers.contains { tier in
        let gates = policy.gates(for: stage.id, tier: tier.id).map(\.id)
        return gates.contains(one.id) && gates.contains(other.id)
      }
    }
  }

  /// A bound that the same gate's other threshold implies has no effect.
  private mutating func checkEffect(_ linted: LintedPolicy, _ earlier: Bound, _ later: Bound) {
    for (weak, strict) in [(earlier, later), (later, earlier)] {
      guard ThresholdLint.implies(strict.threshold, weak.threshold) else { continue }
      findings.append(
        linted.finding(
          .thresholdWithoutEffect, .warning,
          "gate \(weak.gate.id) bounds \(weak.threshold.subject) twice, and this bound follows from the other",
          help: "keep the stricter one", gate: weak.gate, "thresholds[\(weak.index)]"))
      return
    }
  }

  private static func implies(_ strict: Threshold, _ weak: Threshold) -> Bool {
    if let min = weak.min {
      guard let own = strict.min, own.reaches(min) else { return false }
    }
    if let max = weak.max {
      guard let own = strict.max, max.reaches(own) else { return false }
    }
    if let slack = weak.notBelowBaseline {
      guard let own = strict.notBelowBaseline, slack.reaches(own) else { return false }
    }
    return true
  }
}
