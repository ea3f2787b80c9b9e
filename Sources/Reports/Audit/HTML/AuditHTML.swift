import Governance

/// An audit as one HTML file that needs nothing else: what examiners read, print and keep. Summary, findings, measures,
/// models and timeline stand in it as text and tables; a script only searches and filters.
///
/// What stands first is known last, so the rows wait in a spool: in memory is what grows with the models, the rules and
/// the months, and a few numbers a transition.
package struct AuditHTML: AuditFormat {
  private var spool: HTMLSpool
  private let policy: AuditSummary.Policy
  private let scope: AuditScope
  private var timeline = TimelineRows()
  private var models = ModelCards()
  private var rules = RuleTally()
  private var months = MonthTally()
  private var facts = Facts()

  /// What the summary says besides the figures.
  struct Facts {
    var first: Instant?
    var last: Instant?
    /// The policy that judged last.
    var policy: TransitionReport.PolicySource?
  }

  /// - Parameters:
  ///   - policy: which policy judges.
  ///   - scope: what was asked for.
  ///   - spool: where rows wait.
  package init(policy: AuditSummary.Policy, scope: AuditScope = AuditScope(), spool: any Spool) {
    self.policy = policy
    self.scope = scope
    self.spool = HTMLSpool(spool)
  }

  package func begin(_ emit: Sink) {}

  package mutating func add(_ transition: AuditedTransition, _ emit: Sink) throws {
    let report = transition.report
    facts.first = min(facts.first ?? transition.date, transition.date)
    facts.last = max(facts.last ?? transition.date, transition.date)
    facts.policy = report.policy ?? facts.policy
    months.add(transition)
    // Why an approval does not count that nobody misses, the model's card says.
    let findings =
      (policy == .then ? transition.bypasses : [])
      + report.findings.filter { $0.severity != .note || !AuditHTML.approvals.contains($0.rule) }
    let cards = report.models.map { models.number(of: $0.id) }
    guard let row = try timeline.add(transition, findings, cards: cards, to: &spool) else { return }
    rules.add(findings, of: report.head, at: row)
    for (model, card) in zip(report.models, cards) {
      try models.add(model, card, of: transition, at: row, to: &spool)
    }
  }

  private static let approvals = Set(Manual.approvals.map(\.rule))

  package mutating func finish(_ summary: AuditSummary, _ emit: Sink) throws {
    var html = HTMLWriter()
    func flush() throws { try emit(html.take().bytes) }
    let title = AuditHTMLSummary.title(of: summary)
    HTMLPage.begin(title, on: &html)
    let sections: [(anchor: HTMLAnchor, title: String, isThere: Bool)] = [
      (HTMLAnchor("findings"), "Findings", true),
      (HTMLAnchor("measures"), "Velocity and load", AuditHTMLMeasures.isThere(summary)),
      (HTMLAnchor("theatre"), "Worth a talk", AuditHTMLFindings.hasTheatre(summary)),
      (HTMLAnchor("models"), "Models", models.count > 0),
      (HTMLAnchor("timeline"), "Timeline", true),
    ]
    let overview = AuditHTMLSummary(
      summary: summary, scope: scope, facts: facts, models: models.count, months: months)
    overview.writeHeader(sections.filter(\.isThere).map { ($0.anchor, $0.title) }, on: &html)
    html.start("main", .id(HTMLAnchor("content")))
    html.newline()
    overview.write(on: &html)
    let findings = AuditHTMLFindings(summary: summary, rules: rules)
    findings.write(on: &html)
    if sections[1].isThere { AuditHTMLMeasures(summary).write(on: &html) }
    if sections[2].isThere { findings.writeTheatre(on: &html) }
    try flush()
    if models.count > 0 {
      try models.write(spool, on: &html, flush: emit)
    }
    try timeline.write(spool, on: &html, flush: emit)
    html.end("main")
    html.newline()
    AuditHTMLSummary.writeFooter(on: &html)
    HTMLPage.end(on: &html)
    try flush()
  }
}
