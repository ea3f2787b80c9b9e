import Governance

/// What there is to know about one rule, for whoever meets it in a report.
package struct ManualPage: Sendable {
  package let rule: Rule
  /// What the rule finds, in one line.
  package let summary: String
  /// When exactly it is reported.
  package let meaning: String
  /// What could happen without it.
  package let why: String
  /// Lines of a file, a command, or a finding; shown as they are.
  package let example: String
  /// What to do about it.
  package let fix: String
  /// Its severity, and what it makes of the verdict.
  package let weight: String
  /// Whether this version reports it at all.
  package let isReported: Bool

  init(
    _ rule: Rule, _ summary: String, meaning: String, why: String, example: String, fix: String,
    weight: String,
    isReported: Bool = true
  ) {
    self.rule = rule
    self.summary = summary
    self.meaning = meaning
    self.why = why
    self.example = example
    self.fix = fix
    self.weight = weight
    self.isReported = isReported
  }

  /// The page as text, with its final newline.
  package func text(_ style: Style = Style()) -> String {
    var page = Page(style)
    page.line(Phrase(rule.rawValue, .strong))
    page.line(Phrase(summary), indent: 2)
    if !isReported { section("Status", "not reported by this version yet", on: &page) }
    section("What it means", meaning, on: &page)
    section("Why it exists", why, on: &page)
    heading("Example", on: &page)
    for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
      page.verbatim(Phrase(String(line)), indent: 4)
    }
    section("How to fix it", fix, on: &page)
    section("Severity and verdict", weight, on: &page)
    return page.text
  }

  private func section(_ title: String, _ text: String, on page: inout Page) {
    heading(title, on: &page)
    page.line(Phrase(text), indent: 2)
  }

  private func heading(_ title: String, on page: inout Page) {
    page.gap()
    page.line(Phrase(title, .strong))
  }
}
