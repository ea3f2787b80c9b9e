import Governance

/// An audit for people: a timeline with a line for each transition, and what it all comes to.
package struct AuditText {
  package let style: Style
  package let detail: TextReport.Detail
  /// Which policy judged.
  package let policy: AuditSummary.Policy

  package init(
    style: Style = Style(), detail: TextReport.Detail = .normal, policy: AuditSummary.Policy = .then
  ) {
    self.style = style
    self.detail = detail
    self.policy = policy
  }

  /// The lines of one transition. Where nothing governed changed there are none, unless all is asked for.
  package func text(for transition: AuditedTransition) -> String {
    var page = Page(style)
    let report = transition.report
    if detail == .quiet { return "" }
    if !transition.isGoverned && transition.acts.isEmpty && detail != .verbose { return "" }
    var what = report.models.map { model in
      "\(model.id)\(model.version.map { " \($0)" } ?? "") (\(model.stage))"
    }
    if report.policyChange != nil { what.append("the policy") }
    if transition.landing == .root { what.insert("the first policy", at: 0) }
    let shown = what.isEmpty ? "nothing governed" : what.prefix(6).joined(separator: ", ")
    let more = what.count > 6 ? " and \(what.count - 6) more" : ""
    let commit = detail == .verbose ? report.head.text : report.head.short
    page.line(
      style.mark(of: report.verdict) + " " + Phrase("\(transition.date.description.prefix(10))  ")
        + Phrase(commit, .faint) + "  ",
      Phrase(shown + more)
        + Phrase(transition.landing == .merge ? "" : ", \(transition.landing.rawValue)", .faint)
        + Phrase(transition.recorded == nil ? "" : ", recorded", .faint))
    for act in transition.acts {
      page.line(
        Phrase("\(act.date.date) \(act.commit.short)", .faint) + "  ", Phrase(act.text), indent: 6)
    }
    let entries = FindingEntries(style: style, detail: detail)
    if policy == .then { entries.write(transition.bypasses, indent: 4, on: &page) }
    if report.verdict != .satisfied {
      for finding in report.findings where finding.severity == .error {
        page.line(
          Phrase("[\(finding.rule.rawValue)]", Ink(finding.verdict)) + " ", Phrase(finding.message), indent: 6
        )
      }
    }
    return page.text
  }

  /// What all transitions come to.
  package func text(for summary: AuditSummary) -> String {
    var page = Page(style)
    page.gap()
    let entries = FindingEntries(style: style, detail: detail)
    let told = AuditText.theatre.union([.bypassDirect, .bypassUnreviewed])
    entries.write(summary.findings.filter { !told.contains($0.rule) }, indent: 0, on: &page)
    if detail != .quiet {
      MeasuresText(summary, style: style, detail: detail).write(on: &page)
      writeTheatre(summary.findings, on: &page)
    }
    let counts = Verdict.allCases.compactMap { verdict in
      (summary.verdicts[verdict] ?? 0) == 0 ? nil : "\(summary.verdicts[verdict] ?? 0) \(verdict.rawValue)"
    }
    page.line(
      style.mark(of: summary.verdict) + " ",
      Phrase(summary.verdict.rawValue, Ink(summary.verdict))
        + ": \(summary.branch) up to \(summary.tip.short)"
        + (summary.root.map { " from \($0.short)" } ?? "") + ", by the policy \(summary.policy.rawValue): "
        + "\(summary.transitions) transition\(summary.transitions == 1 ? "" : "s")"
        + (counts.isEmpty ? "" : ", \(counts.joined(separator: ", "))"))
    if let record = summary.record { page.line(Phrase(AuditText.told(record)), indent: 2) }
    for rule in [Rule.bypassDirect, .bypassUnreviewed, .historyRewritten] {
      let count = summary.findings.filter { $0.rule == rule }.count
      if count > 0 { page.line(Phrase("\(rule.rawValue) \(count)"), indent: 2) }
    }
    // What stands before is the timeline.
    return (detail == .quiet ? "" : "\n") + page.text
  }

  /// What the record of checks has of the branch.
  private static func told(_ record: AuditedRecord) -> String {
    let gap = record.unrecorded.prefix(4).map(\.short).joined(separator: ", ")
    let more = record.unrecorded.count > 4 ? " and \(record.unrecorded.count - 4) more" : ""
    return "record: \(record.delimited) of the branch's transitions"
      + (gap.isEmpty ? "" : ", without \(gap)\(more), which nobody recorded")
      + "; it ends at \(record.tip.short), which --log-tip \(record.tip.short) asks for next time"
  }

  private static let theatre: Set<Rule> = [
    .rubberStampSpeed, .rubberStampBulk, .rubberStampText, .reviewerNeverRejects, .reviewerReciprocal,
  ]

  /// How many findings of one rule are told, unless the reader asks for all.
  private static let mostOfOneRule = 5

  /// What may be no review. A few of each rule, since a list of everybody is no reason to talk to anybody.
  private func writeTheatre(_ findings: [Finding], on page: inout Page) {
    let findings = findings.filter { AuditText.theatre.contains($0.rule) }
    if findings.isEmpty { return }
    page.line(
      Phrase("Worth a talk", .strong)
        + ": figures by claimed dates, no proof of anything; thresholds: `theatre` in the policy")
    let entries = FindingEntries(style: style, detail: detail)
    let rules = findings.map(\.rule)
    for (index, rule) in rules.enumerated() where index == 0 || rules[index - 1] != rule {
      let alike = findings.filter { $0.rule == rule }
      let shown = detail == .verbose ? alike[...] : alike.prefix(AuditText.mostOfOneRule)
      for (place, finding) in shown.enumerated() {
        var finding = finding
        // What to do is the same for all of them.
        if place > 0, detail != .verbose { finding.help = nil }
        entries.write(finding, indent: 2, on: &page)
      }
      if alike.count > shown.count {
        page.line(Phrase("and \(alike.count - shown.count) more; --verbose lists all", .faint), indent: 4)
      }
    }
    page.gap()
  }
}
