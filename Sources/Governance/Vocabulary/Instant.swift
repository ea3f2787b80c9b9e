/// A moment, in whole seconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// Seconds since the epoch, negative before it.
  package let seconds: Int64

  package init(seconds: Int64) { self.seconds = seconds }

  package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

  /// Reads RFC 3339: `2026-11-20T10:00:00Z`, with an offset, or a bare date, which is 00:00 UTC.
  ///
  /// Fractions of a second are accepted and dropped. Leap seconds (`:60`) are not accepted.
  package init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    func isByte(_ index: Int, _ character: Character) -> Bool {
      index < bytes.count && bytes[index] == character.asciiValue
    }
    guard let year = number(0..<4), isByte(4, "-"), let month = number(5..<7), isByte(7, "-"),
      let day = number(8..<10), (1...12).contains(month),
      (1...CalendarDay.daysIn(month: month, year: year)).contains(day)
    else { return nil }
    let midnight = CalendarDay(year: year, month: month, day: day).daysSinceEpoch * 86_400
    if bytes.count == 10 {
      self.init(seconds: midnight)
      return
    }
    guard isByte(10, "T") || isByte(10, "t"), let hour = number(11..<13), isByte(13, ":"),
      let minute = number(14..<16), isByte(16, ":"), let second = number(17..<19),
      hour < 24, minute < 60, second < 60
    else { return nil }
    var index = 19
    if isByte(index, ".") {
      index += 1
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > start else { return nil }
    }
    var offset = 0
    if isByte(index, "Z") || isByte(index, "z") {
      index += 1
    } else if isByte(index, "+") || isByte(index, "-") {
      guard let hours = number(index + 1..<index + 3), isByte(index + 3, ":"),
        let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60
      else { return nil }
      offset = (hours * 60 + minutes) * 60 * (isByte(index, "-") ? -1 : 1)
      index += 6
    } else {
      return nil
    }
    guard index == bytes.count else { return nil }
    self.init(seconds: midnight + Int64(hour * 3600 + minute * 60 + second - offset))
  }

  /// Whether this moment is later than the other by more than a clock may be off: ten minutes.
  package func isClearlyAfter(_ other: Instant) -> Bool {
    let (limit, overflow) = other.seconds.addingReportingOverflow(Instant.clockTolerance)
    return !overflow && seconds > limit
  }

  /// How far a clock may be off, in seconds.
  private static let clockTolerance: Int64 = 600

  /// RFC 3339 in UTC, such as `2026-11-20T10:00:00Z`.
  package var description: String {
    let day = CalendarDay(daysSinceEpoch: seconds.floorDivided(by: 86_400))
    let rest = Int((seconds % 86_400 + 86_400) % 86_400)
    return "\(day)T\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))Z"
  }

  /// The UTC date alone, such as `2026-11-20`.
  package var date: String { CalendarDay(daysSinceEpoch: seconds.floorDivided(by: 86_400)).description }
}

/// A day of the proleptic Gregorian calendar.
package struct CalendarDay: Hashable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Howard Hinnant's `civil_from_days`: years start in March, so that the leap day comes last.
  package init(daysSinceEpoch days: Int64) {
    let shifted = days + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    month = Int(shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// Howard Hinnant's `days_from_civil`.
  package var daysSinceEpoch: Int64 {
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = shiftedYear.floorDivided(by: 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  package var description: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
}

extension Int64 {
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

private func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
