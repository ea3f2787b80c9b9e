import Governance

/// The formats of a policy's mistakes and of its changes by the names that `--format` takes.
package enum PolicyReviewFormat: String, Sendable, CaseIterable {
  case text, json

  /// The mistakes of a policy, with a final newline.
  ///
  /// - Parameters:
  ///   - style: how text is laid out; JSON has no style.
  ///   - detail: how much text tells; JSON always tells everything.
  package func bytes(
    for report: PolicyLintReport, style: Style, detail: TextReport.Detail = .normal
  ) -> [UInt8] {
    switch self {
    case .text: Array(PolicyLintText(style: style, detail: detail).text(for: report).utf8)
    case .json: JSONWriter(layout: .indented).bytes(of: PolicyLintJSON.value(of: report))
    }
  }

  /// What a change of a policy does, with a final newline.
  package func bytes(
    for report: PolicyDiffReport, style: Style, detail: TextReport.Detail = .normal
  ) -> [UInt8] {
    switch self {
    case .text: Array(PolicyDiffText(style: style, detail: detail).text(for: report).utf8)
    case .json: JSONWriter(layout: .indented).bytes(of: PolicyDiffJSON.value(of: report))
    }
  }
}
