/// Names that are fit to stand in a document, made of what anybody may have written into a commit.
enum IdentityName {
  private static let lengthLimit = 40

  /// An id of `a-z`, `0-9` and single dashes: that of the name, of the address where the name has other letters
  /// than those of English, or else `person`.
  static func id(name: String, email: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.isASCII || !$0.properties.isAlphabetic }
    let local = email.prefix { $0 != "@" }
    // GitHub's private addresses begin with a number: 12345+alice@users.noreply.github.com.
    let account = local.split(separator: "+", maxSplits: 1).last.map(String.init) ?? ""
    let slugs = [isPlain ? slug(name) : "", slug(account)]
    return slugs.first { !$0.isEmpty } ?? "person"
  }

  private static func slug(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x61...0x7A: bytes.append(byte)
      case 0x41...0x5A: bytes.append(byte + 0x20)
      // An apostrophe parts no words: O'Brien.
      case 0x27: break
      default: if let last = bytes.last, last != 0x2D { bytes.append(0x2D) }
      }
      if bytes.count == lengthLimit { break }
    }
    while bytes.last == 0x2D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The id, or the next one of its kind that is not taken.
  static func unique(_ id: String, among taken: (String) -> Bool) -> String {
    if !taken(id) { return id }
    var number = 2
    while taken("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }

  /// Whether it can be the id of an identity or a model, and the name of a file, without a second thought.
  static func isPlain(_ id: String) -> Bool {
    let isWord = id.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_.".utf8.contains(byte)
    }
    guard isWord, let first = id.utf8.first, id.utf8.count <= 100 else { return false }
    return first != 0x2D && first != 0x2E
  }

  /// A name as people see it: one line, without what commands a terminal or hides.
  static func visible(_ name: String) -> String {
    var text = ""
    for scalar in name.unicodeScalars.prefix(100) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: break
      case _ where scalar.properties.isWhitespace: if !text.isEmpty, text.last != " " { text += " " }
      case _ where scalar.properties.isDefaultIgnorableCodePoint: break
      default: text.unicodeScalars.append(scalar)
      }
    }
    if text.last == " " { text.removeLast() }
    return text
  }

  /// Whether an address of a commit can stand in the roster: visible ASCII without what git puts around it.
  static func isAddress(_ email: String) -> Bool {
    !email.isEmpty && email.utf8.count <= 254
      && email.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3C && $0 != 0x3E }
  }
}
