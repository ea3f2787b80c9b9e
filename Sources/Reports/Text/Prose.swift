/// What a command says besides a report: wrapped, escaped and coloured like one.
package struct Prose {
  private var page: Page

  package init(style: Style) { page = Page(style) }

  package var text: String { page.text }

  package mutating func title(_ text: String) {
    page.gap()
    page.line(Phrase(text, .strong))
  }

  package mutating func paragraph(_ text: String) { page.line(Phrase(text)) }

  /// A command to type, on a line of its own.
  package mutating func command(_ text: String, indent: Int = 0) { command([text], indent: indent) }

  /// A command to type on several lines, which a backslash joins for the shell.
  package mutating func command(_ lines: [String], indent: Int = 0) {
    for (number, line) in lines.enumerated() {
      page.verbatim(
        Phrase((number == 0 ? "$ " : "    ") + line, .command), indent: indent,
        continues: number + 1 < lines.count)
    }
  }

  /// Something with a lead in a column of its own, and what there is to say of it beside.
  package mutating func item(_ lead: String, columns: Int, _ text: String) {
    let padding = String(repeating: " ", count: max(columns - Printable.columns(of: lead), 2))
    page.line(Phrase(lead + padding), Phrase(text), indent: 2)
  }

  /// A line as it is, such as one of a file.
  package mutating func verbatim(_ text: String) { page.verbatim(Phrase(text), indent: 4) }

  package mutating func gap() { page.gap() }
}
