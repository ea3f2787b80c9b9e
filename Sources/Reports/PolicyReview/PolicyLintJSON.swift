import Governance

/// The mistakes of a policy as JSON, schema `countersign/policy-lint/v1`. Its shape is written out here key by
/// key, as that of `JSONReport` is.
enum PolicyLintJSON {
  static let schema = "countersign/policy-lint/v1"

  static func value(of report: PolicyLintReport) -> JSONValue {
    .object(
      .text("schema", schema),
      .value("tool", .object(.text("name", "countersign"), .text("version", Version.current))),
      .text("folder", report.folder),
      .text("verdict", report.verdict.rawValue),
      .array("findings", report.findings.map(finding)),
      .array("warnings", report.warnings.map(JSONReport.finding)),
      .array("problems", report.problems.map(JSONReport.finding)))
  }

  private static func finding(_ finding: LintFinding) -> JSONValue {
    .object(
      .text("id", finding.rule.rawValue),
      .text("severity", finding.severity.rawValue),
      .text("message", finding.message),
      .text("help", finding.help),
      .text("path", finding.path),
      .integer("line", finding.position?.line),
      .integer("column", finding.position?.column))
  }
}
