/// A time as `allowed_signers` has it (ssh-keygen(1), ALLOWED SIGNERS and CERTIFICATES).
///
///     time = YYYYMMDD [ HHMM [ SS ] ] [ "Z" / "UTC" ]     in any ASCII case
///
/// `ssh-keygen` reads a time without a zone by the zone of the machine that it runs on, so that it means
/// another moment elsewhere. Here it means all of these moments at once: a key is valid after the latest of
/// them and before the earliest. So nothing depends on the machine, and what is valid here is valid to
/// `ssh-keygen` in every zone.
struct AllowedSignersTime: Hashable {
  /// Whether the text says so. If not, `earliest` and `latest` are 26 hours apart.
  let isUTC: Bool

  /// The time if the clocks go by UTC, in seconds since 1970-01-01T00:00:00Z.
  private let seconds: Int64

  /// The earliest moment that the text may mean: in the zone UTC+14, the first to see a day.
  var earliest: Int64 { isUTC ? seconds : seconds - 14 * 3_600 }

  /// The latest moment that the text may mean: in the zone UTC-12, the last to see a day.
  var latest: Int64 { isUTC ? seconds : seconds + 12 * 3_600 }

  /// - Returns: nil for another form, for a day or a second that the Gregorian calendar or the clock does not
  ///   have, and for times up to the first second of 1970, which OpenSSH takes for none.
  init?(_ text: [UInt8]) {
    var digits = text[...]
    if Self.ends(digits, in: "z") {
      digits = digits.dropLast(1)
    } else if Self.ends(digits, in: "utc") {
      digits = digits.dropLast(3)
    }
    isUTC = digits.count < text.count
    guard [8, 12, 14].contains(digits.count),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    func number(_ range: Range<Int>) -> Int64 {
      range.upperBound > digits.count
        ? 0 : digits[range].reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
    let (year, month, day) = (number(0..<4), number(4..<6), number(6..<8))
    let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day), hour < 24,
      minute < 60, second < 60
    else { return nil }
    seconds = (Self.daysSince1970(year, month, day) * 24 + hour) * 3_600 + minute * 60 + second
    guard seconds > 0 else { return nil }
  }

  private static func ends(_ text: ArraySlice<UInt8>, in suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in
      text.count > suffix.count && text.suffix(suffix.count).map { $0 | 0x20 }.elementsEqual(suffix)
    }
  }

  private static func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let before = year - 1
    // Leap days up to the end of a year; 477 of them by the end of 1969.
    let leapDays = before / 4 - before / 100 + before / 400 - 477
    let months = (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
    return (year - 1970) * 365 + leapDays + months + day - 1
  }
}
