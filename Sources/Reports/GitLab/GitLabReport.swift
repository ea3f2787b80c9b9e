import Governance

/// The findings for GitLab's merge requests: a Code Quality report, the subset of Code Climate's format that GitLab
/// reads.
package struct GitLabReport: ReportFormat {
  package init() {}

  package func bytes(for report: TransitionReport) -> [UInt8] { bytes(of: LocatedFinding.all(of: report)) }

  package func bytes(for report: DocumentReport) -> [UInt8] { bytes(of: LocatedFinding.all(of: report)) }

  private func bytes(of findings: [LocatedFinding]) -> [UInt8] {
    JSONWriter(layout: .indented).bytes(of: .array(findings.gravestFirst.map(entry)))
  }

  private func entry(_ located: LocatedFinding) -> JSONValue {
    let finding = located.finding
    let help = finding.help.map { "; \($0)" } ?? ""
    return .object(
      .text("description", Printable(finding.message + help).text),
      .text("check_name", finding.rule.rawValue),
      .text("fingerprint", located.fingerprint),
      .text("severity", severity(of: finding)),
      .value(
        "location",
        .object(
          .text("path", Printable(located.path).text),
          .value("lines", .object(.integer("begin", finding.position?.line ?? 1))))))
  }

  private func severity(of finding: Finding) -> String {
    switch finding.severity {
    case .error: finding.verdict == .undecided ? "blocker" : "critical"
    case .warning: "minor"
    case .note: "info"
    }
  }
}
