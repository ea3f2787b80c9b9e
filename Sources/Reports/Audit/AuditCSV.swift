import Governance

/// An audit as comma-separated values (RFC 4180), for spreadsheets and scripts: a header, then a row for each gate of
/// each model of each transition. A model without gates, a change of the policy, and a transition in which nothing
/// governed changed have a row of their own, with what they have nothing of left empty.
///
/// Names in one cell stand with a space between them. What a terminal would obey is escaped as in text, and a cell that
/// a spreadsheet would take for a formula begins with an apostrophe.
package struct AuditCSV {
  /// The columns, in their order.
  package static let columns = [
    "commit", "date", "branch", "landing", "signer", "verdict", "errors", "model", "version", "stage", "tier",
    "subject", "model_verdict", "contributors", "gate", "gate_verdict", "required", "counted", "not_counted",
  ]

  package init() {}

  /// What comes before the transitions.
  package var head: [UInt8] { CSVRow.bytes(AuditCSV.columns, columns: AuditCSV.columns.count) }

  package func bytes(for transition: AuditedTransition) -> [UInt8] {
    let report = transition.report
    var seen: Set<Rule> = []
    let errors = report.findings.filter { $0.severity == .error && seen.insert($0.rule).inserted }
    let start = [
      report.head.text, transition.date.description, report.branch ?? "", transition.landing.rawValue,
      transition.signer?.text ?? "", report.verdict.rawValue, CSVRow.list(errors.map(\.rule.rawValue)),
    ]
    var rows: [[String]] = []
    for model in report.models {
      let middle = [
        model.id.text, model.version ?? "", model.stage.text, model.tier.text, model.subject.text,
        model.verdict.rawValue, CSVRow.list(model.contributors.map(\.text)),
      ]
      rows += model.gates.map { start + middle + AuditCSV.cells(of: $0) }
      if model.gates.isEmpty { rows.append(start + middle) }
    }
    if let change = report.policyChange {
      rows.append(start + [String](repeating: "", count: 7) + AuditCSV.cells(of: change))
    }
    if rows.isEmpty { rows.append(start) }
    return rows.flatMap { CSVRow.bytes($0, columns: AuditCSV.columns.count) }
  }

  private static func cells(of gate: GateJudgement) -> [String] {
    let others = gate.approvals.filter { $0.standing != .counted }.map { outcome in
      switch outcome.standing {
      case .rejected(let rule, _): "\(outcome.reviewer):\(rule.rawValue)"
      default: "\(outcome.reviewer):surplus"
      }
    }
    return [
      gate.id.text, gate.verdict.rawValue, "\(gate.required)", CSVRow.list(gate.counted.map(\.text)),
      CSVRow.list(others),
    ]
  }
}
