import Governance

/// What a change of a policy does as JSON, schema `countersign/policy-diff/v1`. Its shape is written out here key
/// by key, as that of `JSONReport` is.
enum PolicyDiffJSON {
  static let schema = "countersign/policy-diff/v1"

  static func value(of report: PolicyDiffReport) -> JSONValue {
    .object(
      .text("schema", schema),
      .value("tool", .object(.text("name", "countersign"), .text("version", Version.current))),
      .text("before", report.before),
      .text("after", report.after),
      .bool("loosens", report.problems.isEmpty ? report.loosens : nil),
      .array("differences", report.differences.map(difference)),
      .array("problems", report.problems.map(JSONReport.finding)))
  }

  private static func difference(_ difference: PolicyDifference) -> JSONValue {
    .object(
      .text("direction", difference.direction.rawValue),
      .text("subject", difference.subject),
      .text("what", difference.what),
      .text("before", difference.before),
      .text("after", difference.after),
      .text("text", difference.text()))
  }
}
