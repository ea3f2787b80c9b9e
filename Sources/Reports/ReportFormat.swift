import Governance

/// A way to tell a report. One format a file or folder; equal reports give equal bytes.
package protocol ReportFormat: Sendable {
  /// The whole report of a transition, ready for standard output or a file, with its final newline.
  func bytes(for report: TransitionReport) -> [UInt8]
  /// The same of what was found in documents alone.
  func bytes(for report: DocumentReport) -> [UInt8]
}

/// The formats by the names that `--format` and `--output` take.
package enum ReportFormatName: String, Sendable, CaseIterable {
  case text, json, jsonl, sarif, junit, github, gitlab, markdown, tap

  /// The format of this name.
  ///
  /// - Parameters:
  ///   - style: how text is laid out; the others have no style.
  ///   - detail: how much text tells; the others always tell everything.
  package func format(style: Style, detail: TextReport.Detail = .normal) -> any ReportFormat {
    switch self {
    case .text: TextReport(style: style, detail: detail)
    case .json: JSONReport(layout: .indented)
    case .jsonl: JSONReport(layout: .line)
    case .sarif: SARIFReport()
    case .junit: JUnitReport()
    case .github: GitHubReport()
    case .gitlab: GitLabReport()
    case .markdown: MarkdownReport()
    case .tap: TAPReport()
    }
  }
}
