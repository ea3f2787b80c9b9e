import Governance

/// The report for people: the verdict, then model by model what is satisfied, what is missing, and the
/// command that supplies it.
package struct TextReport: ReportFormat {
  /// How much is told.
  package enum Detail: Sendable {
    /// The verdict line only.
    case quiet
    /// What a reader needs to act.
    case normal
    /// Notes, approvals that no slot needs, digests and full object ids besides.
    case verbose
  }

  package let style: Style
  package let detail: Detail

  package init(style: Style = Style(), detail: Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  package func bytes(for report: TransitionReport) -> [UInt8] { Array(text(for: report).utf8) }

  /// The report as text, with its final newline.
  package func text(for report: TransitionReport) -> String {
    var page = Page(style)
    headline(report, on: &page)
    if detail == .quiet { return page.text }
    if detail == .verbose { sources(report, on: &page) }
    let entries = FindingEntries(style: style, detail: detail)
    let section = GateSection(style: style, detail: detail, entries: entries)
    if let change = report.policyChange {
      write(change, in: report, section: section, entries: entries, on: &page)
    }
    for model in report.models { write(model, section: section, entries: entries, on: &page) }
    let rest = Remainder(of: report).findings.filter { entries.shows($0) }
    if !rest.isEmpty { page.gap() }
    entries.write(rest, indent: 0, on: &page)
    page.gap()
    Summary(report).write(on: &page)
    return page.text
  }

  private func headline(_ report: TransitionReport, on page: inout Page) {
    let verdict = report.verdict
    let commit = { (id: CommitID) in detail == .verbose ? id.text : id.short }
    let range =
      report.isStanding
      ? "as it stands at \(commit(report.head))"
      : report.base.map { "\(commit($0))..\(commit(report.head))" }
        ?? "everything up to \(commit(report.head))"
    let place = (report.branch.map { "\($0), " } ?? "") + range
    page.line(
      style.mark(of: verdict) + " ", Phrase(verdict.rawValue, Ink(verdict)) + ": " + report.headline(place))
  }

  private func sources(_ report: TransitionReport, on page: inout Page) {
    page.gap()
    if let tree = report.tree { page.line("tree    ", Phrase(tree.text)) }
    if let at = report.at { page.line("at      ", Phrase(at.description)) }
    guard let policy = report.policy else { return }
    page.line("policy  ", Phrase("version \(policy.version) of \(policy.commit), \(policy.digest)"))
    let root = policy.root.map { "\($0), " } ?? ""
    page.line("root    ", Phrase(root + (policy.pinned ? "pinned" : "not pinned")))
  }

  private func write(
    _ change: GateJudgement, in report: TransitionReport, section: GateSection, entries: FindingEntries,
    on page: inout Page
  ) {
    page.gap()
    let version = report.policy.map { ", judged by version \($0.version) at base" } ?? ""
    page.line(style.mark(of: change.verdict) + " ", Phrase("policies/", .strong) + " changes" + version)
    if change.required == 0 { return entries.write(change.findings, indent: 2, on: &page) }
    // What is about the policy as a whole stands below its gate.
    var gate = change
    gate.findings = change.findings.filter { $0.gate != nil }
    section.write([gate], model: nil, on: &page)
    entries.write(change.findings.filter { $0.gate == nil }, indent: 2, on: &page)
  }

  private func write(
    _ model: ModelJudgement, section: GateSection, entries: FindingEntries, on page: inout Page
  ) {
    page.gap()
    page.line(
      style.mark(of: model.verdict) + " ",
      Phrase(model.id.text, .strong) + (model.version.map { " \($0)" } ?? "")
        + ", \(model.stage), tier \(model.tier)")
    if detail == .verbose {
      page.line("subject       ", Phrase(model.subject.text), indent: 2)
      let names = model.contributors.map(\.text).joined(separator: ", ")
      page.line("contributors  ", Phrase(names.isEmpty ? "none" : names), indent: 2)
    }
    if model.gates.isEmpty, model.verdict == .satisfied {
      page.line(Phrase("no gate stands before stage \(model.stage)", .faint), indent: 2)
    }
    section.write(model.gates, model: model.id, on: &page)
    entries.write(Remainder(of: model).findings, indent: 2, on: &page)
  }
}

extension TransitionReport {
  /// Whether this very transition brings the policy that judges it.
  var bringsFirstPolicy: Bool {
    guard let policy else { return false }
    return policy.commit == head && base != head
  }

  /// What was judged, and where.
  ///
  /// - Parameter place: the branch and the commits, as the format shows them.
  func headline(_ place: String) -> String {
    switch (subject, verdict) {
    case (let subject?, _): subject + (branch == nil ? " in " : " on ") + place
    case (nil, .satisfied): "nothing to judge on \(place)"
    case (nil, .violated): "\(place) may not land"
    case (nil, .undecided): "cannot judge \(place)"
    }
  }

  /// What was judged, in a few words; nil where nothing was.
  var subject: String? {
    var parts: [String] = []
    if !models.isEmpty { parts.append(models.count == 1 ? "1 model" : "\(models.count) models") }
    if bringsFirstPolicy { parts.append("the first policy") }
    if policyChange != nil { parts.append("a change of the policy") }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}
