/// Cuts a text into words.
///
/// The lexical part of the grammar, from the language definition of google/cel-spec, "Syntax":
///
///     IDENT          ::= [_a-zA-Z][_a-zA-Z0-9]* - KEYWORD
///     INT_LIT        ::= -? DIGIT+ | -? 0x HEXDIGIT+
///     UINT_LIT       ::= INT_LIT [uU]
///     FLOAT_LIT      ::= -? DIGIT* . DIGIT+ EXPONENT? | -? DIGIT+ EXPONENT
///     EXPONENT       ::= [eE] [+-]? DIGIT+
///     ESC_IDENT      ::= ` [a-zA-Z0-9_.\-/ ]+ `
///     COMMENT        ::= "//" ~NEWLINE* NEWLINE
///     WHITESPACE     ::= [\t\n\f\r ]+
struct Lexer {
  let text: [UInt8]
  var at = 0

  init(_ text: [UInt8]) {
    self.text = text
  }

  /// The next word, `.end` for ever after the last.
  mutating func next() throws(Mistake) -> Token {
    skipBlank()
    let start = at
    guard at < text.count else { return Token(kind: .end, start: start, end: start) }
    let kind = try word()
    return Token(kind: kind, start: start, end: at)
  }

  func byte(_ ahead: Int = 0) -> UInt8? {
    at + ahead < text.count ? text[at + ahead] : nil
  }

  private mutating func skipBlank() {
    while let byte = byte() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D: at += 1
      case UInt8(ascii: "/") where self.byte(1) == UInt8(ascii: "/"):
        while let byte = self.byte(), byte != 0x0A { at += 1 }
      default: return
      }
    }
  }

  private mutating func word() throws(Mistake) -> Token.Kind {
    let first = text[at]
    if first.isDigit || (first == UInt8(ascii: ".") && byte(1)?.isDigit == true) { return try number() }
    if first.isIdentifierStart {
      if let literal = try text(prefixed: true) { return literal }
      let start = at
      while let byte = byte(), byte.isIdentifierStart || byte.isDigit { at += 1 }
      return .identifier(String(decoding: text[start..<at], as: UTF8.self))
    }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      if let literal = try text(prefixed: false) { return literal }
    }
    if first == UInt8(ascii: "`") { return try quotedSelector() }
    return try symbol()
  }

  private mutating func quotedSelector() throws(Mistake) -> Token.Kind {
    let start = at
    at += 1
    while let byte = byte(), byte.isIdentifierStart || byte.isDigit || " ./-".utf8.contains(byte) { at += 1 }
    guard byte() == UInt8(ascii: "`"), at > start + 1 else {
      throw Mistake(
        .syntax, "a selector between back quotes consists of letters, digits, '_', '.', '-', '/' and blanks",
        at: start)
    }
    at += 1
    return .quoted(String(decoding: text[start + 1..<at - 1], as: UTF8.self))
  }

  private mutating func symbol() throws(Mistake) -> Token.Kind {
    for length in [2, 1] where at + length <= text.count {
      if let symbol = Symbol(rawValue: String(decoding: text[at..<at + length], as: UTF8.self)) {
        at += length
        return .symbol(symbol)
      }
    }
    let rest = String(decoding: text[at..<min(at + 4, text.count)], as: UTF8.self)
    let scalar = rest.unicodeScalars.first!
    let shown = scalar.value < 0x20 || scalar.value == 0x7F ? "a control character" : "'\(scalar)'"
    throw Mistake(.syntax, "\(shown) has no meaning here", at: at)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  var isIdentifierStart: Bool {
    (self | 0x20 >= UInt8(ascii: "a") && self | 0x20 <= UInt8(ascii: "z")) || self == UInt8(ascii: "_")
  }

  /// The value of a hexadecimal digit.
  var hexadecimal: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
