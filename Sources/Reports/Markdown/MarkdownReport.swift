import Governance

/// The report as a comment on a pull request, in GitHub Flavored Markdown: the verdict, the gates of each model, and
/// folded below what was found and what the rules mean.
///
/// The first line is a comment of HTML that nobody sees, by which a bot finds its own comment again to update it.
/// There is no link in it, and nothing that somebody else wrote is anything but text.
package struct MarkdownReport: ReportFormat {
  /// The most characters that a comment on GitHub has.
  package static let commentLimit = 65_536
  /// The most bytes that a step of GitHub Actions writes to the summary of its run.
  package static let summaryLimit = 1 << 20

  private let limit: Int

  /// - Parameter limit: the most bytes that it may take.
  package init(limit: Int = commentLimit) { self.limit = limit }

  package func bytes(for report: TransitionReport) -> [UInt8] {
    var page = MarkdownPage(limit: limit)
    page.add("<!-- countersign-check -->")
    page.add("### \(report.verdict.emoji) \(report.verdict.rawValue): \(headline(of: report))\n")
    page.add("\(Summary(report).sentence)\n")
    if let change = report.policyChange {
      page.add("#### \(change.verdict.emoji) the policy changes\n")
      if change.required > 0 { write([change], model: nil, on: &page) }
    }
    write(report.models, on: &page)
    write(report.findings, on: &page)
    return Array(page.text.utf8)
  }

  package func bytes(for report: DocumentReport) -> [UInt8] {
    var page = MarkdownPage(limit: limit)
    page.add("<!-- countersign-lint -->")
    page.add("### \(report.verdict.emoji) \(report.verdict.rawValue): \(report.sentence)\n")
    write(report.findings, on: &page)
    return Array(page.text.utf8)
  }

  private func headline(of report: TransitionReport) -> String {
    let head = MarkdownText.code(report.head.short)
    let range =
      report.isStanding
      ? "as it stands at \(head)"
      : report.base.map { "\(MarkdownText.code($0.short))..\(head)" } ?? "everything up to \(head)"
    let place = (report.branch.map { "\(MarkdownText.code($0)), " } ?? "") + range
    return report.headline(place)
  }

  private func write(_ models: [ModelJudgement], on page: inout MarkdownPage) {
    let order: [Verdict] = [.violated, .undecided, .satisfied]
    var hidden = 0
    for model in order.flatMap({ verdict in models.filter { $0.verdict == verdict } }) {
      let name = MarkdownText.code(model.id.text) + (model.version.map { " " + MarkdownText.code($0) } ?? "")
      let place = "stage \(MarkdownText.code(model.stage.text)), tier \(MarkdownText.code(model.tier.text))"
      guard hidden == 0, page.add("#### \(model.verdict.emoji) \(name), \(place)\n") else {
        hidden += 1
        continue
      }
      if model.gates.isEmpty, model.verdict == .satisfied { page.add("no gate stands before this stage\n") }
      write(model.gates, model: model.id, on: &page)
    }
    if hidden > 0 {
      page.add("\(hidden) more model\(hidden == 1 ? "" : "s") found no room here\n", isClosing: true)
    }
  }

  private func write(_ gates: [GateJudgement], model: ModelID?, on page: inout MarkdownPage) {
    guard !gates.isEmpty, page.add(GateTable.head) else { return }
    var shown = 0
    while shown < gates.count, page.add(GateTable.row(of: gates[shown])) { shown += 1 }
    page.add("", isClosing: true)
    if shown < gates.count {
      page.add("\(gates.count - shown) more gates found no room here\n", isClosing: true)
    }
    if let gate = gates.first(where: { $0.lacking > 0 && !$0.candidates.isEmpty }) {
      page.add("To approve: \(MarkdownText.code(ShellCommand().approve(model, gate: gate.id)))\n")
    }
  }

  private func write(_ findings: [Finding], on page: inout MarkdownPage) {
    let sorted = Severity.allCases.reversed().flatMap { severity in
      findings.filter { $0.severity == severity }
    }
    page.fold(sorted.counts ?? "", open: true, sorted.map(MarkdownReport.item)) { shown in
      sorted.dropFirst(shown).counts.map { "\($0) found no room here; the report as JSON holds them all" }
    }
    let reported = Set(findings.map(\.rule))
    let pages = Manual.groups.flatMap(\.pages).filter { reported.contains($0.rule) }
    page.fold("what the rules mean", pages.map(MarkdownManual.item)) { _ in
      "`countersign explain RULE` tells of the others"
    }
  }

  private static func item(of finding: Finding) -> String {
    let position = finding.position.map { ":\($0.line):\($0.column)" } ?? ""
    let place = finding.path.map { " at " + MarkdownText.code($0 + position) } ?? ""
    let help = finding.help.map { "<br>help: " + MarkdownText.code($0) } ?? ""
    return "- **\(finding.severity.rawValue)** `\(finding.rule.rawValue)`\(place)"
      + "<br>\(MarkdownText.code(finding.message))\(help)"
  }
}
