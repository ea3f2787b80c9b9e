import Governance

/// Waivers without an end, and such as too few people could sign.
struct WaiverLint {
  private(set) var findings: [LintFinding] = []

  init(_ linted: LintedPolicy, _ signers: Signers) {
    guard let waivers = linted.policy.waivers else { return }
    func people(_ roles: [Role]) -> Set<IdentityID> {
      Set(
        linted.roster.identities.filter {
          $0.kind == .person && $0.holds(anyOf: roles) && signers.ever.contains($0.id)
        }.map(\.id))
    }
    let able = people(waivers.roles)
    if able.count < waivers.approvals {
      findings.append(
        linted.finding(
          .waiverUnfillable, .error,
          "a waiver needs \(waivers.approvals) people with role \(listing(waivers.roles, "or")) and a key, and there are \(able.count)",
          help: "give somebody the role in \(linted.rosterPath), or ask for fewer", at: "waivers.approvals",
          "waivers.roles", "waivers"))
    }
    if let ratification = waivers.ratification {
      let others = people(ratification.roles)
      // Whoever signed a waiver does not confirm it.
      let left = others.subtracting(able).count + max(0, others.intersection(able).count - waivers.approvals)
      if left < ratification.approvals, able.count >= waivers.approvals {
        findings.append(
          linted.finding(
            .waiverUnfillable, .error,
            "a waiver has to be ratified by \(ratification.approvals) people who did not sign it, and there would be \(left)",
            help: "name other roles in `ratify`, or ask for fewer", at: "waivers.ratify.approvals",
            "waivers.ratify"))
      }
    }
    for (key, period) in [
      ("max-duration", waivers.maxDuration), ("ratify.within", waivers.ratification?.within),
    ] {
      guard let period, period.isNothing else { continue }
      findings.append(
        linted.finding(
          .expiresAtOnce, .error, "waivers.\(key) is \(period), which is no time at all: none ever counts",
          help: "give a period such as P30D", at: "waivers.\(key)"))
    }
    if waivers.maxDuration == nil {
      findings.append(
        linted.finding(
          .waiverUnlimited, .warning, "a waiver may last for ever: an exception without an end is a rule",
          help: "set `max-duration` to a period such as P30D", at: "waivers"))
    }
  }
}
