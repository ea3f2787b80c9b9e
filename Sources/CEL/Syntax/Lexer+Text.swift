extension Lexer {
  /// A string or bytes literal, if one begins here.
  ///
  ///     STRING_LIT ::= [rR]? ( '"' ~('"' | NEWLINE)* '"' | "'" … "'" | '"""' ~'"""'* '"""' | "'''" … "'''" )
  ///     BYTES_LIT  ::= [bB] STRING_LIT
  mutating func text(prefixed: Bool) throws(Mistake) -> Token.Kind? {
    let start = at
    var isRaw = false
    var isBytes = false
    var ahead = 0
    if prefixed, let byte = byte(ahead), byte | 0x20 == UInt8(ascii: "b") {
      isBytes = true
      ahead += 1
    }
    if prefixed, let byte = byte(ahead), byte | 0x20 == UInt8(ascii: "r") {
      isRaw = true
      ahead += 1
    }
    guard let quote = byte(ahead), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return nil
    }
    at += ahead
    let isLong = byte(1) == quote && byte(2) == quote
    at += isLong ? 3 : 1
    var content: [UInt8] = []
    while true {
      guard let byte = byte() else { throw Mistake(.syntax, "the text is not closed", at: start) }
      if byte == quote, !isLong || (self.byte(1) == quote && self.byte(2) == quote) {
        at += isLong ? 3 : 1
        break
      }
      if !isLong, byte == 0x0A || byte == 0x0D {
        throw Mistake(.syntax, "the text is not closed before its line ends", at: start)
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &content, isBytes: isBytes)
      } else {
        content.append(byte)
        at += 1
      }
    }
    if isBytes { return .bytes(content) }
    // The source was a String and escapes are encoded scalars, so this repairs nothing.
    return .string(String(decoding: content, as: UTF8.self))
  }

  /// One escape sequence.
  ///
  ///     ESCAPE ::= \ [abfnrtv"'`?\\] | \ [xX] HEX{2} | \u HEX{4} | \U HEX{8} | \ [0-3] [0-7] [0-7]
  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(Mistake) {
    let start = at
    guard let letter = byte(1) else { throw Mistake(.syntax, "the text is not closed", at: start) }
    at += 2
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]
    if let byte = simple[letter] { return content.append(byte) }
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "?"), UInt8(ascii: "\\"):
      content.append(letter)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      append(try digits(2, base: 16, start), to: &content, isBytes: isBytes)
    case UInt8(ascii: "u") where !isBytes, UInt8(ascii: "U") where !isBytes:
      let value = try digits(letter == UInt8(ascii: "u") ? 4 : 8, base: 16, start)
      guard Unicode.Scalar(value) != nil else {
        throw Mistake(.syntax, "the escape names no unicode scalar", at: start)
      }
      append(value, to: &content, isBytes: false)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      at -= 1
      append(try digits(3, base: 8, start), to: &content, isBytes: isBytes)
    default:
      throw Mistake(.syntax, "no such escape sequence; write \\\\ for a backslash", at: start)
    }
  }

  private mutating func digits(_ count: Int, base: UInt32, _ start: Int) throws(Mistake) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = byte()?.hexadecimal, digit < base else {
        throw Mistake(.syntax, "the escape sequence needs \(count) digits", at: start)
      }
      value = value &* base &+ UInt32(digit)
      at += 1
    }
    return value
  }

  private func append(_ value: UInt32, to content: inout [UInt8], isBytes: Bool) {
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
    } else if let scalar = Unicode.Scalar(value) {
      content.append(contentsOf: String(Character(scalar)).utf8)
    }
  }
}
