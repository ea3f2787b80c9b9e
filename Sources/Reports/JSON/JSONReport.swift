import Governance

/// The report as JSON, schema `countersign/report/v1`: what pipelines read and auditors keep.
///
/// Its shape is written out here key by key, apart from the types that the judgement works with, so that
/// these may change and the schema does not. Keys stand in a fixed order, optional ones are left out where
/// there is nothing to say, and nothing of the machine or its clock is in it: equal reports are equal bytes.
package struct JSONReport: ReportFormat {
  package static let schema = "countersign/report/v1"

  let writer: JSONWriter

  /// - Parameter layout: `indented` for `--format json`, `line` for `--format jsonl`.
  package init(layout: JSONWriter.Layout = .indented) { writer = JSONWriter(layout: layout) }

  package func bytes(for report: TransitionReport) -> [UInt8] {
    writer.bytes(of: JSONReport.value(of: report))
  }

  /// The report as a value, for documents that hold several.
  package static func value(of report: TransitionReport) -> JSONValue {
    .object(
      .text("schema", schema),
      .value("tool", tool),
      .value("transition", transition(report)),
      .value("policy", policy(report)),
      .text("verdict", report.verdict.rawValue),
      .array("models", report.models.map(model)),
      .array("findings", report.findings.map(finding)))
  }

  /// What wrote the report.
  static let tool = JSONValue.object(.text("name", "countersign"), .text("version", Version.current))

  static func transition(_ report: TransitionReport) -> JSONValue {
    .object(
      .text("branch", report.branch),
      .value("base", report.base.map { .string($0.text) } ?? .null),
      .text("head", report.head.text),
      .text("tree", report.tree?.text),
      .text("at", report.at?.description))
  }

  /// Left out where no policy could be read.
  private static func policy(_ report: TransitionReport) -> JSONValue? {
    let source = report.policy
    guard source != nil || report.policyChange != nil else { return nil }
    return .object(
      .text("commit", source?.commit.text),
      .integer("version", source?.version),
      .text("digest", source?.digest.text),
      .text("root", source?.root?.text),
      .bool("pinned", source?.pinned),
      .value("change", report.policyChange.map(gate)))
  }

  private static func model(_ model: ModelJudgement) -> JSONValue { .object(fields(of: model)) }

  /// What every document tells of a model.
  static func fields(of model: ModelJudgement) -> [JSONValue.Member] {
    let members: [JSONValue.Member?] = [
      .text("id", model.id.text),
      .text("version", model.version),
      .text("stage", model.stage.text),
      .text("tier", model.tier.text),
      .text("subject", model.subject.text),
      .text("verdict", model.verdict.rawValue),
      .array("contributors", names(model.contributors)),
      .array("gates", model.gates.map(gate)),
    ]
    return members.compactMap(\.self)
  }

  private static func gate(_ gate: GateJudgement) -> JSONValue {
    .object(
      .text("id", gate.id.text),
      .text("verdict", gate.verdict.rawValue),
      .integer("required", gate.required),
      .array("counted", names(gate.counted)),
      .value("waiver", gate.waiver.map(waiver)),
      .array("approvals", gate.approvals.map(approval)),
      .array("candidates", names(gate.candidates.map(\.identity).uniqued)))
  }

  /// What lifts what the gate asks: it is satisfied all the same.
  static func waiver(_ waiver: UsedWaiver) -> JSONValue {
    .object(
      .text("path", waiver.path), .array("approvers", names(waiver.approvers)),
      .text("reason", waiver.reason),
      .array("compensating-controls", waiver.compensatingControls.map { .string($0) }),
      .text("issued", waiver.issued.description), .text("expires", waiver.expires.description),
      .array("ratified-by", names(waiver.ratifiers)),
      .text("ratify-before", waiver.ratifyUntil?.description))
  }

  private static func approval(_ outcome: ApprovalOutcome) -> JSONValue {
    let reason: String? =
      switch outcome.standing {
      case .counted: nil
      case .surplus: "surplus"
      case .rejected(let rule, _): rule.rawValue
      }
    return .object(
      .text("reviewer", outcome.reviewer.text),
      .text("for", outcome.delegator?.text),
      .bool("counted", reason == nil),
      .text("reason", reason),
      .text("path", outcome.record.path),
      .text("commit", outcome.record.commit.text))
  }

  /// One finding as the report holds it.
  package static func finding(_ finding: Finding) -> JSONValue {
    .object(
      .text("rule", finding.rule.rawValue),
      .text("severity", finding.severity.rawValue),
      .text("message", finding.message),
      .text("help", finding.help),
      .text("model", finding.model?.text),
      .text("gate", finding.gate?.text),
      .text("path", finding.path),
      .integer("line", finding.position?.line),
      .integer("column", finding.position?.column),
      .text("commit", finding.commit?.text))
  }

  static func names(_ people: [IdentityID]) -> [JSONValue] { people.map { .string($0.text) } }
}

extension [IdentityID] {
  /// Each once: somebody may be a candidate in several people's place.
  var uniqued: [IdentityID] {
    var seen: Set<IdentityID> = []
    return filter { seen.insert($0).inserted }
  }
}
