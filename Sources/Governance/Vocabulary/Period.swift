/// A length of time as ISO 8601 writes it: `P30D`, `P1Y`, `P2W`, `PT12H`.
///
/// Years and months are calendar years and months: `P1Y` after 2026-03-01 is 2027-03-01.
package struct Period: Hashable, Sendable, CustomStringConvertible {
  package let months: Int
  package let seconds: Int64
  /// The period as it was written.
  package let description: String

  /// Reads `P[nY][nM][nW][nD][T[nH][nM][nS]]` with at least one part, whole numbers of at most six digits.
  package init?(iso8601 text: String) {
    var rest = Substring(text)
    guard rest.popFirst() == "P", !rest.isEmpty else { return nil }
    var months = 0
    var seconds: Int64 = 0
    var inTime = false
    var units = Substring("YMWD")
    var parts = 0
    while !rest.isEmpty {
      if rest.first == "T" {
        guard !inTime else { return nil }
        inTime = true
        units = "HMS"
        rest.removeFirst()
        if rest.isEmpty { return nil }
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
      guard (1...6).contains(digits.count), let count = Int(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      // Each unit once and in order: what was passed over may not come any more.
      guard let unit = rest.popFirst(), let position = units.firstIndex(of: unit) else { return nil }
      units = units[units.index(after: position)...]
      parts += 1
      switch (unit, inTime) {
      case ("Y", _): months += count * 12
      case ("M", false): months += count
      case ("W", _): seconds += Int64(count) * 604_800
      case ("D", _): seconds += Int64(count) * 86_400
      case ("H", _): seconds += Int64(count) * 3600
      case ("M", true): seconds += Int64(count) * 60
      default: seconds += Int64(count)
      }
    }
    guard parts > 0 else { return nil }
    self.months = months
    self.seconds = seconds
    description = text
  }
}

extension Instant {
  /// The moment one period later. A day that the month does not have becomes its last day.
  package func adding(_ period: Period) -> Instant {
    let days = seconds.floorDivided(by: 86_400)
    let day = CalendarDay(daysSinceEpoch: days)
    let month = day.year * 12 + day.month - 1 + period.months
    let (year, monthOfYear) = (month / 12, month % 12 + 1)
    let target = CalendarDay(
      year: year, month: monthOfYear, day: min(day.day, CalendarDay.daysIn(month: monthOfYear, year: year)))
    return Instant(seconds: target.daysSinceEpoch * 86_400 + (seconds - days * 86_400) + period.seconds)
  }
}
