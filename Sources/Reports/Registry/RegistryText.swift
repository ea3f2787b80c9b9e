import Governance

/// The registry for people: a line for each model, what the states mean, what is wrong, and what lapses next.
package struct RegistryText {
  package let style: Style
  package let detail: TextReport.Detail
  /// Whether to tell how each model does in service.
  private let tellsKPIs: Bool

  /// How many of what lapses next are named, and how many errors of one model.
  private static let most = 3
  /// Of how many models it is told what is wrong.
  private static let mostModels = 10

  /// - Parameter tellsKPIs: whether to tell how each model does in service even if not all is to be told.
  package init(style: Style = Style(), detail: TextReport.Detail = .normal, tellsKPIs: Bool = false) {
    self.style = style
    self.detail = detail
    self.tellsKPIs = tellsKPIs || detail == .verbose
  }

  /// The registry as text, with its final newline.
  package func text(for report: RegistryReport) -> String {
    var page = Page(style)
    if detail != .quiet {
      if !report.models.isEmpty {
        table(report.models).write(on: &page)
        page.gap()
        writeLegend(report, on: &page)
      }
      writeProblems(report, on: &page)
      if tellsKPIs { writeKPIs(report.models, on: &page) }
      writeNext(report, on: &page)
      FindingEntries(style: style, detail: detail).write(report.findings, indent: 0, on: &page)
    }
    page.line(
      Phrase("\(report.models.count) model\(report.models.count == 1 ? "" : "s")", .strong)
        + " on \(report.branch) at \(report.revision.short)"
        + (report.at.map { ", judged at \($0)" } ?? "")
        + (report.policy.map { ", by version \($0.version) of the policy" } ?? "")
        + (report.models.isEmpty ? "" : ": \(report.counts)"))
    return page.text
  }

  private func table(_ models: [ModelStanding]) -> TextTable {
    let rows = models.map { model in
      [
        TextTable.Cell(
          "\(model.state.mark(unicode: style.unicode)) \(model.state.rawValue)", model.state.ink),
        TextTable.Cell(model.id.text, .strong), TextTable.Cell(model.version ?? ""),
        TextTable.Cell(model.stage?.text ?? ""), TextTable.Cell(model.tier?.text ?? ""),
        TextTable.Cell(model.owner?.text ?? ""), TextTable.Cell(model.gateCount),
        TextTable.Cell(model.expires?.date ?? ""),
      ]
    }
    return TextTable(
      ["", "model", "version", "stage", "tier", "owner", "gates", "until"], rows, style: style)
  }

  /// The states that occur; that what is approved holds need not be told.
  private func writeLegend(_ report: RegistryReport, on page: inout Page) {
    let told = ModelStanding.State.allCases.filter {
      report.count($0) > 0 && ($0 != .approved || detail == .verbose)
    }
    for state in told {
      page.line(
        Phrase("\(state.mark(unicode: style.unicode)) \(state.rawValue)", state.ink) + ": ",
        Phrase(state.meaning))
    }
    if !told.isEmpty { page.gap() }
  }

  private func writeProblems(_ report: RegistryReport, on page: inout Page) {
    let entries = FindingEntries(style: style, detail: detail)
    let told = report.models.filter { !(detail == .verbose ? $0.findings : $0.news).isEmpty }
    for model in detail == .verbose ? told[...] : told.prefix(RegistryText.mostModels) {
      page.line(
        Phrase(model.id.text, .strong) + (model.version.map { " \($0)" } ?? "") + ": "
          + Phrase(model.state.rawValue, model.state.ink)
          + (model.since.map { ", as it landed with \($0.commit.short) (\($0.date.date))" } ?? ""))
      if detail == .verbose {
        entries.write(model.findings, indent: 2, on: &page)
        continue
      }
      // Why it lapsed says more than what is missing since.
      let errors =
        model.news.filter { ModelStanding.lapses.contains($0.rule) }
        + model.news.filter { !ModelStanding.lapses.contains($0.rule) }
      for finding in errors.prefix(RegistryText.most) {
        page.line(
          Phrase("[\(finding.rule.rawValue)]", Ink(finding.verdict)) + " ", Phrase(finding.message),
          indent: 2,
          hang: 4)
      }
      if errors.count > RegistryText.most {
        page.line(Phrase("and \(errors.count - RegistryText.most) more", .faint), indent: 2)
      }
    }
    if told.isEmpty || detail == .verbose { return page.gap() }
    let rest = told.count - RegistryText.mostModels
    page.line(
      Phrase(
        (rest > 0 ? "and \(rest) more models; " : "")
          + "--verbose tells all, countersign status MODEL what to do",
        .faint))
    page.gap()
  }

  private func writeKPIs(_ models: [ModelStanding], on page: inout Page) {
    let rows = models.flatMap { model in
      model.kpis.map { kpi in
        let ink: Ink = kpi.isBreached.map { $0 ? .bad : .good } ?? .faint
        let mark = kpi.isBreached.map { isBreached in
          isBreached ? (style.unicode ? "✗" : "no") : (style.unicode ? "✓" : "ok")
        }
        return [
          TextTable.Cell(mark ?? "", ink), TextTable.Cell(model.id.text, .strong),
          TextTable.Cell(kpi.name), TextTable.Cell(kpi.newest?.value.description ?? "none", ink),
          TextTable.Cell(kpi.limits), TextTable.Cell(kpi.newest?.until.date ?? ""),
        ]
      }
    }
    if rows.isEmpty { return }
    TextTable(["", "in service", "measure", "reported", "limits", "until"], rows, style: style).write(
      on: &page)
    page.gap()
  }

  private func writeNext(_ report: RegistryReport, on page: inout Page) {
    let next = report.nextToLapse
    if next.isEmpty { return }
    page.line(Phrase("Lapses next, if nobody approves anew", .strong))
    for model in detail == .verbose ? next[...] : next.prefix(RegistryText.most) {
      let gate = model.nextToExpire.map { ": gate \($0.id)" } ?? ""
      page.line(
        Phrase("\(model.expires?.date ?? "")  "), Phrase(model.id.text, .strong) + gate, indent: 2)
    }
    page.gap()
  }
}
