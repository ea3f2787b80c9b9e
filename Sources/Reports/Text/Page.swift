/// Lines of text for a terminal, wrapped at its width.
///
/// Everything that is ever written passes through `Printable` here, our own words too, so that no caller
/// can forget it; only this type writes escape sequences and newlines.
struct Page {
  let style: Style
  private(set) var text = ""

  init(_ style: Style) { self.style = style }

  /// An empty line, unless the page begins or the last line is empty already.
  mutating func gap() {
    if !text.isEmpty, !text.utf8.suffix(2).elementsEqual([0x0A, 0x0A]) { text += "\n" }
  }

  /// A paragraph, wrapped between words. A word longer than a line is left whole: paths and digests are
  /// there to be copied.
  ///
  /// - Parameters:
  ///   - lead: what stands before the paragraph, such as a mark; never wrapped.
  ///   - indent: the columns before the lead.
  ///   - hang: the columns before every further line; behind the lead if nil.
  mutating func line(_ lead: Phrase = "", _ body: Phrase, indent: Int = 0, hang: Int? = nil) {
    let (head, headColumns) = inked(lead)
    // A lead that takes half the line, as a hostile name can, leaves no room to hang behind.
    let behind = indent + headColumns
    let margin = hang ?? (behind <= style.width / 2 ? behind : indent + 4)
    var line = String(repeating: " ", count: indent) + head
    var column = behind
    var isFresh = true
    for word in words(of: body) {
      let gap = isFresh ? 0 : 1
      if column + gap + word.columns > style.width, !isFresh || column > margin {
        finish(line)
        line = String(repeating: " ", count: margin)
        column = margin
      } else if gap == 1 {
        line += " "
        column += 1
      }
      line += word.text
      column += word.columns
      isFresh = false
    }
    finish(line)
  }

  /// One line as it is, never wrapped: a command or an example. A backslash tells a shell that it goes on.
  mutating func verbatim(_ phrase: Phrase, indent: Int = 0, continues: Bool = false) {
    finish(String(repeating: " ", count: indent) + inked(phrase).text + (continues ? " \\" : ""))
  }

  private mutating func finish(_ line: String) {
    var bytes = Substring(line)
    while bytes.last == " " { bytes.removeLast() }
    text += bytes + "\n"
  }

  private struct Word {
    var text = ""
    var columns = 0
  }

  /// The words of a phrase, which may change ink within one.
  private func words(of phrase: Phrase) -> [Word] {
    var words: [Word] = []
    var isOpen = false
    for run in phrase.runs {
      var pieces = Printable(run.text, unicode: style.unicode).text.split(
        separator: " ", omittingEmptySubsequences: false)[...]
      while let piece = pieces.popFirst() {
        if !piece.isEmpty {
          if !isOpen { words.append(Word()) }
          words[words.count - 1].text += paint(String(piece), run.ink)
          words[words.count - 1].columns += Printable.columns(of: piece)
          isOpen = true
        }
        if !pieces.isEmpty { isOpen = false }
      }
    }
    return words
  }

  private func inked(_ phrase: Phrase) -> (text: String, columns: Int) {
    phrase.runs.reduce(("", 0)) { sum, run in
      let printable = Printable(run.text, unicode: style.unicode).text
      return (sum.0 + paint(printable, run.ink), sum.1 + Printable.columns(of: printable))
    }
  }

  private func paint(_ text: String, _ ink: Ink) -> String {
    guard style.color, let parameters = ink.parameters else { return text }
    return "\u{1B}[\(parameters)m\(text)\u{1B}[0m"
  }
}
