import Governance

/// Where models stand, for people: a line for each gate, then what is to be done next and by whom.
package struct StatusText {
  package let style: Style
  package let detail: TextReport.Detail

  package init(style: Style = Style(), detail: TextReport.Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// The status as text, with its final newline.
  package func text(for status: StatusReport) -> String {
    var page = Page(style)
    for report in status.transitions {
      page.gap()
      write(report, status.standings, on: &page)
    }
    if status.transitions.isEmpty {
      page.line(Phrase("nothing is on its way: every protected branch holds this commit already"))
      page.line(
        Phrase("help", .command) + ": ",
        Phrase("name a model to see how it stands: countersign status MODEL"), indent: 2)
    }
    return page.text
  }

  private func write(_ report: TransitionReport, _ standings: [ModelStanding], on page: inout Page) {
    let entries = FindingEntries(style: style, detail: detail)
    let range = (report.base.map { "\($0.short).." } ?? "everything up to ") + report.head.short
    let place = range + (report.branch.map { " to \($0)" } ?? "")
    if report.models.isEmpty, report.policyChange == nil {
      page.line(
        style.mark(of: report.verdict) + " ",
        Phrase(
          report.verdict == .undecided ? "cannot judge \(place)" : "no model changes in \(place)"))
    }
    if let change = report.policyChange {
      page.line(
        style.mark(of: change.verdict) + " ", Phrase("policies/", .strong) + ", \(place)")
      GateSection(style: style, detail: detail, entries: entries).write([change], model: nil, on: &page)
    }
    for model in report.models {
      page.gap()
      let standing = standings.first { $0.id == model.id }
      let origin = standing.map { "as it stands" + (report.branch.map { " on \($0)" } ?? "") + $0.origin }
      page.line(
        style.mark(of: model.verdict) + " ",
        Phrase(model.id.text, .strong) + (model.version.map { " \($0)" } ?? "")
          + ", \(model.stage), tier \(model.tier): \(origin ?? place)")
      if detail == .quiet { continue }
      if let standing {
        page.line(
          Phrase(standing.state.rawValue, standing.state.ink) + ": ", Phrase(standing.meaning), indent: 2,
          hang: 4)
      }
      if model.gates.isEmpty, model.verdict == .satisfied {
        page.line(Phrase("no gate stands before stage \(model.stage)", .faint), indent: 2)
      }
      GateSection(style: style, detail: detail, entries: entries)
        .write(model.gates, model: model.id, isBrief: true, on: &page)
      for (number, step) in model.nextSteps.enumerated() {
        if number == 0 { page.line(Phrase("to do", .strong), indent: 2) }
        write(step, number: number + 1, of: model, tellsCommit: standing != nil, on: &page)
      }
    }
    if detail == .quiet { return }
    entries.write(Remainder(of: report).findings.filter { $0.severity == .error }, indent: 2, on: &page)
  }

  private func write(
    _ step: NextStep, number: Int, of model: ModelJudgement, tellsCommit: Bool, on page: inout Page
  ) {
    switch step {
    case .mend(let finding):
      page.line(
        Phrase("\(number). ") + Phrase("put right", .strong) + ": ",
        Phrase(finding.message) + " " + Phrase("[\(finding.rule.rawValue)]", Ink(finding.verdict)), indent: 4,
        hang: 7)
      let place = finding.path.map { $0 + (finding.position.map { ":\($0.line):\($0.column)" } ?? "") }
      let commit = tellsCommit ? finding.commit.map { "@\($0.short)" } ?? "" : ""
      if let place { page.line("--> ", Phrase(place + commit, .faint), indent: 7) }
      if let help = finding.help { page.line(Phrase("help", .command) + ": ", Phrase(help), indent: 7) }
    case .approve(let gate, let lacking, let candidates, let waitsFor):
      let names = candidates.map(\.description).joined(separator: ", ")
      let who =
        candidates.isEmpty
        ? "nobody on the roster could: give someone the role in policies/identities.yaml"
        : candidates.count == lacking ? names : "\(lacking) of \(names)"
      let when = waitsFor.isEmpty ? "" : ", after \(waitsFor.map(\.text).joined(separator: ", "))"
      page.line(
        Phrase("\(number). ") + Phrase("approve \(gate)", .strong) + "\(when): ", Phrase(who), indent: 4,
        hang: 7)
      if candidates.isEmpty { return }
      page.verbatim(
        Phrase(ShellCommand(unicode: style.unicode).approve(model.id, gate: gate), .command), indent: 7)
    }
  }
}
