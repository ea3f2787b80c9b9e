import Governance

/// How models stand as JSON, schema `countersign/registry/v1`. Keys stand in a fixed order, those with nothing to say
/// are left out, and nothing of the machine or its clock is in it.
package struct RegistryJSON {
  package static let schema = "countersign/registry/v1"

  private let writer: JSONWriter

  package init(layout: JSONWriter.Layout = .indented) { writer = JSONWriter(layout: layout) }

  package func bytes(for report: RegistryReport) -> [UInt8] {
    writer.bytes(
      of: .object(
        .text("schema", RegistryJSON.schema),
        .value("tool", JSONReport.tool),
        .text("branch", report.branch),
        .text("revision", report.revision.text),
        .text("at", report.at?.description),
        .value("policy", report.policy.map(policy)),
        .value("counts", counts(report)),
        .array("models", report.models.map(RegistryJSON.model)),
        .array("findings", report.findings.map(JSONReport.finding))))
  }

  private func policy(_ source: TransitionReport.PolicySource) -> JSONValue {
    .object(
      .text("commit", source.commit.text), .integer("version", source.version),
      .text("digest", source.digest.text), .text("root", source.root?.text), .bool("pinned", source.pinned))
  }

  private func counts(_ report: RegistryReport) -> JSONValue {
    .object(ModelStanding.State.allCases.map { .init($0.rawValue, .integer(report.count($0))) })
  }

  /// One model as the registry holds it.
  static func model(_ model: ModelStanding) -> JSONValue {
    .object(
      .text("id", model.id.text), .text("path", model.directory), .text("state", model.state.rawValue),
      .text("name", model.name), .text("version", model.version), .text("owner", model.owner?.text),
      .text("stage", model.stage?.text), .text("tier", model.tier?.text),
      .text("subject", model.subject?.text),
      .value("since", model.since.map(landing)), .value("newest", model.newest.map(landing)),
      .text("expires", model.expires?.description),
      .array("gates", model.gates.map(gate)), .array("kpis", model.kpis.map(kpi)),
      .array("findings", model.findings.map(JSONReport.finding)))
  }

  private static func landing(_ landing: ModelStanding.Landing) -> JSONValue {
    .object(.text("commit", landing.commit.text), .text("date", landing.date.description))
  }

  private static func gate(_ gate: ModelStanding.Gate) -> JSONValue {
    .object(
      .text("id", gate.id.text), .text("title", gate.title), .text("verdict", gate.verdict.rawValue),
      .integer("required", gate.required), .text("expires", gate.expires?.description),
      .bool("waived", gate.isWaived ? true : nil),
      .array(
        "counted",
        gate.signers.map { signer in
          .object(
            .text("reviewer", signer.identity.text), .text("for", signer.delegator?.text),
            .text("date", signer.date?.description), .text("expires", signer.expires?.description),
            .text("path", signer.path), .text("commit", signer.commit.text))
        }))
  }

  /// Numbers stand as the documents write them.
  private static func kpi(_ kpi: ModelStanding.KPI) -> JSONValue {
    .object(
      .text("name", kpi.name), .text("value", kpi.newest?.value.description),
      .text("min", kpi.min?.description), .text("max", kpi.max?.description), .text("unit", kpi.unit),
      .bool("breached", kpi.isBreached), .text("until", kpi.newest?.until.description),
      .text("path", kpi.newest?.path), .text("commit", kpi.newest?.commit.text),
      .value("series", kpi.series.isEmpty ? nil : .array(kpi.series.map(point))))
  }

  private static func point(_ point: ModelStanding.KPI.Point) -> JSONValue {
    .object(
      .text("value", point.value.description), .bool("breached", point.objection != nil),
      .text("until", point.until.description), .text("path", point.path), .text("commit", point.commit.text))
  }
}
