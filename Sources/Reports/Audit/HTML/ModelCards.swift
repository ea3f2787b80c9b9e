import Governance

/// The models, each with its gates and approvals as its newest transition left them, and its history.
struct ModelCards {
  /// What is kept of one model: one piece of text, and where its history waits.
  private struct Card {
    let id: ModelID
    var state: State?
    var history: [Range<Int>] = []
  }

  private struct State {
    let verdict: Verdict
    let stage: StageID
    let tier: TierID
    let version: String
    let date: Instant
    /// All that stands above the history.
    let body: HTMLFragment
  }

  private var numbers: [ModelID: Int] = [:]
  private var cards: [Card] = []

  /// How many models there are.
  var count: Int { cards.count }

  /// The number of a model's card.
  mutating func number(of model: ModelID) -> Int {
    if let number = numbers[model] { return number }
    cards.append(Card(id: model))
    numbers[model] = cards.count
    return cards.count
  }

  mutating func add(
    _ model: ModelJudgement, _ number: Int, of transition: AuditedTransition, at row: Int,
    to spool: inout HTMLSpool
  ) throws {
    var html = HTMLWriter()
    writeHistory(model, transition, row, on: &html)
    cards[number - 1].history.append(try spool.append(html.take()))
    ModelState(model: model, transition: transition, row: row).write(on: &html)
    cards[number - 1].state = State(
      verdict: model.verdict, stage: model.stage, tier: model.tier, version: model.version ?? "",
      date: transition.date, body: html.take())
  }

  private func writeHistory(
    _ model: ModelJudgement, _ transition: AuditedTransition, _ row: Int, on html: inout HTMLWriter
  ) {
    html.element("tr") { html in
      html.element("td", .class("when")) { html in
        html.date(transition.date)
        html.element("a", .class("id"), .href(HTMLAnchor("t", row)), text: transition.report.head.short)
      }
      let approved = model.gates.filter { !$0.counted.isEmpty }.map { gate in
        "\(gate.id): \(gate.counted.map(gate.name).joined(separator: ", "))"
      }
      html.element("td") { html in
        html.text("\(model.version.map { "\($0), " } ?? "")\(model.stage), tier \(model.tier)")
        html.element(
          "div", .class("note"),
          text: approved.isEmpty ? "approved by nobody" : approved.joined(separator: "; "))
      }
      html.element("td", .class("outcome")) { $0.verdict(model.verdict) }
    }
    html.newline()
  }

  /// Writes the section, in the order of the models' names.
  func write(_ spool: HTMLSpool, on html: inout HTMLWriter, flush emit: AuditFormat.Sink) throws {
    let states = cards.compactMap(\.state)
    try html.section(HTMLAnchor("models"), "Models") { html in
      html.element(
        "p", .class("soft"),
        text:
          "Each model as its newest transition was judged, on the day of that transition. What has expired since is not in it."
      )
      HTMLFilter(
        list: HTMLAnchor("cards"), search: "Search the models", hint: "a name, a person, a digest",
        choices: [
          .init(.verdict, "Verdict", Verdict.allCases.map(\.rawValue)),
          .init(.stage, "Stage", Set(states.map(\.stage)).sorted().map(\.text)),
          .init(.tier, "Tier", Set(states.map(\.tier)).sorted().map(\.text)),
        ]
      ).write(on: &html)
      html.start("div", .id(HTMLAnchor("cards")))
      html.newline()
      for (offset, card) in cards.enumerated().sorted(by: { $0.element.id < $1.element.id }) {
        try write(card, offset + 1, spool, on: &html)
        if html.count > 1 << 16 { try emit(html.take().bytes) }
      }
      html.end("div")
      html.newline()
    }
  }

  private func write(_ card: Card, _ number: Int, _ spool: HTMLSpool, on html: inout HTMLWriter) throws {
    guard let state = card.state else { return }
    try html.element(
      "details", .class("card"), .id(HTMLAnchor("m", number)), .label(.verdict, state.verdict.rawValue),
      .label(.stage, state.stage.text), .label(.tier, state.tier.text)
    ) { html in
      html.element("summary") { html in
        html.element("h3", text: card.id.text)
        html.text(" ")
        html.verdict(state.verdict)
        html.element(
          "span", .class("note"),
          text: " \(state.version.isEmpty ? "" : state.version + ", ")\(state.stage), tier \(state.tier); "
            + "\(counted(card.history.count, "transition")), the last \(state.date.date)")
      }
      html.newline()
      html.fragment(state.body)
      html.start("table", .class("rows"))
      html.element("caption", text: "History, the newest first")
      html.header(
        ("Date and commit", .class("when")), ("Version, stage, tier, and who approved", nil),
        ("Verdict", .class("outcome")))
      html.start("tbody")
      for row in card.history.reversed() { html.fragment(try spool.fragment(at: row)) }
      html.end("tbody")
      html.end("table")
    }
    html.newline()
  }
}
