/// A length of time as people say it: `40 s`, `12 min`, `3 h 20 min`, `2 d 4 h`.
package struct TimeSpan: Sendable, CustomStringConvertible {
  package let seconds: Int64
  package init(seconds: Int64) { self.seconds = seconds }

  private static let units: [(name: String, seconds: Int64)] = [
    ("d", 86_400), ("h", 3600), ("min", 60), ("s", 1),
  ]

  /// The two greatest units, the rest dropped. From ten days on, days alone.
  package var description: String {
    guard let place = TimeSpan.units.firstIndex(where: { seconds >= $0.seconds }) else { return "0 s" }
    let (name, unit) = TimeSpan.units[place]
    let count = seconds / unit
    let next = place + 1 < TimeSpan.units.count ? TimeSpan.units[place + 1] : nil
    guard let next, !(name == "d" && count >= 10), name != "min" || count < 10 else {
      return "\(count) \(name)"
    }
    let rest = seconds % unit / next.seconds
    return rest == 0 ? "\(count) \(name)" : "\(count) \(name) \(rest) \(next.name)"
  }
}
