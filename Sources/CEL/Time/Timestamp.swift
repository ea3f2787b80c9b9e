/// A moment, from the year 1 to the year 9999, to the nanosecond.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int64
  /// Nanoseconds within that second: 0 to 999,999,999.
  public let nanoseconds: Int32

  static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// A moment; nil if it is outside of the years 1 to 9999.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Timestamp.range.contains(seconds), 0..<1_000_000_000 ~= nanoseconds else { return nil }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  public static func < (_ one: Timestamp, _ other: Timestamp) -> Bool {
    (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
  }

  /// The moment a span later; nil if it is out of range.
  func adding(_ duration: Int128) -> Timestamp? {
    let total = Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) + duration
    let (quotient, remainder) = total.quotientAndRemainder(dividingBy: 1_000_000_000)
    let isBefore = remainder < 0
    return Timestamp(
      seconds: Int64(clamping: quotient - (isBefore ? 1 : 0)),
      nanoseconds: Int32(remainder + (isBefore ? 1_000_000_000 : 0)))
  }

  /// The span since `other`; nil if a duration cannot hold it.
  func since(_ other: Timestamp) -> Duration? {
    let difference =
      (Int128(seconds) - Int128(other.seconds)) * 1_000_000_000 + Int128(nanoseconds)
      - Int128(other.nanoseconds)
    return Int64(exactly: difference).map { Duration(nanoseconds: $0) }
  }

  /// RFC 3339 in UTC, with no more digits of the fraction than it needs.
  public var text: String {
    let civil = CivilTime(seconds: seconds)
    return "\(CivilTime.pad(civil.year, 4))-\(CivilTime.pad(civil.month, 2))-\(CivilTime.pad(civil.day, 2))"
      + "T\(CivilTime.pad(civil.hour, 2)):\(CivilTime.pad(civil.minute, 2)):\(CivilTime.pad(civil.second, 2))"
      + "\(Timestamp.fraction(Int(nanoseconds)))Z"
  }

  /// `.5` for half a second, nothing for none.
  static func fraction(_ nanoseconds: Int) -> String {
    guard nanoseconds > 0 else { return "" }
    var digits = CivilTime.pad(nanoseconds, 9)
    while digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    return ".\(digits)"
  }

  /// Reads RFC 3339's `date-time`, in capitals, without leap seconds:
  ///
  ///     4DIGIT "-" 2DIGIT "-" 2DIGIT "T" 2DIGIT ":" 2DIGIT ":" 2DIGIT ["." 1*DIGIT] ("Z" / ("+" / "-") 2DIGIT ":" 2DIGIT)
  ///
  /// Digits of the fraction behind the ninth are dropped. Nil if it is none, or out of range.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy(\.isDigit) else { return nil }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    guard bytes.count >= 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54, bytes[13] == 0x3A,
      bytes[16] == 0x3A, let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      1...12 ~= month, 1...CivilTime.days(inMonth: month, of: year) ~= day, hour < 24, minute < 60,
      second < 60
    else { return nil }
    var at = 19
    var nanoseconds = 0
    if bytes[at] == UInt8(ascii: ".") {
      at += 1
      var digits = 0
      while at < bytes.count, bytes[at].isDigit {
        if digits < 9 { nanoseconds = nanoseconds * 10 + Int(bytes[at] - 48) }
        digits += 1
        at += 1
      }
      guard digits > 0 else { return nil }
      for _ in min(digits, 9)..<9 { nanoseconds *= 10 }
    }
    var offset = 0
    if at + 1 == bytes.count, bytes[at] == UInt8(ascii: "Z") {
    } else if at + 6 == bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D, bytes[at + 3] == 0x3A,
      let hours = number(at + 1..<at + 3), let minutes = number(at + 4..<at + 6), hours < 24, minutes < 60
    {
      offset = (hours * 3600 + minutes * 60) * (bytes[at] == 0x2D ? -1 : 1)
    } else {
      return nil
    }
    let days = CivilTime.days(year: year, month: month, day: day)
    self.init(
      seconds: Int64(days * 86400 + hour * 3600 + minute * 60 + second - offset),
      nanoseconds: Int32(nanoseconds))
  }
}
