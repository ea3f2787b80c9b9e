import Governance

/// The report for the log of a step in GitHub Actions: annotations, and below them the report as text, where nothing
/// is left out.
package struct GitHubReport: ReportFormat {
  /// Of each kind, GitHub shows that many annotations of a step.
  private static let limit = 10
  private static let style = Style(width: 100)

  package init() {}

  package func bytes(for report: TransitionReport) -> [UInt8] {
    bytes(LocatedFinding.all(of: report), TextReport(style: GitHubReport.style).text(for: report))
  }

  package func bytes(for report: DocumentReport) -> [UInt8] {
    bytes(LocatedFinding.all(of: report), TextReport(style: GitHubReport.style).text(for: report))
  }

  private func bytes(_ findings: [LocatedFinding], _ text: String) -> [UInt8] {
    let entries = FindingEntries(style: GitHubReport.style, detail: .normal)
    var lines = ""
    for severity in Severity.allCases.reversed() {
      let told = findings.filter { $0.finding.severity == severity && entries.shows($0.finding) }
      let shown = told.count > GitHubReport.limit ? GitHubReport.limit - 1 : told.count
      for located in told.prefix(shown) { lines += annotation(of: located).line }
      if told.count > shown { lines += remark(on: told.dropFirst(shown), severity).line }
    }
    return Array((lines + text).utf8)
  }

  private func annotation(of located: LocatedFinding) -> WorkflowCommand {
    let finding = located.finding
    return WorkflowCommand(
      .init(finding.severity),
      [
        ("title", "countersign: \(finding.rule.rawValue)"), ("file", located.path),
        ("line", finding.position.map { "\($0.line)" }), ("col", finding.position.map { "\($0.column)" }),
      ], lines: [finding.message] + (finding.help.map { ["help: \($0)"] } ?? []))
  }

  /// The last annotation of its kind says how many more there are, and of which rules.
  private func remark(on hidden: ArraySlice<LocatedFinding>, _ severity: Severity) -> WorkflowCommand {
    let rules = Dictionary(grouping: hidden, by: \.finding.rule).sorted { $0.key < $1.key }
    let list = rules.map { "\($0.value.count) \($0.key.rawValue)" }.joined(separator: ", ")
    let plural = hidden.count == 1 ? "" : "s"
    return WorkflowCommand(
      .init(severity), [("title", "countersign")],
      lines: [
        "\(hidden.count) more \(severity.rawValue)\(plural): \(list)", "the log of this step tells them all",
      ])
  }
}
