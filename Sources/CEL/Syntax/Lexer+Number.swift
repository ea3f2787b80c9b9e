extension Lexer {
  /// A number without its sign.
  mutating func number() throws(Mistake) -> Token.Kind {
    let start = at
    if byte() == UInt8(ascii: "0"), byte(1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      return try hexadecimal()
    }
    skipDigits()
    var isDouble = false
    if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
      isDouble = true
      at += 1
      skipDigits()
    }
    if byte().map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
      guard byte(signed ? 2 : 1)?.isDigit == true else {
        throw Mistake(.syntax, "the exponent has no digits", at: at)
      }
      isDouble = true
      at += signed ? 2 : 1
      skipDigits()
    }
    let digits = String(decoding: text[start..<at], as: UTF8.self)
    if isDouble {
      try refuseLetters(start)
      guard let value = Decimal.double(digits), value.isFinite else {
        throw Mistake(.syntax, "\(Lexer.shown(digits)) does not fit a double", at: start)
      }
      return .double(value)
    }
    return try integer(UInt64(digits), start)
  }

  private mutating func skipDigits() {
    while byte()?.isDigit == true { at += 1 }
  }

  private mutating func hexadecimal() throws(Mistake) -> Token.Kind {
    let start = at
    at += 2
    let digits = at
    while byte()?.hexadecimal != nil { at += 1 }
    guard at > digits else { throw Mistake(.syntax, "no digits follow 0x", at: start) }
    return try integer(UInt64(String(decoding: text[digits..<at], as: UTF8.self), radix: 16), start)
  }

  private mutating func integer(_ magnitude: UInt64?, _ start: Int) throws(Mistake) -> Token.Kind {
    let isUnsigned = byte().map { $0 | 0x20 } == UInt8(ascii: "u")
    if isUnsigned { at += 1 }
    try refuseLetters(start)
    guard let magnitude else {
      throw Mistake(.syntax, "the number does not fit \(isUnsigned ? "a uint" : "an int")", at: start)
    }
    return isUnsigned ? .uint(magnitude) : .int(magnitude: magnitude)
  }

  /// `12abc` is a slip, not a number and a name.
  private func refuseLetters(_ start: Int) throws(Mistake) {
    guard byte().map({ $0.isIdentifierStart || $0.isDigit }) != true else {
      throw Mistake(.syntax, "a letter follows the digits of a number", at: start)
    }
  }

  static func shown(_ text: String) -> String {
    text.utf8.count <= 40 ? text : "\(text.prefix(40))…"
  }
}
