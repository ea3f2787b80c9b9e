import Governance

/// Periods of monitoring that are no time at all, and reports that nobody or anybody could sign.
struct MonitoringLint {
  private(set) var findings: [LintFinding] = []

  init(_ linted: LintedPolicy, _ signers: Signers) {
    guard let monitoring = linted.policy.monitoring else { return }
    for (key, values, effect) in [
      ("every", monitoring.every, "a report is always missing"),
      ("revalidate", monitoring.revalidate, "every validation is always too old"),
    ] {
      for tier in linted.policy.tiers.map(\.id) {
        guard let period = values?.value(for: tier), period.isNothing else { continue }
        findings.append(
          linted.finding(
            .expiresAtOnce, .error,
            "monitoring.\(key) in tier \(tier) is \(period), which is no time at all: \(effect)",
            help: "give a period such as P30D, or leave the tier out", at: "monitoring.\(key).\(tier)",
            "monitoring.\(key)"))
      }
    }
    guard let allowed = monitoring.signedBy else {
      findings.append(
        linted.finding(
          .monitoringByAnybody, .note,
          "monitoring reports may be signed by anybody on the roster, whoever built the model too",
          help: "name who watches the models in `signed-by`", at: "monitoring"))
      return
    }
    for (index, name) in allowed.enumerated() {
      let holders = linted.roster.identities.filter {
        $0.id.text.isExactly(name) || $0.holds(anyOf: [Role(name)])
      }
      if holders.contains(where: { signers.ever.contains($0.id) }) { continue }
      findings.append(
        linted.finding(
          .monitoringUnsignable, .error,
          holders.isEmpty
            ? "monitoring reports may be signed by \(name), which is no identity and no role that anybody holds"
            : "monitoring reports may be signed by \(name): \(listing(holders.map(\.id))) could never sign, for want of a key",
          help: "see whether it goes by another name in \(linted.rosterPath), and has a key",
          at: "monitoring.signed-by[\(index)]", "monitoring.signed-by"))
    }
  }
}
