import Governance

/// What a change of a policy does for people: a line each, loosenings first.
struct PolicyDiffText {
  let style: Style
  let detail: TextReport.Detail

  func text(for report: PolicyDiffReport) -> String {
    var page = Page(style)
    if !report.problems.isEmpty {
      FindingEntries(style: style, detail: detail).write(report.problems, indent: 0, on: &page)
      page.gap()
      page.line(Phrase("nothing was compared: a policy does not load", .unsure))
      return page.text
    }
    if detail != .quiet {
      for difference in report.differences { write(difference, on: &page) }
      page.gap()
    }
    page.line(Phrase(summary(of: report), report.loosens ? .bad : .plain))
    return page.text
  }

  private func write(_ difference: PolicyDifference, on page: inout Page) {
    let word = difference.direction.rawValue
    let width = PolicyDifference.Direction.allCases.map(\.rawValue.utf8.count).max() ?? 0
    let gap = String(repeating: " ", count: width - word.utf8.count + 2)
    let text = difference.text(arrow: style.unicode ? "→" : "->")
    page.line(Phrase(word, ink(of: difference.direction)) + gap, Phrase(text))
  }

  private func ink(of direction: PolicyDifference.Direction) -> Ink {
    switch direction {
    case .loosens: .bad
    case .tightens: .good
    case .changes: .unsure
    }
  }

  private func summary(of report: PolicyDiffReport) -> String {
    let counts = PolicyDifference.Direction.allCases.compactMap { direction -> String? in
      let count = report.count(direction)
      return count == 0 ? nil : "\(direction.rawValue) \(count)"
    }
    let names = "\(report.before) and \(report.after)"
    return counts.isEmpty
      ? "nothing that is judged differs between \(names)"
      : "\(report.after): \(counts.joined(separator: ", "))"
  }
}
