import Governance

/// A page of the manual as Markdown.
enum MarkdownManual {
  static func text(of page: ManualPage) -> String {
    """
    **\(MarkdownText.prose(page.summary))**

    \(MarkdownText.prose(page.meaning))

    *Why it exists:* \(MarkdownText.prose(page.why))

    \(MarkdownText.block(page.example))

    *How to fix it:* \(MarkdownText.prose(page.fix))

    *Severity and verdict:* \(MarkdownText.prose(page.weight))

    """
  }

  /// The page as an item of a list, without its example.
  static func item(of page: ManualPage) -> String {
    "- `\(page.rule.rawValue)`: \(MarkdownText.prose(page.summary)). \(MarkdownText.prose(page.meaning))"
      + "<br>*How to fix it:* \(MarkdownText.prose(page.fix))"
  }
}
