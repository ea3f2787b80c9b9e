import Governance

/// Times of rules about theatre that are none.
struct TheatreLint {
  private(set) var findings: [LintFinding] = []

  init(_ linted: LintedPolicy) {
    let theatre = linted.policy.theatre
    let times: [(rule: Rule, within: Period?, effect: String)] = [
      (.rubberStampSpeed, theatre.speed, "no approval is ever that fast"),
      (.rubberStampBulk, theatre.bulk?.within, "only approvals of one second count together"),
    ]
    for (rule, within, effect) in times {
      guard let within, within.isNothing else { continue }
      let field = "theatre.\(rule.rawValue)"
      findings.append(
        linted.finding(
          .theatreWithoutEffect, .warning, "\(rule.rawValue) looks within \(within): \(effect)",
          help: "give a period such as PT5M, or write \(rule.rawValue): off", at: "\(field).within", field))
    }
  }
}
