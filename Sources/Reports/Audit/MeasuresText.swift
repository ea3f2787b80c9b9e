import Governance

/// What an audit measured, for people: a few lines below the timeline.
struct MeasuresText {
  private let summary: AuditSummary
  private let style: Style
  private let detail: TextReport.Detail

  /// How many rows a table has, unless the reader asks for all.
  private static let rows = 8

  init(_ summary: AuditSummary, style: Style, detail: TextReport.Detail) {
    self.summary = summary
    self.style = style
    self.detail = detail
  }

  private var measures: AuditMeasures { summary.measures }
  private var load: ReviewLoad { summary.measures.load }

  func write(on page: inout Page) {
    if let person = summary.person {
      page.gap()
      writeTally(of: person, on: &page)
    } else if load.total.decisions > 0 || measures.velocity.landing.count > 0 {
      page.gap()
      writeVelocity(on: &page)
      writeLoad(on: &page)
    } else {
      return
    }
    page.line(Phrase(basis, .faint))
    page.gap()
  }

  private func writeVelocity(on page: inout Page) {
    let velocity = measures.velocity
    if velocity.landing.count == 0 { return }
    page.line(Phrase("Velocity", .strong), ", from the first change: median, nine of ten within, how many")
    row(velocity.landing, Phrase("to the branch"), on: &page)
    let table: [(Phrase, DurationSample)] =
      named(velocity.gates) { "to gate \($0)" }
      + (velocity.tiers.count > 1 ? named(velocity.tiers) { "to the branch, tier \($0)" } : [])
    write(table, on: &page)
    if let (step, share) = velocity.bottleneck {
      page.line(
        Phrase("bottleneck: ") + name(of: step) + ", \(percent(share)) of the time up to the branch",
        indent: 2)
    }
    if !velocity.teams.isEmpty {
      page.line("answers of teams, from the newest change that they cover:", indent: 2)
      write(named(velocity.teams) { "team \($0)" }, on: &page)
    }
    page.gap()
  }

  private func writeLoad(on page: inout Page) {
    let total = load.total
    if total.decisions == 0 { return }
    page.line(Phrase("Reviews", .strong) + ": \(text(of: total)); waivers: \(measures.waivers)")
    let ranking = load.ranking.filter { $0.tally.approvals > 0 }
    let half = load.peopleForHalf
    if half > 0 {
      page.line(
        Phrase(
          "\(count(ranking.count, "person", "people")) approved; \(half == 1 ? "one of them" : "\(half) of them") gave half of it"
        ),
        indent: 2)
    }
    let shown = detail == .verbose ? ranking[...] : ranking.prefix(MeasuresText.rows)
    for (person, tally) in shown {
      let share = load.share(of: tally.approvals).map(percent) ?? ""
      page.line(Phrase(right("\(tally.approvals)", 8) + right(share, 6) + "  "), Phrase(person.text))
    }
    writeRest(ranking.count - shown.count, on: &page)
    page.gap()
  }

  /// What one person did, in place of everybody.
  private func writeTally(of person: IdentityID, on page: inout Page) {
    guard let tally = load.people[person] else {
      page.line(Phrase("\(person)", .strong) + " gave no decision that landed")
      return
    }
    let share = load.share(of: tally.approvals).map { ", \(percent($0)) of all approvals" } ?? ""
    page.line(Phrase("\(person)", .strong) + ": \(text(of: tally, share))")
  }

  /// What the figures rest on, and how far they may be trusted.
  private var basis: String {
    let leftOut = measures.velocity.leftOut
    return [
      "These figures rest on \(count(measures.transitions, "transition")) with \(count(load.total.decisions, "decision"))",
      measures.unjudged > 0 ? ", \(measures.unjudged) of them not judged" : "",
      leftOut > 0 ? "; \(count(leftOut, "duration")) below zero left out" : "",
      measures.implausibleDates > 0 ? "; \(count(measures.implausibleDates, "date")) cannot be true" : "",
      ". Dates are claims, and what never landed is not seen.",
    ].joined()
  }

  private func text(of tally: DecisionTally, _ share: String = "") -> String {
    let again =
      tally.stale == 0
      ? ""
      : ", \(tally.stale) (\(percent(thousandths(tally.stale, of: tally.approvals)))) of what changed again"
    let conditions = tally.conditions == 0 ? "" : ", \(tally.conditions) with conditions"
    let rejected =
      tally.rejections == 0 ? "" : " (\(percent(thousandths(tally.rejections, of: tally.decisions))))"
    return
      "\(count(tally.approvals, "approval"))\(share)\(conditions)\(again); \(count(tally.rejections, "rejection"))\(rejected); "
      + count(tally.withdrawals, "withdrawal")
  }

  private func named<Name: ExactName>(
    _ samples: [Name: DurationSample], _ text: (Name) -> String
  ) -> [(Phrase, DurationSample)] {
    samples.filter { $0.value.count > 0 }.sorted {
      $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
    }.map { (Phrase(text($0.key)), $0.value) }
  }

  private func write(_ table: [(name: Phrase, sample: DurationSample)], on page: inout Page) {
    let shown = detail == .verbose ? table[...] : table.prefix(MeasuresText.rows)
    for (name, sample) in shown { row(sample, name, on: &page) }
    writeRest(table.count - shown.count, on: &page)
  }

  private func row(_ sample: DurationSample, _ name: Phrase, on page: inout Page) {
    guard let median = sample.median, let most = sample.percentile(90) else { return }
    page.line(
      Phrase(right("\(median)", 12) + right("\(most)", 12) + right("\(sample.count)", 7) + "  "), name)
  }

  private func writeRest(_ count: Int, on page: inout Page) {
    if count > 0 { page.line(Phrase("and \(count) more; --verbose lists all", .faint), indent: 4) }
  }

  private func name(of step: Velocity.Step) -> Phrase {
    switch step {
    case .change: "changing it, after the first change"
    case .evidence: "waiting for evidence"
    case .gate(let gate): Phrase("gate \(gate)")
    case .merge: "landing, once all gates were satisfied"
    }
  }

  private func thousandths(_ part: Int, of whole: Int) -> Int {
    whole == 0 ? 0 : (part * 1000 + whole / 2) / whole
  }

  private func percent(_ thousandths: Int) -> String { "\((thousandths + 5) / 10)%" }

  private func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) \(count == 1 ? one : many ?? one + "s")"
  }

  private func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(1, columns - Printable.columns(of: text))) + text
  }
}
