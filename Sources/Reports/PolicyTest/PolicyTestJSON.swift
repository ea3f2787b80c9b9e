import Governance

/// What came of a policy's tests as JSON, schema `countersign/policy-test/v1`. Its shape is written out here key
/// by key, as that of `JSONReport` is, and nothing of the clock is in it.
enum PolicyTestJSON {
  static let schema = "countersign/policy-test/v1"

  static func value(of report: PolicyTestReport) -> JSONValue {
    .object(
      .text("schema", schema),
      .value("tool", .object(.text("name", "countersign"), .text("version", Version.current))),
      .text("folder", report.folder),
      .text("verdict", report.verdict.rawValue),
      .integer("passed", report.passed),
      .integer("failed", report.failed),
      .array("cases", report.outcomes.map(outcome)),
      .value("coverage", report.coverage.map { coverage($0, report.requiredCoverage) }),
      .array("problems", report.problems.map(JSONReport.finding)))
  }

  private static func outcome(_ outcome: PolicyTestReport.Outcome) -> JSONValue {
    .object(
      .text("name", outcome.name),
      .bool("passed", outcome.passed),
      .text("path", outcome.path),
      .integer("line", outcome.position.line),
      .integer("column", outcome.position.column),
      .text("verdict", outcome.verdict.rawValue),
      .text("stage", outcome.stage?.text),
      .text("tier", outcome.tier?.text),
      .array(
        "gates",
        outcome.gates.map { .object(.text("id", $0.id.text), .text("verdict", $0.verdict.rawValue)) }),
      .array("mismatches", outcome.mismatches.map(mismatch)),
      .array("findings", outcome.findings.map(finding)))
  }

  private static func mismatch(_ mismatch: PolicyTestReport.Mismatch) -> JSONValue {
    let (aspect, gate): (String, String?) =
      switch mismatch.aspect {
      case .verdict: ("verdict", nil)
      case .tier: ("tier", nil)
      case .rules: ("rules", nil)
      case .gate(let id): ("gate", id.text)
      }
    return .object(
      .text("aspect", aspect), .text("gate", gate), .text("expected", mismatch.expected),
      .text("actual", mismatch.actual))
  }

  /// Without a place: the files and commits of a case are nowhere.
  private static func finding(_ finding: Finding) -> JSONValue {
    .object(
      .text("rule", finding.rule.rawValue), .text("severity", finding.severity.rawValue),
      .text("message", finding.message), .text("help", finding.help), .text("gate", finding.gate?.text))
  }

  private static func coverage(_ coverage: PolicyCoverage, _ required: Int?) -> JSONValue {
    .object(
      .integer("covered", coverage.covered), .integer("total", coverage.total),
      .integer("percent", coverage.percent), .integer("required", required),
      .array(
        "missing",
        coverage.missing.map { outcome in
          let isTier = outcome.item.kind == .tier
          return .object(
            .text("kind", outcome.item.kind.rawValue),
            .text(isTier ? "tier" : "gate", outcome.item.owner),
            .text("text", outcome.item.text.isEmpty ? nil : outcome.item.text),
            .text("outcome", outcome.result.rawValue))
        }))
  }
}
