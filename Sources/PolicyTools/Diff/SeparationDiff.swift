import Governance

/// Who may not do what together with what.
struct SeparationDiff {
  let found: [PolicyDifference]

  /// Sets of more roles than this are compared whole, not pair by pair.
  private static let pairLimit = 16

  init(_ old: Policy, _ new: Policy) {
    let (before, after) = (old.separation, new.separation)
    let tiers = SharedTiers(old.tiers, new.tiers)
    var differences = Differences(of: "separation of duties")
    differences.add(
      asking: "approver-is-not-contributor", from: before.approverIsNotContributor,
      to: after.approverIsNotContributor)
    differences.add(
      asking: "approver-is-not-owner", from: before.approverIsNotOwner, to: after.approverIsNotOwner)
    var count = differences.found.count
    differences.add(
      perTier: "gates that one person may fill", tiers,
      from: { before.gatesPerPerson?.count(for: $0, in: old.tiers) },
      to: { after.gatesPerPerson?.count(for: $0, in: new.tiers) },
      text: { $0.map(String.init) ?? "any number" }
    ) { PolicyDiff.asking($1 ?? .max, $0 ?? .max) }
    if tiers.areAll, before.gatesPerPerson != after.gatesPerPerson {
      differences.addRewritten("gates-per-person", unless: count)
    }
    count = differences.found.count
    differences.add(
      perTier: "distinct teams over all gates", tiers, from: { before.distinctTeams?.value(for: $0) ?? 0 },
      to: { after.distinctTeams?.value(for: $0) ?? 0 }, text: String.init, direction: PolicyDiff.asking)
    if tiers.areAll, before.distinctTeams != after.distinctTeams {
      differences.addRewritten("distinct-teams", unless: count)
    }
    count = differences.found.count
    let (was, shall) = (before.exclusiveRoles.map { Set($0) }, after.exclusiveRoles.map { Set($0) })
    for set in SeparationDiff.uncovered(was, by: shall) {
      differences.add(.loosens, "lets one identity hold \(set)")
    }
    for set in SeparationDiff.uncovered(shall, by: was) {
      differences.add(.tightens, "lets no one identity hold \(set)")
    }
    if Set(was) != Set(shall) { differences.addRewritten("exclusive-roles", unless: count) }
    found = differences.found
  }

  /// The roles of which one may be held by the first policy and several by the second, as words.
  private static func uncovered(_ sets: [Set<Role>], by others: [Set<Role>]) -> [String] {
    var texts: [String] = []
    var told: Set<Set<Role>> = []
    for set in sets where !others.contains(where: { set.isSubset(of: $0) }) {
      let roles = set.sorted()
      if roles.count > pairLimit {
        texts.append("several of \(PolicyDiff.list(roles))")
        continue
      }
      for (index, one) in roles.enumerated() {
        for other in roles[(index + 1)...]
        where !others.contains(where: { $0.contains(one) && $0.contains(other) }) {
          if told.insert([one, other]).inserted { texts.append("both \(one) and \(other)") }
        }
      }
    }
    return texts
  }
}
