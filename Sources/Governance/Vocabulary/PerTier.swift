/// A value given once for all tiers, or per tier: `2` or `{low: 1, high: 2}`.
package enum PerTier<Value: Sendable>: Sendable {
  case all(Value)
  case each([TierID: Value])

  /// The value that this very tier is given. A tier that is not listed asks nothing.
  package func value(for tier: TierID) -> Value? {
    switch self {
    case .all(let value): value
    case .each(let values): values[tier]
    }
  }

  /// A count for a tier: that of the tier, else of the next lower one listed, else of the lowest listed,
  /// so that forgetting a tier never asks less of it than of the tiers below.
  package func count(for tier: TierID, in tiers: [Tier]) -> Value? {
    guard case .each(let values) = self else { return value(for: tier) }
    let rank = tiers.firstIndex { $0.id == tier } ?? tiers.count - 1
    for lower in tiers[...rank].reversed() {
      if let value = values[lower.id] { return value }
    }
    return tiers.lazy.compactMap { values[$0.id] }.first
  }

  /// The tiers it names.
  package var namedTiers: [TierID] {
    guard case .each(let values) = self else { return [] }
    return values.keys.sorted()
  }
}

extension PerTier: Equatable where Value: Equatable {}
