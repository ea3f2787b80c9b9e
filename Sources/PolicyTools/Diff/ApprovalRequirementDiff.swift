import Governance

/// What approvals must be like to count.
struct ApprovalRequirementDiff {
  let found: [PolicyDifference]

  init(_ old: Policy, _ new: Policy) {
    let (before, after) = (old.approvals, new.approvals)
    let tiers = SharedTiers(old.tiers, new.tiers)
    var differences = Differences(of: "approvals")
    differences.add(asking: "bind-policy", from: before.bindPolicy, to: after.bindPolicy)
    var count = differences.found.count
    differences.add(
      perTier: "hold for", tiers, from: { before.expire?.value(for: $0) },
      to: { after.expire?.value(for: $0) }, text: { $0?.description ?? "ever" }, direction: PolicyDiff.lasting
    )
    if tiers.areAll, before.expire != after.expire { differences.addRewritten("expire", unless: count) }
    count = differences.found.count
    differences.add(
      perTier: "rationale of at least", tiers, from: { before.minRationale?.value(for: $0) ?? 0 },
      to: { after.minRationale?.value(for: $0) ?? 0 }, text: { "\($0) characters" },
      direction: PolicyDiff.asking)
    if tiers.areAll, before.minRationale != after.minRationale {
      differences.addRewritten("min-rationale", unless: count)
    }
    found = differences.found
  }
}
