import Governance

/// An audit as JSON, schema `countersign/audit/v1`, written as it goes, so that memory stays flat however long the
/// history is: each transition is a `countersign/report/v1`, with what the person signed of it whom the audit is asked
/// about (``SignedActJSON``). Behind them stands what concerns them all, with the `measures` (``MeasuresJSON``).
package struct AuditJSON {
  package static let schema = "countersign/audit/v1"

  private let writer: JSONWriter
  private let isLines: Bool
  /// Whether no transition came yet.
  var isFirst = true

  /// - Parameter isLines: a report a line and nothing around them (`jsonl`), instead of one document.
  package init(isLines: Bool) {
    self.isLines = isLines
    writer = JSONWriter(layout: .line)
  }

  /// What comes before the transitions.
  package var head: [UInt8] {
    isLines ? [] : Array("{\"schema\":\"\(AuditJSON.schema)\",\"transitions\":[\n".utf8)
  }

  /// One transition.
  ///
  /// - Parameter isFirst: whether none came before it.
  package func bytes(for transition: AuditedTransition, isFirst: Bool) -> [UInt8] {
    var value = JSONReport.value(of: transition.report)
    if !transition.acts.isEmpty, case .object(let members) = value {
      value = .object(members + [.init("signed", .array(transition.acts.map(SignedActJSON.value)))])
    }
    if let recorded = transition.recorded, case .object(let members) = value {
      value = .object(members + [.init("recorded", .string(recorded.entry.text))])
    }
    let line = writer.bytes(of: value)
    return (isLines || isFirst ? [] : Array(",".utf8)) + line
  }

  /// What comes behind them.
  package func tail(for summary: AuditSummary) -> [UInt8] {
    if isLines { return [] }
    let rest = JSONValue.object(
      .value("tool", JSONReport.tool), .text("branch", summary.branch), .text("tip", summary.tip.text),
      .text("root", summary.root?.text), .bool("pinned", summary.isPinned),
      .text("policy", summary.policy.rawValue), .text("person", summary.person?.text),
      .text("verdict", summary.verdict.rawValue), .value("measures", MeasuresJSON.value(of: summary)),
      .value("record", summary.record.map(AuditJSON.record)),
      .array("findings", summary.findings.map(JSONReport.finding)))
    // The members stand beside those that were written before.
    return Array("],".utf8) + writer.bytes(of: rest).dropFirst()
  }

  private static func record(_ record: AuditedRecord) -> JSONValue {
    .object(
      .text("tip", record.tip.text), .integer("entries", record.entries),
      .integer("delimited", record.delimited),
      .array("unrecorded", record.unrecorded.map { .string($0.text) }))
  }
}
