import Governance

/// Whether the policy can ever change: a gate for it, people who could approve, and somebody besides them to
/// write the change, since nobody approves what they wrote.
struct PolicyGateLint {
  private(set) var findings: [LintFinding] = []

  init(_ linted: LintedPolicy, _ signers: Signers) {
    guard let gate = linted.policy.policyGate else {
      findings.append(
        linted.finding(
          .policyGateMissing, .error,
          "no gate is for changes of the policy, so that each is refused for ever",
          help: "add one: {id: policy, applies-to: policy, roles: […], approvals: 2}", at: "gates"))
      return
    }
    let policy = linted.policy
    // A policy has no tier: where counts are given per tier, the highest asks.
    let highest = policy.tiers[policy.tiers.count - 1].id
    let required = gate.approvals.count(for: highest, in: policy.tiers) ?? 1
    let teams = gate.distinctTeams?.value(for: highest) ?? 0
    let people = signers.approvers(of: gate)
    let roles = listing(gate.roles, "or")
    if people.count < required {
      findings.append(
        linted.finding(
          .gateUnfillable, .error,
          "gate policy asks for \(required) approval\(required == 1 ? "" : "s") by \(roles), and \(people.isEmpty ? "nobody" : "only \(listing(people))") could give one: the policy can never change",
          help: "give more people the role in \(linted.rosterPath)", gate: gate, "approvals"))
      return
    }
    func isComplete(_ people: [IdentityID]) -> Bool {
      // Beyond this many, who is who makes no difference any more.
      let demand = Staffing.Demand(
        gate: gate.id, required: required, distinctTeams: teams, people: Array(people.prefix(500)))
      return Staffing([demand], gatesPerPerson: nil, distinctTeams: 0, roster: linted.roster).isComplete
    }
    if !isComplete(people) {
      findings.append(
        linted.finding(
          .gateUnfillable, .error,
          "gate policy asks for \(teams) distinct teams, and \(listing(people)) come from too few: the policy can never change",
          help: "give the role to people of other teams in \(linted.rosterPath)", gate: gate,
          "distinct-teams"))
      return
    }
    checkAuthors(linted, signers, gate, people, required, isComplete)
  }

  private mutating func checkAuthors(
    _ linted: LintedPolicy, _ signers: Signers, _ gate: Gate, _ people: [IdentityID], _ required: Int,
    _ isComplete: ([IdentityID]) -> Bool
  ) {
    let authors = people.prefix(500).filter { author in isComplete(people.filter { $0 != author }) }
    if !authors.isEmpty { return }
    let others = signers.ever.subtracting(people)
    findings.append(
      linted.finding(
        .policyAuthorsExcluded, others.isEmpty ? .error : .warning,
        "gate policy needs \(required == people.count ? "all of" : "so many of") \(listing(people)) that none of them may write the change"
          + (others.isEmpty ? ", and nobody else could: the policy can never change" : ""),
        help: "give one more person a role of \(listing(gate.roles, "or")) in \(linted.rosterPath)",
        gate: gate,
        "approvals"))
  }
}
