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
  package mutating func command(_ text: String) { page.verbatim(Phrase("$ " + text, .command)) }

  package mutating func gap() { page.gap() }
}
