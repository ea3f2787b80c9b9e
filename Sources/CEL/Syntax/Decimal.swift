/// Numbers in decimal notation, stricter than what Swift's initializers take.
enum Decimal {
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
