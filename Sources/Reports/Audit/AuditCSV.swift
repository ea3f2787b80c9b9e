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
  package var head: [UInt8] { AuditCSV.row(AuditCSV.columns) }

  package func bytes(for transition: AuditedTransition) -> [UInt8] {
    let report = transition.report
    var seen: Set<Rule> = []
    let errors = report.findings.filter { $0.severity == .error && seen.insert($0.rule).inserted }
    let start = [
      report.head.text, transition.date.description, report.branch ?? "", transition.landing.rawValue,
      transition.signer?.text ?? "", report.verdict.rawValue, AuditCSV.list(errors.map(\.rule.rawValue)),
    ]
    var rows: [[String]] = []
    for model in report.models {
      let middle = [
        model.id.text, model.version ?? "", model.stage.text, model.tier.text, model.subject.text,
        model.verdict.rawValue, AuditCSV.list(model.contributors.map(\.text)),
      ]
      rows += model.gates.map { start + middle + AuditCSV.cells(of: $0) }
      if model.gates.isEmpty { rows.append(start + middle) }
    }
    if let change = report.policyChange {
      rows.append(start + [String](repeating: "", count: 7) + AuditCSV.cells(of: change))
    }
    if rows.isEmpty { rows.append(start) }
    return rows.flatMap(AuditCSV.row)
  }

  private static func cells(of gate: GateJudgement) -> [String] {
    let others = gate.approvals.filter { $0.standing != .counted }.map { outcome in
      switch outcome.standing {
      case .rejected(let rule, _): "\(outcome.reviewer):\(rule.rawValue)"
      default: "\(outcome.reviewer):surplus"
      }
    }
    return [
      gate.id.text, gate.verdict.rawValue, "\(gate.required)", list(gate.counted.map(\.text)), list(others),
    ]
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: " ") }

  /// RFC 4180, section 2: fields with a comma or a quotation mark stand in quotation marks, those within are doubled,
  /// and a record ends in CR LF. Line ends within fields do not survive `Printable`.
  private static func row(_ cells: [String]) -> [UInt8] {
    let filled = cells + [String](repeating: "", count: max(0, columns.count - cells.count))
    return Array((filled.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  private static func cell(_ text: String) -> String {
    var cell = Printable(text).text
    // What begins so is a formula to spreadsheets; some look past white space, and take full-width signs as well.
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    if let first,
      "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first)
        || text.unicodeScalars.first.map({ "\t\r\n".unicodeScalars.contains($0) }) ?? false
    {
      cell = "'" + cell
    }
    guard cell.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x27 || $0 == 0x3B }) else {
      return cell
    }
    return "\"" + cell.replacingQuotes + "\""
  }
}

extension String {
  fileprivate var replacingQuotes: String {
    String(decoding: utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] }, as: UTF8.self)
  }
}
