/// A rule for all years, as POSIX writes it in the environment variable `TZ` (POSIX.1-2017, 8.3, and the extensions
/// of RFC 8536, 3.3.1):
///
///     std offset [dst [offset] "," date ["/" time] "," date ["/" time]]
///     date ::= "J" 1..365 | 0..365 | "M" month "." week "." weekday
struct TimeZoneRule: Sendable {
  private struct Change {
    enum Day {
      /// From 1, the 29th of February never counted.
      case julian(Int)
      /// From 0.
      case ofYear(Int)
      case weekday(month: Int, week: Int, weekday: Int)
    }

    let day: Day
    /// Seconds behind midnight.
    let time: Int
  }

  private let standard: Int
  private let daylight: (offset: Int, start: Change, end: Change)?

  /// Nil if the text is none.
  init?(_ text: some Sequence<UInt8>) {
    var reader = Reader(bytes: Array(text))
    guard reader.skipName(), let standard = reader.time(limit: 24) else { return nil }
    self.standard = -standard
    guard !reader.isAtEnd else {
      daylight = nil
      return
    }
    guard reader.skipName() else { return nil }
    var offset = self.standard + 3600
    if !reader.take(",") {
      guard let given = reader.time(limit: 24), reader.take(",") else { return nil }
      offset = -given
    }
    guard let start = reader.change(), reader.take(","), let end = reader.change(), reader.isAtEnd
    else { return nil }
    daylight = (offset, start, end)
  }

  func offset(at moment: Int64) -> Int {
    guard let daylight else { return standard }
    let year = CivilTime(seconds: moment + Int64(standard)).year
    let start = TimeZoneRule.moment(daylight.start, year) - Int64(standard)
    let end = TimeZoneRule.moment(daylight.end, year) - Int64(daylight.offset)
    let isDaylight =
      start < end ? moment >= start && moment < end : moment >= start || moment < end
    return isDaylight ? daylight.offset : standard
  }

  /// Seconds since 1970 on the clock that changes.
  private static func moment(_ change: Change, _ year: Int) -> Int64 {
    let days: Int
    switch change.day {
    case .ofYear(let day): days = CivilTime.days(year: year, month: 1, day: 1) + day
    case .julian(let day):
      let isLeap = CivilTime.days(inMonth: 2, of: year) == 29
      days = CivilTime.days(year: year, month: 1, day: 1) + day - 1 + (isLeap && day > 59 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = CivilTime.days(year: year, month: month, day: 1)
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var day = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      while day >= CivilTime.days(inMonth: month, of: year) { day -= 7 }
      days = first + day
    }
    return Int64(days * 86400 + change.time)
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool { at == bytes.count }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
      guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
      at += 1
      return true
    }

    mutating func skipName() -> Bool {
      let start = at
      if take("<") {
        while at < bytes.count, !take(">") { at += 1 }
      } else {
        while at < bytes.count, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
      }
      return at > start
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int? {
      let start = at
      var value = 0
      while at < bytes.count, bytes[at].isDigit, at - start < 4 {
        value = value * 10 + Int(bytes[at] - 48)
        at += 1
      }
      return at > start && range.contains(value) ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]`
    mutating func time(limit: Int) -> Int? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard var total = number(0...limit).map({ $0 * 3600 }) else { return nil }
      for unit in [60, 1] where take(":") {
        guard let value = number(0...59) else { return nil }
        total += value * unit
      }
      return isNegative ? -total : total
    }

    mutating func change() -> Change? {
      let day: Change.Day
      if take("J") {
        guard let number = number(1...365) else { return nil }
        day = .julian(number)
      } else if take("M") {
        guard let month = number(1...12), take("."), let week = number(1...5), take("."),
          let weekday = number(0...6)
        else { return nil }
        day = .weekday(month: month, week: week, weekday: weekday)
      } else {
        guard let number = number(0...365) else { return nil }
        day = .ofYear(number)
      }
      guard take("/") else { return Change(day: day, time: 7200) }
      return time(limit: 167).map { Change(day: day, time: $0) }
    }
  }
}
