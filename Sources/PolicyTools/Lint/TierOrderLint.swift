import Governance

/// Tiers that ask less than a lower one. Except for counts, a tier that a list leaves out is asked nothing, which
/// is easily overlooked: `expire: {low: P1Y}` lets approvals of every higher tier hold for ever.
struct TierOrderLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy
  private var tiers: [Tier] { linted.policy.tiers }

  init(_ linted: LintedPolicy) {
    self.linted = linted
    let policy = linted.policy
    for gate in linted.policy.gates {
      let own = gate.tiers
      compare(own) {
        gate.approvals.count(for: $0, in: policy.tiers) ?? 1
      } report: { low, high, tiers in
        linted.finding(
          .tierAsksLess, .warning,
          "gate \(gate.id) asks for \(high) approvals in tier \(tiers.high), and for \(low) in tier \(tiers.low)",
          help: TierOrderLint.help, gate: gate, "approvals")
      }
      compare(own) {
        gate.distinctTeams?.value(for: $0) ?? 0
      } report: { low, high, tiers in
        linted.finding(
          .tierAsksLess, .warning,
          "gate \(gate.id) asks for \(high == 0 ? "no" : "\(high)") distinct teams in tier \(tiers.high), and for \(low) in tier \(tiers.low)",
          help: TierOrderLint.help, gate: gate, "distinct-teams")
      }
    }
    compare(nil) {
      policy.separation.distinctTeams?.value(for: $0) ?? 0
    } report: { low, high, tiers in
      linted.finding(
        .tierAsksLess, .warning,
        "tier \(tiers.high) asks for \(high == 0 ? "no" : "\(high)") distinct teams, and tier \(tiers.low) for \(low)",
        help: TierOrderLint.help, at: "separation-of-duties.distinct-teams")
    }
    // One person filling more gates is less asked.
    compare(nil) {
      -(policy.separation.gatesPerPerson?.count(for: $0, in: policy.tiers) ?? .max)
    } report: { low, high, tiers in
      linted.finding(
        .tierAsksLess, .warning,
        "one person may fill \(-high) gates in tier \(tiers.high), and \(-low) in tier \(tiers.low)",
        help: TierOrderLint.help, at: "separation-of-duties.gates-per-person")
    }
    compare(nil) {
      policy.approvals.minRationale?.value(for: $0) ?? 0
    } report: { low, high, tiers in
      linted.finding(
        .tierAsksLess, .warning,
        "a rationale takes \(high == 0 ? "no" : "\(high)") characters in tier \(tiers.high), and \(low) in tier \(tiers.low)",
        help: TierOrderLint.help, at: "approvals.min-rationale")
    }
    checkExpiry()
  }

  private static let help = "a tier that is not listed is asked nothing: list it, or see which is meant"

  /// Reports the first tier that asks less than the one below it.
  private mutating func compare(
    _ own: [TierID]?, _ asked: (TierID) -> Int,
    report: (Int, Int, (low: TierID, high: TierID)) -> LintFinding
  ) {
    let tiers = tiers.map(\.id).filter { own?.contains($0) ?? true }
    for (low, high) in zip(tiers, tiers.dropFirst()) where asked(high) < asked(low) {
      findings.append(report(asked(low), asked(high), (low, high)))
      return
    }
  }

  private mutating func checkExpiry() {
    guard let expire = linted.policy.approvals.expire else { return }
    let tiers = tiers.map(\.id)
    for (low, high) in zip(tiers, tiers.dropFirst()) {
      guard let lower = expire.value(for: low) else { continue }
      let higher = expire.value(for: high)
      guard higher?.length(against: lower) ?? .longer == .longer else { continue }
      findings.append(
        linted.finding(
          .tierAsksLess, .warning,
          "approvals in tier \(high) hold \(higher.map { "for \($0)" } ?? "for ever"), and in tier \(low) for \(lower)",
          help: TierOrderLint.help, at: "approvals.expire.\(high)", "approvals.expire"))
      return
    }
  }
}
