import Governance

/// How a judgement came about, for people: the rules of tier and gates with the values they rest on, who signed,
/// and who would have to.
package struct ExplanationText {
  package let style: Style
  package let detail: TextReport.Detail

  package init(style: Style = Style(), detail: TextReport.Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// The explanation as text, with its final newline.
  package func text(for explanation: Explanation) -> String {
    var page = Page(style)
    let report = explanation.report
    guard let model = explanation.judgement else {
      nothing(explanation, on: &page)
      return page.text
    }
    let range = (report.base.map { "\($0.short)..." } ?? "") + report.head.short
    let origin =
      if let standing = explanation.standing {
        "as it stands" + (report.branch.map { " on \($0)" } ?? "") + standing.origin
      } else { range + (report.branch.map { " to \($0)" } ?? "") }
    page.line(
      style.mark(of: model.verdict) + " ",
      Phrase(model.verdict.rawValue, Ink(model.verdict)) + ": " + Phrase(model.id.text, .strong)
        + (model.version.map { " \($0)" } ?? "") + ", " + origin)
    if let standing = explanation.standing { write(standing, explanation, on: &page) }
    if explanation.gate == nil { place(model, explanation, on: &page) }
    for gate in explanation.gates { write(gate, explanation, on: &page) }
    if explanation.gates.isEmpty, let gate = explanation.gate {
      page.gap()
      page.line(
        Phrase("gate \(gate) does not apply to \(model.id) at stage \(model.stage), tier \(model.tier)"))
      write(model.leaves.filter { $0.text.utf8.starts(with: "gate \(gate) ".utf8) }, explanation, on: &page)
    }
    if explanation.gate == nil { remainder(model, on: &page) }
    return page.text
  }

  private func nothing(_ explanation: Explanation, on page: inout Page) {
    let report = explanation.report
    let range = (report.base.map { "\($0.short)..." } ?? "") + report.head.short
    if report.verdict == .undecided {
      page.line(style.mark(of: .undecided) + " ", Phrase("cannot judge \(range)"))
    } else {
      page.line(Phrase("\(explanation.model) does not change in \(range): nothing of it is judged"))
      page.line(
        Phrase("help", .command) + ": ",
        Phrase("name a change that touches it: --base <rev> --head <rev>"), indent: 2)
    }
    FindingEntries(style: style, detail: detail).write(
      report.findings.filter { $0.severity == .error }, indent: 2, on: &page)
  }

  /// How a model stands that has landed. What took its approval back is told below, unless a gate alone is asked for.
  private func write(_ standing: ModelStanding, _ explanation: Explanation, on page: inout Page) {
    page.line(
      Phrase(standing.state.rawValue, standing.state.ink) + ": ", Phrase(standing.meaning), indent: 2, hang: 4
    )
    let reasons = standing.errors.filter { ModelStanding.lapses.contains($0.rule) && $0.gate == nil }
    for finding in explanation.gate == nil ? [] : reasons {
      page.line(
        Phrase("[\(finding.rule.rawValue)]", Ink(finding.verdict)) + " ", Phrase(finding.message), indent: 2,
        hang: 4)
      let place = finding.path.map { $0 + (finding.commit.map { "@\($0.short)" } ?? "") }
      if let place { page.line(Phrase(place, .faint), indent: 4) }
    }
    for kpi in standing.kpis {
      let value = kpi.newest.map { "\($0.value) until \($0.until.date)" } ?? "nothing reported"
      let ink: Ink = kpi.isBreached.map { $0 ? .bad : .good } ?? .faint
      page.line(
        Phrase("in service ", .strong) + "\(kpi.name) ", Phrase(value, ink) + ", \(kpi.limits)", indent: 2,
        hang: 4)
    }
  }

  /// At which stage and in which tier the model is judged, and why.
  private func place(_ model: ModelJudgement, _ explanation: Explanation, on page: inout Page) {
    page.gap()
    let card = explanation.card
    func declared(_ field: String) -> String {
      guard let card, let position = card.positions[field] else { return "" }
      return place(Leaf.Reading(field, "", path: card.path, position: position), explanation)
    }
    page.line(
      Phrase("stage ", .strong) + model.stage.text
        + (card?.stage == nil ? ", that of the branch" : ", the card's") + " ",
      Phrase(declared("stage"), .faint), hang: 4)
    page.line(
      Phrase("tier ", .strong) + model.tier.text
        + (card?.tier.map { ", the card's is \($0)" } ?? ", the card names none") + " ",
      Phrase(declared("tier"), .faint), hang: 4)
    write(model.leaves, explanation, on: &page)
    let contributors = model.contributors.map(\.text).joined(separator: ", ")
    page.line(
      Phrase("contributors ", .strong), Phrase(contributors.isEmpty ? "none" : contributors), hang: 4)
    page.line(Phrase("subject ", .strong), Phrase(model.subject.text), hang: 4)
  }

  private func write(_ gate: GateJudgement, _ explanation: Explanation, on page: inout Page) {
    page.gap()
    let roles = gate.roles.map(\.text).joined(separator: " or ")
    page.line(
      style.mark(of: gate.verdict) + " " + Phrase("gate \(gate.id)", .strong),
      Phrase(": \(gate.counted.count) of \(gate.required) approvals by \(roles)"))
    if let waiver = gate.waiver {
      let names = waiver.approvers.map(\.text).joined(separator: ", ")
      page.line(
        style.mark(of: .satisfied) + " ",
        Phrase("waived by \(names) until \(waiver.expires.date): \(waiver.reason)"), indent: 2)
      page.line(Phrase(waiver.path, .faint), indent: 6)
    }
    for outcome in gate.approvals { write(outcome, on: &page) }
    write(gate.leaves, explanation, on: &page)
    let entries = FindingEntries(style: style, detail: detail)
    let told: Set<Rule> = [.thresholdUnmet, .conditionUnmet, .gateUnsatisfied]
    entries.write(
      gate.otherFindings.filter { !told.contains($0.rule) && $0.severity != .note }, indent: 2, on: &page)
    if let completions = gate.completions { write(completions, of: gate, on: &page) }
  }

  private func write(_ outcome: ApprovalOutcome, on page: inout Page) {
    let record = outcome.record
    let name = Phrase(Candidate(outcome.reviewer, for: outcome.delegator).description)
    switch outcome.standing {
    case .counted: page.line(style.mark(of: .satisfied) + " ", name + " counts", indent: 2)
    case .surplus: page.line(style.mark(of: .satisfied) + " ", name + " approves as well", indent: 2)
    case .rejected(let rule, let message):
      page.line(
        style.mark(of: .violated) + " ",
        name + " does not count " + Phrase("[\(rule.rawValue)]", Ink(.violated)) + ": \(message)", indent: 2)
    }
    var parts = ["\(record.path)@\(commit(record.commit))", shown(record.attribution)]
    if let detached = record.detached { parts.append("detached: \(shown(detached))") }
    page.line(Phrase(parts.joined(separator: ", "), .faint), indent: 6)
  }

  private func write(_ leaves: [Leaf], _ explanation: Explanation, on page: inout Page) {
    for leaf in leaves {
      let asksNothing = leaf.kind == .tier || leaf.kind == .applicability
      let mark =
        asksNothing && leaf.verdict != .undecided
        ? Phrase(style.unicode ? "·" : "- ", .faint) : style.mark(of: leaf.verdict)
      let answer = asksNothing ? leaf.answer.map { ": \($0)" } ?? "" : ""
      page.line(mark + " ", Phrase(leaf.text) + Phrase(answer, .strong), indent: 2)
      for reading in leaf.readings {
        let place = place(reading, explanation)
        page.line(
          Phrase("\(reading.label) = "),
          Phrase(reading.value) + Phrase(place.isEmpty ? "" : "  \(place)", .faint),
          indent: 6, hang: 8)
      }
    }
  }

  /// `path:line@commit, signed by …`.
  private func place(_ reading: Leaf.Reading, _ explanation: Explanation) -> String {
    guard let path = reading.path else { return "" }
    let origin = explanation.origins[Explanation.Place(path: path, isAtBase: reading.isAtBase)]
    let line = reading.position.map { ":\($0.line)" } ?? ""
    let id = (origin?.commit ?? reading.commit).map { "@\(commit($0))" } ?? ""
    return "\(path)\(line)\(id)" + (origin.map { ", \(shown($0.attribution))" } ?? "")
  }

  /// Who signed, in a few words; by which key for whoever asks.
  private func shown(_ attribution: Attribution) -> String {
    switch attribution {
    case .unsigned: return "unsigned"
    case .unexamined: return "signature not looked at"
    case .malformed: return "signature malformed"
    case .invalid: return "signature invalid"
    case .unknownSigner(let key, _): return "signed by an unknown key\(key.map { " \($0)" } ?? "")"
    case .signed(let identity, let key, let state):
      let parts = [detail == .verbose ? key.text : nil, state == .valid ? nil : "\(state)"].compactMap { $0 }
      return "signed by \(identity)" + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))")
    }
  }

  private func commit(_ id: CommitID) -> String { detail == .verbose ? id.text : id.short }

  private func write(_ completions: Completions, of gate: GateJudgement, on page: inout Page) {
    let lead = Phrase("to satisfy it", .command) + ": "
    let others = gate.leaves.contains { $0.verdict != .satisfied && $0.kind != .applicability }
    let also = others ? ", besides what it asks of the model" : ""
    guard let first = completions.sets.first else {
      page.line(lead, Phrase("nobody on the roster could sign: give someone the role"), indent: 2)
      return
    }
    let pool = completions.sets.reduce(into: [Candidate]()) { pool, set in
      for candidate in set where !pool.contains(candidate) { pool.append(candidate) }
    }
    let names = pool.map(\.description).joined(separator: ", ")
    if completions.sets.count == 1 {
      page.line(
        lead,
        Phrase(
          "\(first.map(\.description).joined(separator: " and ")) \(first.count == 1 ? "has" : "have") to sign\(also)"
        ), indent: 2)
    } else if !completions.isCut, completions.sets.count == combinations(of: pool.count, taking: first.count)
    {
      page.line(lead, Phrase("any \(first.count) of \(names)\(also)"), indent: 2)
    } else {
      let shown = completions.sets.prefix(6).map { $0.map(\.description).joined(separator: " and ") }
      let rest = completions.sets.count > 6 || completions.isCut ? ", or others" : ""
      page.line(lead, Phrase(shown.joined(separator: ", or ") + rest + also), indent: 2)
    }
  }

  private func combinations(of count: Int, taking chosen: Int) -> Int {
    (0..<chosen).reduce(1) { $0 * (count - $1) / ($1 + 1) }
  }

  private func remainder(_ model: ModelJudgement, on page: inout Page) {
    let findings = Remainder(of: model).findings
    let entries = FindingEntries(style: style, detail: detail)
    if findings.contains(where: entries.shows) { page.gap() }
    entries.write(findings, indent: 0, on: &page)
  }
}

extension Leaf {
  /// What came of a rule that asks nothing; nil where it has no value.
  var answer: String? {
    switch verdict {
    case .satisfied: "yes"
    case .violated: "no"
    case .undecided: nil
    }
  }
}
