/// A moment as documents spell it.
package enum Timestamp {
  /// `2026-11-20T10:00:00Z` (RFC 3339, section 5.6).
  ///
  /// - Parameter time: seconds since 1970-01-01T00:00:00Z, in the years 0 to 9999.
  package static func text(_ time: Int64) -> String {
    let seconds = Int(time - dayNumber(of: time) * 86_400)
    return "\(date(time))T\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))Z"
  }

  /// `2026-11-20`, the day in UTC.
  package static func date(_ time: Int64) -> String {
    // Counted in years that start in March, so that the leap day is the last.
    let day = dayNumber(of: time) + 719_468
    let era = (day >= 0 ? day : day - 146_096) / 146_097
    let dayOfEra = day - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(String(10_000 + year).dropFirst())-\(pad(Int(month)))-\(pad(Int(dayOfMonth)))"
  }

  private static func dayNumber(of time: Int64) -> Int64 {
    (time - (time % 86_400 + 86_400) % 86_400) / 86_400
  }

  private static func pad(_ number: Int) -> Substring { String(100 + number).dropFirst() }
}
