import Glibc

/// Texts as the language sees them: sequences of unicode scalars, never folded into canonical equivalents. Their
/// order by scalars is the order of their UTF-8 bytes.
enum Text {
  static func same(_ one: String, _ other: String) -> Bool {
    let count = one.utf8.count
    guard count == other.utf8.count else { return false }
    let result = one.utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable { other in
        count == 0 || memcmp(one.baseAddress!, other.baseAddress!, count) == 0
      }
    }
    return (result ?? nil) ?? one.utf8.elementsEqual(other.utf8)
  }

  static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Where `needle` begins in `text` at or behind `start`. Takes time linear in both, whatever they are (Knuth,
  /// Morris and Pratt), so that a hostile pair of texts cannot make it long.
  static func find(_ needle: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
    guard !needle.isEmpty else { return start <= text.count ? start : nil }
    guard start >= 0, text.count - start >= needle.count else { return nil }
    if needle.count == 1 { return text[start...].firstIndex(of: needle[0]) }
    let borders = borders(needle)
    var matched = 0
    for index in start..<text.count {
      while matched > 0, text[index] != needle[matched] { matched = borders[matched - 1] }
      if text[index] == needle[matched] { matched += 1 }
      if matched == needle.count { return index - matched + 1 }
    }
    return nil
  }

  /// The length of the longest proper prefix that ends each prefix of `needle`.
  private static func borders(_ needle: [UInt8]) -> [Int] {
    var borders = [Int](repeating: 0, count: needle.count)
    var length = 0
    for index in 1..<needle.count {
      while length > 0, needle[index] != needle[length] { length = borders[length - 1] }
      if needle[index] == needle[length] { length += 1 }
      borders[index] = length
    }
    return borders
  }

  /// Whether `needle` occurs in `text`.
  static func contains(_ text: String, _ needle: String) -> Bool {
    let count = needle.utf8.count
    guard count > 0 else { return true }
    guard text.utf8.count >= count else { return false }
    let short =
      text.utf8.withContiguousStorageIfAvailable { text -> Bool? in
        needle.utf8.withContiguousStorageIfAvailable { needle -> Bool? in
          let first = needle[0]
          if count == 1 { return memchr(text.baseAddress!, Int32(first), text.count) != nil }
          // Looking naively costs at most the product; that is fine while it is small.
          guard text.count <= 64 || count <= 8 else { return nil }
          for start in 0...(text.count - count) where text[start] == first {
            if memcmp(text.baseAddress! + start, needle.baseAddress!, count) == 0 { return true }
          }
          return false
        } ?? nil
      } ?? nil
    return short ?? (find(Array(needle.utf8), in: Array(text.utf8)) != nil)
  }

  static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
    text.utf8.count >= prefix.utf8.count && text.utf8.starts(with: prefix.utf8)
  }

  static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
    text.utf8.count >= suffix.utf8.count
      && text.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  /// How many unicode scalars a text has.
  static func count(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      for byte in bytes where byte & 0xC0 != 0x80 { count &+= 1 }
      return count
    }
  }

  /// The text as a literal between double quotes, with escapes only for what would break it. Other control
  /// characters are escaped as well, which `strings.quote` of other implementations leaves alone: nothing that is
  /// shown may move a terminal's cursor.
  static func quoted(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{7}": result.append(contentsOf: "\\a".unicodeScalars)
      case "\u{8}": result.append(contentsOf: "\\b".unicodeScalars)
      case "\u{C}": result.append(contentsOf: "\\f".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\u{B}": result.append(contentsOf: "\\v".unicodeScalars)
      case "\"", "\\":
        result.append("\\")
        result.append(scalar)
      case "\0"..<" ", "\u{7F}"..."\u{9F}":
        let digits = String(scalar.value, radix: 16)
        result.append(contentsOf: ("\\x" + (digits.utf8.count == 1 ? "0" : "") + digits).unicodeScalars)
      default: result.append(scalar)
      }
    }
    result.append("\"")
    return String(result)
  }
}
