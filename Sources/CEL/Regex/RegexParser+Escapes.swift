extension RegexParser {
  /// Reads what a backslash begins outside of a class: any number of nodes, since `\Q…\E` quotes any number of
  /// characters.
  mutating func parseEscape(into items: inout [Int]) throws(RegularExpressionError) {
    let start = position
    if let set = try parseClassEscape() {
      items.append(try add(set, at: start))
      return
    }
    let assertion: RegexAssertion
    switch peek(1) {
    case 0x41: assertion = .textStart
    case 0x7A: assertion = .textEnd
    case 0x62: assertion = .wordBoundary
    case 0x42: assertion = .notWordBoundary
    case 0x51:
      try parseQuotation(into: &items)
      return
    case 0x43:
      throw error("\\C, a byte of a character, is not supported; write . for any character", at: start)
    case 0x5A:
      throw error("\\Z is not supported; write \\z for the end of the text", at: start)
    default:
      items.append(try addLiteral(parseCharacterEscape()))
      return
    }
    position += 2
    items.append(add(.assertion(assertion)))
  }

  private mutating func parseQuotation(into items: inout [Int]) throws(RegularExpressionError) {
    position += 2
    while let next = peek() {
      if comes("\\E") {
        position += 2
        return
      }
      position += 1
      items.append(try addLiteral(next))
    }
  }

  /// Reads a class's escape, as `\d` or `\p{Greek}`, its set as the flags have it and normalized; nil, and nothing
  /// read, if another escape comes.
  mutating func parseClassEscape() throws(RegularExpressionError) -> ScalarSet? {
    guard let letter = peek(1) else { return nil }
    if letter == 0x70 || letter == 0x50 { return try parseUnicodeClass() }
    guard let set = ASCIIClass.perl(letter | 0x20) else { return nil }
    position += 2
    return folded(set, inverted: letter < 0x61)
  }

  /// `set` as the flags have it. Folding comes first: what equals a member is no stranger to the set either.
  func folded(_ set: ScalarSet, inverted: Bool) -> ScalarSet {
    let members = flags.contains(.ignoresCase) ? CaseFolding.closure(of: set) : set
    return inverted ? members.inverted : members
  }

  /// Reads `\pN`, `\p{Greek}`, `\P…` and `\p{^…}`.
  private mutating func parseUnicodeClass() throws(RegularExpressionError) -> ScalarSet {
    let start = position
    var inverted = peek(1) == 0x50
    position += 2
    let name: String
    let shown: String
    if peek() == 0x7B {
      position += 1
      if peek() == 0x5E {
        inverted.toggle()
        position += 1
      }
      let nameStart = position
      while let next = peek(), next != 0x7D { position += 1 }
      guard peek() == 0x7D else { throw error("missing } of \\p{…}", at: start) }
      name = text(from: nameStart)
      shown = self.shown(from: nameStart)
      position += 1
    } else {
      guard peek() != nil else { throw error("\\p without the name of a class, write \\p{Greek}", at: start) }
      position += 1
      name = text(from: position - 1)
      shown = self.shown(from: position - 1)
    }
    guard let set = UnicodeClass.named(name) else {
      throw error(
        "no class of Unicode is named \(shown); write a category or a script, as in \\p{Lu}", at: start)
    }
    try count(set, at: start)
    return folded(set, inverted: inverted)
  }

  /// Reads an escape that stands for one character, and gives its code point.
  mutating func parseCharacterEscape() throws(RegularExpressionError) -> UInt32 {
    let start = position
    guard let next = peek(1) else {
      throw error("backslash at the end, write \\\\ for the character", at: start)
    }
    position += 2
    switch next {
    case 0x31...0x37 where !isOctal(peek()), 0x38...0x39:
      throw error("backreference, which no matcher of linear time has; write the text again", at: start)
    case 0x30...0x37:
      var code = next - 0x30
      for _ in 0..<2 {
        guard let digit = peek(), isOctal(digit) else { break }
        code = code * 8 + digit - 0x30
        position += 1
      }
      return code
    case 0x78: return try parseHexadecimal(from: start)
    case 0x61: return 0x07
    case 0x66: return 0x0C
    case 0x6E: return 0x0A
    case 0x72: return 0x0D
    case 0x74: return 0x09
    case 0x76: return 0x0B
    case 0x41...0x5A, 0x61...0x7A, 0x80...:
      throw error("no escape is \(shown(from: start)); a character that is no operator needs none", at: start)
    default: return next
    }
  }

  private func isOctal(_ scalar: UInt32?) -> Bool {
    scalar.map { (0x30...0x37).contains($0) } ?? false
  }

  /// Reads the digits of `\x7F` or `\x{10FFFF}`.
  private mutating func parseHexadecimal(from start: Int) throws(RegularExpressionError) -> UInt32 {
    var code: UInt32 = 0
    var digits = 0
    let braced = peek() == 0x7B
    if braced { position += 1 }
    while let digit = peek().flatMap(hexadecimal), braced || digits < 2 {
      code = code * 16 + digit
      digits += 1
      position += 1
      guard code <= ScalarSet.highest else { break }
    }
    guard code <= ScalarSet.highest, braced ? digits > 0 && peek() == 0x7D : digits == 2 else {
      throw error("no code point; write \\x7F with two digits, or \\x{10FFFF}", at: start)
    }
    if braced { position += 1 }
    return code
  }

  private func hexadecimal(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x30...0x39: scalar - 0x30
    case 0x41...0x46: scalar - 0x37
    case 0x61...0x66: scalar - 0x57
    default: nil
    }
  }
}
