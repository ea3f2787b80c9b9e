import Governance

/// What a reviewer has to look at, for people: what changed, the evidence, and gate by gate what is asked.
package struct ReviewText {
  package let style: Style
  package let detail: TextReport.Detail

  package init(style: Style = Style(), detail: TextReport.Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// The review as text, with its final newline.
  package func text(for review: ReviewReport) -> String {
    var page = Page(style)
    headline(review, on: &page)
    if detail == .quiet { return page.text }
    fields(review, on: &page)
    metrics(review, on: &page)
    files(review, on: &page)
    reports(review, on: &page)
    for gate in review.gates { write(gate, review, on: &page) }
    let general = (review.judgement.map { Remainder(of: $0).findings } ?? review.transition.findings)
      .filter { $0.severity != .note }
    if !general.isEmpty { page.gap() }
    FindingEntries(style: style, detail: detail).write(general, indent: 0, on: &page)
    return page.text
  }

  private func headline(_ review: ReviewReport, on page: inout Page) {
    let report = review.transition
    let range = (report.base.map { "\($0.short).." } ?? "everything up to ") + report.head.short
    let model = review.judgement
    page.line(
      Phrase(review.model.text, .strong) + (model?.version.map { " \($0)" } ?? "")
        + (model.map { ", \($0.stage), tier \($0.tier)" } ?? "") + ": \(range)"
        + (report.branch.map { " to \($0)" } ?? ""))
    if review.baseline == .nothing {
      page.line(Phrase("everything is new: no branch holds the model, and nobody approved it before"))
      return
    }
    let since: String =
      switch review.baseline {
      case .approved(let person, let gate, let date, let commit):
        "since \(person) approved gate \(gate) on \(date.description.prefix(10)) (\(commit.short))"
      case .landed(let commit):
        "since it landed\(report.branch.map { " on \($0)" } ?? "") (\(commit.short))"
      case .named(let commit): "since \(commit.short)"
      case .nothing: ""
      }
    page.line("what changed ", Phrase(since))
  }

  private func fields(_ review: ReviewReport, on page: inout Page) {
    guard review.baseline != .nothing, !review.fields.isEmpty else { return }
    page.gap()
    page.line(Phrase("card", .strong))
    for change in review.fields {
      let lead = Phrase("\(change.field): ")
      switch (change.before, change.after) {
      case (let before?, let after?):
        page.line(
          lead, Phrase(ReviewText.text(of: before), .faint) + " \(arrow) " + ReviewText.text(of: after),
          indent: 2, hang: 4)
      case (nil, let after?):
        page.line(lead + Phrase("+ ", .good), Phrase(ReviewText.text(of: after)), indent: 2, hang: 4)
      case (let before, nil):
        page.line(
          lead + Phrase("- ", .bad), Phrase(before.map(ReviewText.text) ?? "", .faint), indent: 2, hang: 4)
      }
    }
  }

  private func metrics(_ review: ReviewReport, on page: inout Page) {
    guard review.baseline != .nothing, !review.metrics.isEmpty else { return }
    page.gap()
    page.line(Phrase("metrics", .strong))
    for change in review.metrics {
      let name = change.name + (change.slice.map { " (\($0))" } ?? "")
      var value = "\(change.before?.description ?? "none") \(arrow) \(change.after?.description ?? "none")"
      if let difference = change.difference {
        value += difference.description.utf8.first == 0x2D ? ", \(difference)" : ", +\(difference)"
      }
      page.line(Phrase("\(name): "), Phrase(value) + Phrase(" (\(change.path))", .faint), indent: 2, hang: 4)
    }
  }

  private func files(_ review: ReviewReport, on page: inout Page) {
    guard review.baseline != .nothing, !review.files.isEmpty else { return }
    page.gap()
    page.line(Phrase("files", .strong))
    let shown = detail == .verbose ? review.files.count : 40
    for change in review.files.prefix(shown) {
      let ink: Ink = change.kind == .added ? .good : change.kind == .deleted ? .bad : .plain
      page.line(Phrase(change.kind.rawValue, ink) + " ", Phrase(change.path), indent: 2)
    }
    if review.files.count > shown {
      page.line(Phrase("and \(review.files.count - shown) more; -v lists all", .faint), indent: 2)
    }
    if let from = review.baseline.commit,
      let path = ShellCommand(unicode: style.unicode).word(review.directory)
    {
      page.verbatim(
        Phrase("git diff \(from.short) \(review.transition.head.short) -- \(path)", .command), indent: 2)
    }
  }

  private func reports(_ review: ReviewReport, on page: inout Page) {
    guard !review.reports.isEmpty else { return }
    page.gap()
    page.line(Phrase("evidence", .strong))
    for report in review.reports {
      let document = report.record.document
      let failed = document.tests.filter { !$0.passed }
      var parts = ["\(document.name), \(document.produced.description.prefix(10))"]
      parts.append("\(document.metrics.count) metric\(document.metrics.count == 1 ? "" : "s")")
      if !document.tests.isEmpty {
        parts.append(
          failed.isEmpty
            ? "\(document.tests.count) test\(document.tests.count == 1 ? "" : "s") passed"
            : "failed: \(failed.prefix(5).map(\.name).joined(separator: ", "))")
      }
      let attribution = report.record.detached ?? report.record.attribution
      parts.append(
        attribution == .unexamined
          ? "signature not looked at"
          : attribution.identity.map { "signed by \($0)" } ?? "signed by nobody on the roster")
      if !report.isNew, review.baseline != .nothing { parts.append("unchanged") }
      page.line(
        style.mark(of: failed.isEmpty ? .satisfied : .violated) + " ",
        Phrase(parts.joined(separator: ", ")) + Phrase(" (\(report.record.path))", .faint), indent: 2)
    }
  }

  private func write(_ gate: Gate, _ review: ReviewReport, on page: inout Page) {
    page.gap()
    guard let judgement = review.judgement?.gates.first(where: { $0.id == gate.id }) else {
      page.line(
        Phrase("gate \(gate.id)", .strong), Phrase(" does not apply to \(review.model) in this transition"))
      return
    }
    page.line(
      style.mark(of: judgement.verdict) + " " + Phrase("gate \(gate.id)", .strong),
      Phrase(
        (gate.title.map { ", \($0)" } ?? "") + ": \(judgement.counted.count) of \(judgement.required) by "
          + judgement.roles.map(\.text).joined(separator: " or ")), hang: 4)
    for leaf in judgement.leaves where leaf.kind != .applicability && leaf.kind != .tier {
      let values = leaf.readings.map { "\($0.label) = \($0.value)" }.joined(separator: "; ")
      page.line(
        style.mark(of: leaf.verdict) + " ",
        Phrase(leaf.text) + Phrase(values.isEmpty ? "" : ": \(values)", .faint), indent: 2)
    }
    for item in gate.checklist {
      page.line(Phrase("[ ] ") + Phrase(item.id, .strong) + " ", Phrase(item.text), indent: 2)
    }
    if judgement.lacking > 0 {
      page.verbatim(
        Phrase(ShellCommand(unicode: style.unicode).approve(review.model, gate: gate.id), .command), indent: 2
      )
    }
  }

  private var arrow: String { style.unicode ? "→" : "->" }

  /// A value in few words, as a document would have it on one line.
  private static func text(of value: Value) -> String {
    switch value {
    case .null: "nothing"
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): number.description
    case .string(let text): text
    case .list(let values): "[\(values.map(ReviewText.text).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.key): \(ReviewText.text(of: $0.value))" }.joined(separator: ", "))}"
    }
  }
}
