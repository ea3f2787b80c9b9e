import Governance

/// Gates as rows of a table: who signed, what is missing, and who could supply it.
struct GateTable {
  static let head = """
    | | gate | approvals | still needed | who could sign |
    | --- | --- | --- | --- | --- |
    """

  static func row(of gate: GateJudgement) -> String {
    let cells = [
      gate.verdict.emoji, MarkdownText.code(gate.id.text, isInTable: true), approvals(of: gate),
      needed(by: gate),
      candidates(of: gate),
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private static func approvals(of gate: GateJudgement) -> String {
    let names = MarkdownText.names(gate.counted.map(gate.name), isInTable: true)
    let waiver = gate.waiver.map { waiver in
      let people = MarkdownText.names(waiver.approvers.map(\.text), isInTable: true)
      return ", waived until \(waiver.expires.date) by \(people)"
    }
    return "\(gate.counted.count) of \(gate.required)\(names.isEmpty ? "" : ": \(names)")\(waiver ?? "")"
  }

  private static func needed(by gate: GateJudgement) -> String {
    var parts: [String] = []
    if gate.lacking > 0 {
      let roles = gate.roles.map { MarkdownText.code($0.text, isInTable: true) }.joined(separator: " or ")
      parts.append("\(gate.lacking) more" + (roles.isEmpty ? "" : " by \(roles)"))
    }
    for finding in gate.otherFindings where finding.severity == .error {
      let word = GateSection.word(for: finding.rule)
      if !parts.contains(word) { parts.append(word) }
    }
    return parts.joined(separator: "; ")
  }

  private static func candidates(of gate: GateJudgement) -> String {
    if gate.lacking == 0 { return "" }
    if gate.candidates.isEmpty { return "nobody on the roster" }
    return MarkdownText.names(gate.candidates.map(\.description), isInTable: true)
  }
}

extension Verdict {
  /// The mark that forges show it by.
  var emoji: String {
    switch self {
    case .satisfied: "✅"
    case .violated: "❌"
    case .undecided: "❓"
    }
  }
}
