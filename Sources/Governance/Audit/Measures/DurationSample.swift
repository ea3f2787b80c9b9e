/// Durations as they were measured, for exact order statistics: eight bytes each.
package struct DurationSample: Sendable {
  private var seconds: [Int64] = []
  /// How many were left out because they would be below zero: dates are claims.
  package private(set) var leftOut = 0

  package init() {}

  package var count: Int { seconds.count }

  /// Takes note of the time between two moments. Nothing is shorter than no time at all.
  package mutating func add(from start: Instant, to end: Instant) {
    if let duration = end.seconds(since: start) { seconds.append(duration) } else { leftOut += 1 }
  }

  /// The value that so many per cent of the durations do not exceed: the nearest rank, always one of them. Nil where
  /// there are none.
  package func percentile(_ percent: Int) -> TimeSpan? {
    if seconds.isEmpty { return nil }
    let rank = (seconds.count * percent + 99) / 100
    return TimeSpan(seconds: seconds.sorted()[max(0, rank - 1)])
  }

  package var median: TimeSpan? { percentile(50) }
}
