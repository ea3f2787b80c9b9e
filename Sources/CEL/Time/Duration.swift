/// A span of time, in nanoseconds: up to 292 years either way.
public struct Duration: Sendable, Hashable, Comparable {
  /// Its length; negative if it goes back.
  public let nanoseconds: Int64

  /// A span of so many nanoseconds.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  public static func < (_ one: Duration, _ other: Duration) -> Bool { one.nanoseconds < other.nanoseconds }

  /// Seconds with their fraction, as `1.5s`.
  var text: String {
    let magnitude = nanoseconds.magnitude
    let fraction = Timestamp.fraction(Int(magnitude % 1_000_000_000))
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000_000)\(fraction)s"
  }

  /// Reads `[-+]? ( DIGIT* [. DIGIT*] UNIT )+` with the units ns, us, µs, ms, s, m and h, or `0`, as Go's
  /// `time.ParseDuration` does. Nil if it is none, or does not fit.
  init?(_ text: String) {
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    if rest.elementsEqual("0".utf8) {
      nanoseconds = 0
      return
    }
    var total: Int128 = 0
    while !rest.isEmpty {
      guard let part = Duration.part(&rest) else { return nil }
      total += part
      guard total <= Int128(Int64.max) + 1 else { return nil }
    }
    guard let value = Int64(exactly: isNegative ? -total : total) else { return nil }
    nanoseconds = value
  }

  private static let units: [(name: String, length: Int128)] = [
    ("ns", 1), ("us", 1000), ("\u{B5}s", 1000), ("\u{3BC}s", 1000), ("ms", 1_000_000),
    ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  private static func part(_ rest: inout Substring.UTF8View) -> Int128? {
    let whole = rest.prefix { $0.isDigit }
    rest = rest[whole.endIndex...]
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix { $0.isDigit }
      rest = rest[fraction.endIndex...]
    }
    guard !whole.isEmpty || !fraction.isEmpty, whole.count <= 19 else { return nil }
    let name = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
    guard let unit = units.first(where: { name.elementsEqual($0.name.utf8) }) else { return nil }
    rest = rest[name.endIndex...]
    var value: Int128 = 0
    for digit in whole { value = value * 10 + Int128(digit - 48) }
    value *= unit.length
    var place = unit.length
    for digit in fraction.prefix(13) {
      place /= 10
      value += Int128(digit - 48) * place
    }
    return value
  }
}
