import Governance

extension JSONReport {
  /// The schema of what was found in documents alone.
  package static let documentSchema = "countersign/lint/v1"

  package func bytes(for report: DocumentReport) -> [UInt8] {
    writer.bytes(
      of: .object(
        .text("schema", JSONReport.documentSchema), .value("tool", JSONReport.tool),
        .text("verdict", report.verdict.rawValue), .integer("documents", report.documents),
        .array("findings", report.findings.map(JSONReport.finding))))
  }
}
