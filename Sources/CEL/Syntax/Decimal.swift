/// Numbers in decimal notation, stricter than what Swift's initializers take.
enum Decimal {
  /// `nan`, or `[+-]? ( inf | infinity )`, in letters of either case.
  static func special(_ text: String) -> Double? {
    let letters = text.utf8.prefix(10).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    return specials.first { letters.elementsEqual($0.name.utf8) }?.value
  }

  private static let specials: [(name: String, value: Double)] = [
    ("nan", .nan), ("inf", .infinity), ("+inf", .infinity), ("-inf", -.infinity), ("infinity", .infinity),
    ("+infinity", .infinity), ("-infinity", -.infinity),
  ]

  /// `[+-]? DIGIT* [. DIGIT*] ([eE] [+-]? DIGIT+)?` with a digit somewhere; infinite if it is too large.
  static func double(_ text: String) -> Double? {
    var rest = text.utf8[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let whole = rest.prefix { $0.isDigit }
    rest = rest[whole.endIndex...]
    var hasDigits = !whole.isEmpty
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix { $0.isDigit }
      hasDigits = hasDigits || !fraction.isEmpty
      rest = rest[fraction.endIndex...]
    }
    guard hasDigits else { return nil }
    if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      let digits = rest.prefix { $0.isDigit }
      guard !digits.isEmpty else { return nil }
      rest = rest[digits.endIndex...]
    }
    guard rest.isEmpty else { return nil }
    return Double(text)
  }
}
