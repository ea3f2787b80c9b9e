/// What matches between two code points, and takes none.
enum RegexAssertion {
  /// `\A`, and `^` without the flag `m`.
  case textStart
  /// `\z`, and `$` without the flag `m`.
  case textEnd
  /// `^` with the flag `m`.
  case lineStart
  /// `$` with the flag `m`.
  case lineEnd
  /// `\b`: an ASCII word character on one side only.
  case wordBoundary
  /// `\B`: everywhere else.
  case notWordBoundary

  /// Whether this holds before byte `offset` of a text.
  ///
  /// Bytes are enough: line feeds and the word characters are ASCII, and no byte of another code point is.
  @inline(__always)
  func holds(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    switch self {
    case .textStart: return offset == 0
    case .textEnd: return offset == text.count
    case .lineStart: return offset == 0 || text[offset - 1] == 0x0A
    case .lineEnd: return offset == text.count || text[offset] == 0x0A
    case .wordBoundary: return Self.isBoundary(in: text, at: offset)
    case .notWordBoundary: return !Self.isBoundary(in: text, at: offset)
    }
  }

  private static func isBoundary(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    let before = offset > 0 && isWord(text[offset - 1])
    let after = offset < text.count && isWord(text[offset])
    return before != after
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
    default: false
    }
  }
}
