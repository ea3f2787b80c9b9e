/// Writes XML 1.0 whose bytes depend on what is written alone.
///
/// Texts pass `Printable`: what it leaves is in the range of characters that XML may hold (XML 1.0, section 2.2),
/// which no escape of XML's own could bring U+0000 or U+FFFE into.
struct XMLWriter {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var open: [String] = []

  private var indent: String { String(repeating: "  ", count: open.count) }

  mutating func begin(_ name: String, _ attributes: [(String, String)] = []) {
    text += "\(indent)<\(name)\(XMLWriter.list(attributes))>\n"
    open.append(name)
  }

  mutating func end() {
    let name = open.removeLast()
    text += "\(indent)</\(name)>\n"
  }

  /// An element that holds lines of text, or nothing.
  mutating func element(_ name: String, _ attributes: [(String, String)] = [], lines: [String] = []) {
    text += "\(indent)<\(name)\(XMLWriter.list(attributes))"
    if lines.isEmpty {
      text += "/>\n"
      return
    }
    text += ">\(lines.map(XMLWriter.escaped).joined(separator: "\n"))</\(name)>\n"
  }

  private static func list(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
  }

  /// `>` too: `]]>` may not stand in text (section 2.4).
  private static func escaped(_ original: String) -> String {
    Printable(original).text.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&apos;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
