import Governance

/// What a reviewer has to look at as JSON, schema `countersign/review/v1`.
package struct ReviewJSON {
  package static let schema = "countersign/review/v1"

  package init() {}

  package func bytes(for review: ReviewReport) -> [UInt8] {
    JSONWriter(layout: .indented).bytes(
      of: .object(
        .text("schema", ReviewJSON.schema),
        .value("tool", JSONReport.tool),
        .value("transition", JSONReport.transition(review.transition)),
        .text("model", review.model.text),
        .text("directory", review.directory),
        .text("verdict", (review.judgement?.verdict ?? review.transition.verdict).rawValue),
        .value("since", since(review.baseline)),
        .array("fields", review.fields.map(field)),
        .array("metrics", review.metrics.map(metric)),
        .array(
          "files",
          review.files.map { .object(.text("change", $0.kind.rawValue), .text("path", $0.path)) }),
        .array("evidence", review.reports.map(report)),
        .array("gates", review.gates.map { gate($0, review) }),
        .array(
          "findings", (review.judgement?.findings ?? review.transition.findings).map(JSONReport.finding))))
  }

  /// Null where the model is new.
  private func since(_ baseline: ReviewReport.Baseline) -> JSONValue {
    guard let commit = baseline.commit else { return .null }
    var members: [JSONValue.Member?] = [.text("commit", commit.text)]
    if case .approved(let person, let gate, let date, _) = baseline {
      members += [
        .text("approved-by", person.text), .text("gate", gate.text), .text("date", date.description),
      ]
    }
    return .object(members.compactMap(\.self))
  }

  private func field(_ change: FieldChange) -> JSONValue {
    .object(
      .text("field", change.field), .value("before", change.before.map { JSONValue($0) }),
      .value("after", change.after.map { JSONValue($0) }))
  }

  private func metric(_ change: MetricChange) -> JSONValue {
    .object(
      .text("name", change.name), .text("slice", change.slice), .text("path", change.path),
      .value("before", change.before.map { .digits($0.description) }),
      .value("after", change.after.map { .digits($0.description) }),
      .value("difference", change.difference.map { .digits($0.description) }))
  }

  private func report(_ report: ReviewReport.Report) -> JSONValue {
    let document = report.record.document
    return .object(
      .text("name", document.name), .text("path", report.record.path),
      .text("produced", document.produced.description),
      .text("signer", (report.record.detached ?? report.record.attribution).identity?.text),
      .bool("changed", report.isNew),
      .array(
        "tests", document.tests.map { .object(.text("name", $0.name), .bool("passed", $0.passed)) }))
  }

  private func gate(_ gate: Gate, _ review: ReviewReport) -> JSONValue {
    let judgement = review.judgement?.gates.first { $0.id == gate.id }
    return .object(
      .text("id", gate.id.text), .text("title", gate.title),
      .text("verdict", judgement?.verdict.rawValue), .integer("required", judgement?.required),
      .value("counted", judgement.map { .array(JSONReport.names($0.counted)) }),
      .array(
        "checklist", gate.checklist.map { .object(.text("id", $0.id), .text("text", $0.text)) }),
      .array(
        "asks",
        (judgement?.leaves ?? []).filter { $0.kind != .tier && $0.kind != .applicability }.map { leaf in
          .object(
            .text("kind", leaf.kind.rawValue), .text("text", leaf.text),
            .text("verdict", leaf.verdict.rawValue))
        }))
  }
}
