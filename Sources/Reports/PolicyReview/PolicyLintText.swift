import Governance

/// The mistakes of a policy for people, laid out as findings are: what, where, and what to do about it.
struct PolicyLintText {
  let style: Style
  let detail: TextReport.Detail

  func text(for report: PolicyLintReport) -> String {
    var page = Page(style)
    let entries = FindingEntries(style: style, detail: detail)
    if detail != .quiet {
      entries.write(report.problems, indent: 0, on: &page)
      for finding in report.findings where shows(finding.severity) { write(finding, on: &page) }
      entries.write(report.warnings, indent: 0, on: &page)
      page.gap()
    }
    page.line(Phrase(summary(of: report), Ink(report.verdict)))
    return page.text
  }

  /// Notes are for those who ask.
  private func shows(_ severity: Severity) -> Bool { severity != .note || detail == .verbose }

  private func write(_ finding: LintFinding, on page: inout Page) {
    let label = Phrase("\(finding.severity.rawValue)[\(finding.rule.rawValue)]", Ink(finding.severity))
    page.line(label + ": " + Phrase(finding.message), hang: 2)
    let place = finding.position.map { ":\($0.line):\($0.column)" } ?? ""
    page.line("--> ", Phrase(finding.path + place, .faint), indent: 2)
    if let help = finding.help {
      page.line(Phrase("help", .command) + ": ", Phrase(help), indent: 2)
    }
  }

  private func summary(of report: PolicyLintReport) -> String {
    if !report.problems.isEmpty { return "nothing was looked over: the policy does not load" }
    let counts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = report.count(severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let hidden = detail == .verbose || report.count(.note) == 0 ? "" : " (--verbose shows notes)"
    return counts.isEmpty ? "no mistakes in \(report.folder)" : counts.joined(separator: ", ") + hidden
  }
}
