import Governance

/// Tiers that come, go or change places.
///
/// What gates ask of a tier is compared gate by gate, for tiers that both policies have. What a tier that comes
/// or goes means for models depends on the tiers they name.
struct TierDiff {
  let found: [PolicyDifference]

  init(_ before: Policy, _ after: Policy) {
    let (old, new) = (before.tiers.map(\.id), after.tiers.map(\.id))
    var differences = Differences(of: "tiers")
    for tier in old where !new.contains(tier) { differences.add(.changes, "lose \(tier)") }
    for (rank, tier) in new.enumerated() where !old.contains(tier) {
      differences.add(.changes, "gain \(tier), \(TierDiff.place(rank, in: new))")
    }
    let shared = SharedTiers(before.tiers, after.tiers).ids
    if old.filter(shared.contains) != shared {
      differences.add(
        .changes, "order, low to high", from: PolicyDiff.list(old), to: PolicyDiff.list(new))
    }
    if let lowest = old.first, let newLowest = new.first, lowest != newLowest {
      differences.add(
        .changes, "tier of models that name none", from: lowest.text, to: newLowest.text)
    }
    ExpressionDiff.compareTiers(before.tiers, after.tiers, &differences)
    found = differences.found
  }

  private static func place(_ rank: Int, in tiers: [TierID]) -> String {
    rank == 0 ? "the lowest" : "above \(tiers[rank - 1])"
  }
}
