import Governance

/// What whoever pushes is told of a reference that may not change, where no transition was judged.
package struct RefusalText: Sendable {
  package let style: Style

  package init(style: Style) { self.style = style }

  /// The refusal as text, with its final newline.
  package func text(of finding: Finding, reference: String) -> String {
    var page = Page(style)
    page.line(
      style.mark(of: finding.verdict) + " ", Phrase("refused", Ink(finding.verdict)) + ": " + reference)
    page.gap()
    FindingEntries(style: style, detail: .normal).write([finding], indent: 0, on: &page)
    page.gap()
    page.line("to read about the rule: ", Phrase("countersign explain \(finding.rule.rawValue)", .command))
    return page.text
  }
}
