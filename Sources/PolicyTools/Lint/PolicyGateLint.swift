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
    let known = PolicyGateLint.representatives(people, of: linted.roster, slots: required + 1)
    func isComplete(_ people: [IdentityID]) -> Bool {
      let demand = Staffing.Demand(gate: gate.id, required: required, distinctTeams: teams, people: people)
      return Staffing([demand], gatesPerPerson: nil, distinctTeams: 0, roster: linted.roster).isComplete
    }
    // So many teams are no policy's that somebody wrote.
    if known.count > PolicyGateLint.limit { return }
    if !isComplete(known) {
      findings.append(
        linted.finding(
          .gateUnfillable, .error,
          "gate policy asks for \(teams) distinct teams, and \(listing(people)) come from too few: the policy can never change",
          help: "give the role to people of other teams in \(linted.rosterPath)", gate: gate,
          "distinct-teams"))
      return
    }
    checkAuthors(linted, signers, gate, people, required) { author in
      isComplete(known.filter { $0 != author })
    }
  }

  /// How many people are looked at.
  private static let limit = 300

  /// Of people of the same teams no more than could be needed: who is who makes no difference beyond that.
  private static func representatives(
    _ people: [IdentityID], of roster: Roster, slots: Int
  ) -> [IdentityID] {
    var counts: [[Team]: Int] = [:]
    return people.filter { person in
      let teams = (roster[id: person]?.teams ?? []).sorted()
      counts[teams, default: 0] += 1
      return counts[teams, default: 0] <= slots
    }
  }

  private mutating func checkAuthors(
    _ linted: LintedPolicy, _ signers: Signers, _ gate: Gate, _ people: [IdentityID], _ required: Int,
    canSpare: (IdentityID) -> Bool
  ) {
    if people.contains(where: canSpare) { return }
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
