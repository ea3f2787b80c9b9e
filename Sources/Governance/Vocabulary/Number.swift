/// A number as a document writes it, compared and subtracted in decimal.
///
/// `0.88 - 0.01` is exactly `0.87` here, as the person who wrote the threshold expects; binary floating
/// point would raise a false alarm. The grammar is JSON's (RFC 8259, section 6).
package struct Number: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The number as it was written.
  package let description: String
  private let significand: Int128
  private let exponent: Int
  /// One more than the power of ten of the first digit; 0 for zero.
  private let rank: Int

  /// Reads a JSON number of at most 30 significant digits and an exponent within ±60. Everything else,
  /// `.nan`, `0x10` and `1_000` among it, is nil.
  package init?(_ text: String) {
    var digits: Int128 = 0
    var count = 0
    var scale = 0
    var rest = Substring(text)
    let negative = rest.first == "-"
    if negative { rest.removeFirst() }
    func takeDigits(_ each: (Int128) -> Void) -> Int {
      let run = rest.prefix { $0 >= "0" && $0 <= "9" && $0.utf8.count == 1 }
      for byte in run.utf8 { each(Int128(byte - 0x30)) }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    func append(_ digit: Int128) {
      if count > 0 || digit != 0 { count += 1 }
      if count <= 30 { digits = digits * 10 + digit }
    }
    let leadingZero = rest.first == "0"
    let whole = takeDigits(append)
    guard whole > 0, whole == 1 || !leadingZero else { return nil }
    if rest.first == "." {
      rest.removeFirst()
      let fraction = takeDigits(append)
      guard fraction > 0 else { return nil }
      scale = -fraction
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      let downward = rest.first == "-"
      if downward || rest.first == "+" { rest.removeFirst() }
      var power = 0
      guard takeDigits({ power = min(1000, power * 10 + Int($0)) }) > 0 else { return nil }
      scale += downward ? -power : power
    }
    guard rest.isEmpty, count <= 30, abs(scale) <= 60 else { return nil }
    rank = digits == 0 ? 0 : count + scale
    while digits != 0, digits % 10 == 0 {
      digits /= 10
      scale += 1
    }
    description = text
    significand = negative ? -digits : digits
    exponent = digits == 0 ? 0 : scale
  }

  /// The nearest binary floating point number; for reports and plots, never for a decision.
  package var double: Double { Double(description) ?? .nan }

  package static func == (left: Number, right: Number) -> Bool {
    left.significand == right.significand && left.exponent == right.exponent
  }
  package func hash(into hasher: inout Hasher) {
    hasher.combine(significand)
    hasher.combine(exponent)
  }

  package static func < (left: Number, right: Number) -> Bool {
    if left.significand.signum() != right.significand.signum() || left.significand == 0 {
      return left.significand.signum() < right.significand.signum()
    }
    if left.rank != right.rank { return (left.rank < right.rank) == (left.significand > 0) }
    // With their first digits at one power of ten, both fit in 30 digits down to the lower exponent.
    let lowest = min(left.exponent, right.exponent)
    return left.scaled(to: lowest) < right.scaled(to: lowest)
  }

  private func scaled(to lowest: Int) -> Int128 {
    (lowest..<exponent).reduce(significand) { value, _ in value * 10 }
  }

  /// This number minus the other, exactly; nil where that takes more digits than numbers have here.
  package func subtracting(_ other: Number) -> Number? {
    let lowest = min(exponent, other.exponent)
    // A power beyond 38 leaves no room for a digit.
    guard max(exponent, other.exponent) - lowest <= 38 else { return nil }
    func whole(_ number: Number) -> Int128? {
      (lowest..<number.exponent).reduce(number.significand as Int128?) { value, _ in
        guard let (product, overflow) = value?.multipliedReportingOverflow(by: 10), !overflow else {
          return nil
        }
        return product
      }
    }
    guard let left = whole(self), let right = whole(other) else { return nil }
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow ? nil : Number(Number.text(difference, exponent: lowest))
  }

  /// The decimal digits of `significand` times ten to the power of `exponent`.
  private static func text(_ significand: Int128, exponent: Int) -> String {
    let digits = String(significand.magnitude)
    let sign = significand < 0 ? "-" : ""
    if exponent >= 0 {
      return significand == 0 ? "0" : sign + digits + String(repeating: "0", count: exponent)
    }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
    return "\(sign)\(padded.dropLast(-exponent)).\(padded.suffix(-exponent))"
  }

  /// Whether this number plus the other (at least zero) reaches the bound: `self + slack >= bound`.
  package func reaches(_ bound: Number, slack: Number? = nil) -> Bool {
    var (above, below) = ([self], [bound])
    if let slack { above.append(slack) }
    // A negative number counts on the other side without its sign.
    let isNegative = { (number: Number) in number.significand < 0 }
    (above, below) = (
      above.filter { !isNegative($0) } + below.filter(isNegative),
      below.filter { !isNegative($0) } + above.filter(isNegative)
    )
    let lowest = (above + below).map(\.exponent).min() ?? 0
    let (larger, smaller) = (
      Number.digits(ofSum: above, from: lowest), Number.digits(ofSum: below, from: lowest)
    )
    return !larger.lexicographicallyPrecedes(smaller)
  }

  /// The decimal digits of a sum of magnitudes, highest first, down to the given power of ten: always as many
  /// digits as numbers of the range that is read can need.
  private static func digits(ofSum numbers: [Number], from lowest: Int) -> [UInt8] {
    var sum = [UInt8](repeating: 0, count: 192)
    for number in numbers {
      var place = number.exponent - lowest
      var rest = number.significand.magnitude
      var carry: UInt8 = 0
      while rest > 0 || carry > 0 {
        let digit = sum[place] + UInt8(rest % 10) + carry
        (sum[place], carry) = (digit % 10, digit / 10)
        rest /= 10
        place += 1
      }
    }
    return sum.reversed()
  }
}
