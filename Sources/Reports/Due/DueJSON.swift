import Governance

/// What comes due as JSON, schema `countersign/due/v1`. Keys stand in a fixed order, those with nothing to say are left
/// out, and nothing of the machine or its clock is in it: how far a date is away is for the reader to count.
package struct DueJSON {
  package static let schema = "countersign/due/v1"

  private let writer: JSONWriter

  package init(layout: JSONWriter.Layout = .indented) { writer = JSONWriter(layout: layout) }

  package func bytes(for report: DueReport) -> [UInt8] {
    let registry = report.registry
    return writer.bytes(
      of: .object(
        .text("schema", DueJSON.schema),
        .value("tool", JSONReport.tool),
        .text("branch", registry.branch),
        .text("revision", registry.revision.text),
        .text("at", registry.at?.description),
        .text("within", report.within?.description),
        .array("dates", report.entries.map(entry)),
        .array("findings", report.problems.map(JSONReport.finding))))
  }

  private func entry(_ entry: DueReport.Entry) -> JSONValue {
    .object(
      .text("date", entry.due.date.description), .text("what", entry.due.what.rawValue),
      .text("model", entry.due.model.text), .text("path", entry.directory),
      .text("gate", entry.due.gate?.text), .text("person", entry.due.person?.text),
      .text("text", entry.due.text))
  }
}
