import Governance

/// The registry as a table of GitHub Flavored Markdown, for a page of a wiki or an issue. Nothing that somebody else
/// wrote is anything but text.
package struct RegistryMarkdown {
  package init() {}

  package func bytes(for report: RegistryReport) -> [UInt8] {
    var page = MarkdownPage(limit: .max)
    let place = "\(MarkdownText.code(report.branch)) at \(MarkdownText.code(report.revision.short))"
    page.add("### Models on \(place)\(report.at.map { ", judged at \($0)" } ?? "")\n")
    if report.models.isEmpty {
      page.add("There is no model.\n")
    } else {
      page.add("\(report.counts)\n")
      page.add("| | model | version | stage | tier | owner | gates | until |")
      page.add("| --- | --- | --- | --- | --- | --- | --- | --- |")
      for model in report.models { page.add(row(model)) }
      page.add("")
    }
    for finding in report.findings where finding.severity != .note {
      page.add("- \(MarkdownText.code(finding.rule.rawValue)): \(MarkdownText.code(finding.message))")
    }
    return Array(page.text.utf8)
  }

  private func row(_ model: ModelStanding) -> String {
    func code(_ text: String?) -> String { text.map { MarkdownText.code($0, isInTable: true) } ?? "" }
    let open = model.gates.filter { $0.verdict != .satisfied }.map(\.id.text)
    let gates = model.gateCount + (open.isEmpty ? "" : ", open: \(MarkdownText.names(open, isInTable: true))")
    let cells = [
      "\(emoji(model.state)) \(model.state.rawValue)", code(model.id.text), code(model.version),
      code(model.stage?.text), code(model.tier?.text), code(model.owner?.text), gates,
      model.expires?.date ?? "",
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }

  private func emoji(_ state: ModelStanding.State) -> String {
    switch state {
    case .approved: "✅"
    case .open: "⚪"
    case .lapsed: "❌"
    case .undecided: "❓"
    case .ungated, .retired: "➖"
    }
  }
}
