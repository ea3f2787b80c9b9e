/// Texts as GitHub Flavored Markdown that shows them and nothing else.
enum MarkdownText {
  /// How many characters of one name or message are shown.
  private static let limit = 500

  /// Anybody's text as a code span (CommonMark, section 6.1), where there is neither markup nor HTML, and where forges
  /// look for no links, mentions or references.
  ///
  /// - Parameter isInTable: whether it stands in a table, whose cells a bar would end even in a code span.
  static func code(_ text: String, isInTable: Bool = false) -> String {
    let whole = Printable(text).text.unicodeScalars
    var content = String(String.UnicodeScalarView(whole.prefix(limit)))
    if whole.count > limit { content += "…" }
    if content.isEmpty { return "(empty)" }
    let fence = fence(around: content, atLeast: 1)
    if content.utf8.first == 0x60 || content.utf8.last == 0x60 { content = " \(content) " }
    if isInTable {
      content = content.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
    return fence + content + fence
  }

  /// The first few of some names, each as code.
  static func names(_ names: [String], isInTable: Bool = false) -> String {
    let shown = names.prefix(8).map { code($0, isInTable: isInTable) }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }

  /// Our own text, which may hold code between backticks and no other markup.
  static func prose(_ text: String) -> String {
    var result = ""
    for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1 {
        result += "`\(part)`"
        continue
      }
      for scalar in part.unicodeScalars {
        if "\\*_[]<>|#~".unicodeScalars.contains(scalar) { result += "\\" }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Our own lines as they are.
  static func block(_ text: String) -> String {
    let fence = fence(around: text, atLeast: 3)
    return "\(fence)text\n\(text)\n\(fence)"
  }

  /// One backtick more than any run of them within.
  private static func fence(around text: String, atLeast least: Int) -> String {
    var (run, longest) = (0, 0)
    for byte in text.utf8 {
      run = byte == 0x60 ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: max(least, longest + 1))
  }
}
