import Governance

/// Approvals and reports that are too old from the start, and approvals that expire before the reports they rest
/// on.
struct PeriodLint {
  private(set) var findings: [LintFinding] = []

  init(_ linted: LintedPolicy) {
    let policy = linted.policy
    for tier in policy.tiers.map(\.id) {
      guard let period = policy.approvals.expire?.value(for: tier), period.isNothing else { continue }
      findings.append(
        linted.finding(
          .expiresAtOnce, .error,
          "approvals in tier \(tier) hold for \(period), which is no time at all: none ever counts",
          help: "give a period such as P1Y, or leave the tier out", at: "approvals.expire.\(tier)",
          "approvals.expire"))
    }
    for gate in policy.gates {
      for (index, requirement) in gate.evidence.enumerated() {
        guard let age = requirement.maxAge else { continue }
        if age.isNothing {
          findings.append(
            linted.finding(
              .expiresAtOnce, .error,
              "evidence \(requirement.name) of gate \(gate.id) holds for \(age), which is no time at all: none ever counts",
              help: "give a period such as P30D", gate: gate, "evidence[\(index)].max-age"))
          continue
        }
        let tiers = policy.tiers.map(\.id).filter { gate.tiers?.contains($0) ?? true }
        let early = tiers.filter { tier in
          policy.approvals.expire?.value(for: tier).map {
            !$0.isNothing && $0.length(against: age) == .shorter
          }
            ?? false
        }
        if early.isEmpty { continue }
        findings.append(
          linted.finding(
            .approvalBeforeEvidence, .note,
            "approvals in tier \(listing(early, "or")) expire before evidence \(requirement.name) of gate \(gate.id) does, after \(age)",
            help: "see whether the two periods are what is meant", gate: gate,
            "evidence[\(index)].max-age"))
      }
    }
  }
}
