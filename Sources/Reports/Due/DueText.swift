import Governance

/// What comes due for people: a date a line, how far it is away, whose model it is and what comes.
package struct DueText {
  private let style: Style
  private let detail: TextReport.Detail

  /// Of how many models it is told why they could not be judged.
  private static let mostModels = 10

  package init(style: Style = Style(), detail: TextReport.Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// The dates as text, with its final newline.
  package func text(for report: DueReport) -> String {
    var page = Page(style)
    if detail != .quiet {
      let overdue = report.entries.filter(report.isOverdue)
      write("Overdue", overdue, report, on: &page)
      write("To come", Array(report.entries.dropFirst(overdue.count)), report, on: &page)
      writeProblems(report.registry, on: &page)
    }
    page.line(summary(of: report))
    return page.text
  }

  private func write(_ title: String, _ entries: [DueReport.Entry], _ report: DueReport, on page: inout Page)
  {
    if entries.isEmpty { return }
    page.line(Phrase(title, .strong))
    let distances = entries.map { $0.due.distance(from: report.now) }
    let columns = distances.map(\.count).max() ?? 0
    for (entry, distance) in zip(entries, distances) {
      let padding = String(repeating: " ", count: columns - distance.count)
      page.line(
        Phrase(entry.due.date.date + "  ")
          + Phrase(distance, report.isOverdue(entry) ? .bad : .plain) + "\(padding)  ",
        Phrase(entry.due.model.text, .strong) + ": " + entry.due.sentence, indent: 2)
    }
    page.gap()
  }

  /// Why something could not be told, and of which models.
  private func writeProblems(_ registry: RegistryReport, on page: inout Page) {
    let entries = FindingEntries(style: style, detail: detail)
    entries.write(registry.findings.filter { $0.verdict == .undecided }, indent: 0, on: &page)
    let undecided = registry.models.filter { $0.state == .undecided }
    let told = detail == .verbose ? undecided[...] : undecided.prefix(DueText.mostModels)
    for model in told {
      page.line(
        Phrase(model.id.text, .strong) + ": " + Phrase("undecided", .unsure)
          + ", so that none of its dates is known")
      entries.write(model.findings.filter { $0.verdict == .undecided }, indent: 2, on: &page)
    }
    if undecided.count > told.count {
      page.line(Phrase("and \(undecided.count - told.count) more; --verbose tells all", .faint))
    }
    page.gap()
  }

  private func summary(of report: DueReport) -> Phrase {
    let count = report.entries.count
    let overdue = report.entries.count(where: report.isOverdue)
    let within = report.within.map { " within \($0)" } ?? ""
    let place = " on \(report.registry.branch) at \(report.registry.revision.short)"
    if count == 0 {
      return Phrase("nothing", .strong) + (report.problems.isEmpty ? "" : " is known that") + " comes due"
        + within + place
    }
    return Phrase("\(count) date\(count == 1 ? "" : "s")", .strong) + within + place
      + (overdue == 0 ? "" : ", \(overdue) overdue")
  }
}

extension DueDate {
  /// What comes, and who owes it where the words do not say so.
  var sentence: String {
    text + (what == .condition && person != nil ? "; \(person?.text ?? "") owes it" : "")
  }

  /// How many days of the calendar (UTC) it is away.
  fileprivate func distance(from now: Instant) -> String {
    func day(_ instant: Instant) -> Int64 {
      instant.seconds / 86_400 - (instant.seconds % 86_400 < 0 ? 1 : 0)
    }
    let days = day(date) - day(now)
    if days == 0 { return "today" }
    if days.magnitude > 36_525 { return days < 0 ? "long ago" : "far off" }
    let count = "\(days.magnitude) day\(days.magnitude == 1 ? "" : "s")"
    return days < 0 ? "\(count) ago" : "in \(count)"
  }
}
