import Governance

/// What a SARIF file says of a rule: its page of the manual (`reportingDescriptor`, section 3.49).
enum SARIFRule {
  /// GitHub takes that many characters of a description.
  private static let descriptionLimit = 1024

  static func descriptor(of page: ManualPage) -> JSONValue {
    .object(
      .text("id", page.rule.rawValue), .text("name", name(of: page.rule)),
      .value("shortDescription", message(page.summary)),
      .value("fullDescription", message(page.meaning)),
      .value(
        "help",
        .object(
          .text("text", page.text(Style(width: 100))),
          .text("markdown", MarkdownManual.text(of: page)))),
      .value("defaultConfiguration", .object(.text("level", "error"))),
      .value(
        "properties",
        .object(.array("tags", [.string("governance")]), .text("precision", "very-high"))))
  }

  /// The rule that stands for what did not fit into the file.
  static let truncated = JSONValue.object(
    .text("id", truncatedID), .text("name", "ReportTruncated"),
    .value("shortDescription", message("a file of this format holds no more findings")),
    .value("help", message("the report as JSON holds them all: countersign check --output json=FILE")),
    .value("defaultConfiguration", .object(.text("level", "note"))))

  static let truncatedID = "report-truncated"

  private static func message(_ text: String) -> JSONValue {
    let isLong = text.unicodeScalars.count > descriptionLimit
    let start = String(String.UnicodeScalarView(text.unicodeScalars.prefix(descriptionLimit - 1)))
    return .object(.text("text", isLong ? start + "…" : text))
  }

  /// `approval-stale` as `ApprovalStale`: names are identifiers (section 3.49.7).
  private static func name(of rule: Rule) -> String {
    rule.rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
