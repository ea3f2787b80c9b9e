/// Markdown that grows block by block up to what a forge takes.
struct MarkdownPage {
  /// What is kept free for the ends of what is open, and for saying what was left out.
  private static let reserve = 500

  private(set) var text = ""
  /// In bytes; forges count characters, of which there are no more.
  private let limit: Int
  private var count = 0

  init(limit: Int) { self.limit = limit }

  /// Adds a block and the end of its line, if there is room for it.
  ///
  /// - Parameter isClosing: whether what is kept free may be used.
  @discardableResult
  mutating func add(_ block: String, isClosing: Bool = false) -> Bool {
    let length = block.utf8.count + 1
    guard count + length <= limit - (isClosing ? 0 : MarkdownPage.reserve) else { return false }
    text += block + "\n"
    count += length
    return true
  }

  /// Adds lines that readers fold out.
  ///
  /// - Parameters:
  ///   - title: our own words.
  ///   - rest: what to say of those lines that found no room, from the number of those that did.
  mutating func fold(_ title: String, open: Bool = false, _ items: [String], rest: (Int) -> String?) {
    guard !items.isEmpty else { return }
    guard add("<details\(open ? " open" : "")>\n<summary>\(title)</summary>\n") else {
      if let rest = rest(0) { add("\(rest)\n", isClosing: true) }
      return
    }
    var shown = 0
    while shown < items.count, add(items[shown]) { shown += 1 }
    if shown < items.count, let rest = rest(shown) { add("\n\(rest)", isClosing: true) }
    add("\n</details>\n", isClosing: true)
  }
}
