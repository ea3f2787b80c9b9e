import Governance

/// The report as JSON, schema `countersign/report/v1`: what pipelines read and auditors keep.
///
/// Its shape is written out here key by key, apart from the types that the judgement works with, so that
/// these may change and the schema does not. Keys stand in a fixed order, optional ones are left out where
/// there is nothing to say, and nothing of the machine or its clock is in it: equal reports are equal bytes.
package struct JSONReport: ReportFormat {
  package static let schema = "countersign/report/v1"

  private let writer: JSONWriter

  /// - Parameter layout: `indented` for `--format json`, `line` for `--format jsonl`.
  package init(layout: JSONWriter.Layout = .indented) { writer = JSONWriter(layout: layout) }

  package func bytes(for report: TransitionReport) -> [UInt8] {
    writer.bytes(of: JSONReport.value(of: report))
  }

  /// The report as a value, for documents that hold several.
  package static func value(of report: TransitionReport) -> JSONValue {
    .object([
      "schema": .string(schema),
      "tool": .object(["name": .string("countersign"), "version": .string(Version.current)]),
      "transition": transition(report),
      "policy": policy(report),
      "verdict": .string(report.verdict.rawValue),
      "models": .array(report.models.map(model)),
      "findings": .array(report.findings.map(finding)),
    ])
  }

  private static func transition(_ report: TransitionReport) -> JSONValue {
    .object([
      "branch": .string(report.branch),
      "base": report.base.map { .string($0.text) } ?? .null,
      "head": .string(report.head.text),
      "tree": .string(report.tree?.text),
      "at": .string(report.at?.description),
    ])
  }

  /// Left out where no policy could be read.
  private static func policy(_ report: TransitionReport) -> JSONValue? {
    let source = report.policy
    guard source != nil || report.policyChange != nil else { return nil }
    return .object([
      "commit": .string(source?.commit.text),
      "version": source.map { .integer($0.version) },
      "digest": .string(source?.digest.text),
      "root": .string(source?.root?.text),
      "pinned": source.map { .bool($0.pinned) },
      "change": report.policyChange.map(gate),
    ])
  }

  private static func model(_ model: ModelJudgement) -> JSONValue {
    .object([
      "id": .string(model.id.text),
      "version": .string(model.version),
      "stage": .string(model.stage.text),
      "tier": .string(model.tier.text),
      "subject": .string(model.subject.text),
      "verdict": .string(model.verdict.rawValue),
      "contributors": names(model.contributors),
      "gates": .array(model.gates.map(gate)),
    ])
  }

  private static func gate(_ gate: GateJudgement) -> JSONValue {
    .object([
      "id": .string(gate.id.text),
      "verdict": .string(gate.verdict.rawValue),
      "required": .integer(gate.required),
      "counted": names(gate.counted),
      "approvals": .array(gate.approvals.map(approval)),
      "candidates": names(gate.candidates),
    ])
  }

  private static func approval(_ outcome: ApprovalOutcome) -> JSONValue {
    let reason: String? =
      switch outcome.standing {
      case .counted: nil
      case .surplus: "surplus"
      case .rejected(let rule, _): rule.rawValue
      }
    return .object([
      "reviewer": .string(outcome.reviewer.text),
      "counted": .bool(reason == nil),
      "reason": .string(reason),
      "path": .string(outcome.record.path),
      "commit": .string(outcome.record.commit.text),
    ])
  }

  /// One finding as the report holds it.
  package static func finding(_ finding: Finding) -> JSONValue {
    let line: JSONValue? = finding.position.map { .integer($0.line) }
    let column: JSONValue? = finding.position.map { .integer($0.column) }
    return .object([
      "rule": .string(finding.rule.rawValue),
      "severity": .string(finding.severity.rawValue),
      "message": .string(finding.message),
      "help": .string(finding.help),
      "model": .string(finding.model?.text),
      "gate": .string(finding.gate?.text),
      "path": .string(finding.path),
      "line": line,
      "column": column,
      "commit": .string(finding.commit?.text),
    ])
  }

  private static func names(_ people: [IdentityID]) -> JSONValue { .array(people.map { .string($0.text) }) }
}
