import Governance

/// What was measured: how fast changes get through, and who carries the reviews. Each row has its bar beside the
/// figures, so that nothing is told by a picture alone.
struct AuditHTMLMeasures {
  private let summary: AuditSummary
  private let measures: AuditMeasures

  init(_ summary: AuditSummary) {
    self.summary = summary
    measures = summary.measures
  }

  static func isThere(_ summary: AuditSummary) -> Bool {
    summary.measures.load.total.decisions > 0 || summary.measures.velocity.landing.count > 0
  }

  func write(on html: inout HTMLWriter) {
    html.section(HTMLAnchor("measures"), "Velocity and load") { html in
      let velocity = measures.velocity
      if summary.person == nil, velocity.landing.count > 0 {
        html.element("h3", text: "How long changes take")
        if let (step, share) = velocity.bottleneck {
          html.element(
            "p", text: "The bottleneck is \(name(of: step)): \(percent(share)) of the time up to the branch.")
        }
        let longest = ([velocity.landing] + velocity.gates.values + velocity.tiers.values).compactMap {
          $0.percentile(90)?.seconds
        }.max()
        write(
          "From the first change of a model",
          [("to the branch", velocity.landing)] + named(velocity.gates) { "to gate \($0)" }
            + (velocity.tiers.count > 1 ? named(velocity.tiers) { "to the branch, tier \($0)" } : []),
          longest: longest ?? 0, on: &html)
        if !velocity.teams.isEmpty {
          let longest = velocity.teams.values.compactMap { $0.percentile(90)?.seconds }.max()
          write(
            "From the newest change to an approval that counts, by team of who gave it",
            named(velocity.teams) { $0.text }, longest: longest ?? 0, on: &html)
        }
      }
      writeLoad(on: &html)
    }
  }

  private func named<Name: ExactName>(
    _ samples: [Name: DurationSample], _ text: (Name) -> String
  ) -> [(String, DurationSample)] {
    samples.filter { $0.value.count > 0 }.sorted {
      $0.value.count != $1.value.count ? $0.value.count > $1.value.count : $0.key < $1.key
    }.map { (text($0.key), $0.value) }
  }

  private func write(
    _ caption: String, _ rows: [(name: String, sample: DurationSample)], longest: Int64,
    on html: inout HTMLWriter
  ) {
    html.scrolled(caption) { html in
      html.element("caption", text: caption + ": half within the median, nine of ten within the longer bar")
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", .scope("col"), text: "Way")
          html.element("th", .scope("col"), .class("num"), text: "Median")
          html.element("th", .scope("col"), .class("num"), text: "Nine of ten")
          html.element("th", .scope("col"), .class("num"), text: "How many")
          html.element("td", .class("wide"))
        }
      }
      html.element("tbody") { html in
        for (name, sample) in rows {
          guard let median = sample.median, let most = sample.percentile(90) else { continue }
          html.element("tr") { html in
            html.element("th", .scope("row"), text: name)
            html.element("td", .class("num"), text: median.description)
            html.element("td", .class("num"), text: most.description)
            html.element("td", .class("num"), text: "\(sample.count)")
            html.element("td", .class("wide")) { html in
              bar(of: median.seconds, and: most.seconds, to: longest, on: &html)
            }
          }
        }
      }
    }
    html.newline()
  }

  private func writeLoad(on html: inout HTMLWriter) {
    let load = measures.load
    if load.total.decisions == 0 { return }
    html.element("h3", text: "Who carries the reviews")
    let ranking = load.ranking.filter { summary.person == nil || $0.person == summary.person }
    let total = summary.person == nil ? load.total : ranking.first?.tally ?? DecisionTally()
    html.element("p", text: sentence(total, people: ranking.count))
    let most = load.ranking.first?.tally.approvals ?? 0
    html.scrolled("Decisions by person") { html in
      html.element("caption", text: "Decisions that landed, by person")
      html.element("thead") { html in
        html.element("tr") { html in
          html.element("th", .scope("col"), text: "Person")
          for title in ["Approvals", "Share", "Conditions", "Changed again", "Rejections", "Withdrawals"] {
            html.element("th", .scope("col"), .class("num"), text: title)
          }
          html.element("td", .class("wide"))
        }
      }
      html.element("tbody") { html in
        for (person, tally) in ranking {
          html.element("tr") { html in
            html.element("th", .scope("row"), text: person.text)
            html.element("td", .class("num"), text: "\(tally.approvals)")
            html.element("td", .class("num"), text: load.share(of: tally.approvals).map(percent) ?? "")
            for count in [tally.conditions, tally.stale, tally.rejections, tally.withdrawals] {
              html.element("td", .class("num"), text: "\(count)")
            }
            html.element("td", .class("wide")) { html in
              bar(of: Int64(tally.approvals), and: Int64(tally.approvals), to: Int64(most), on: &html)
            }
          }
        }
      }
    }
    html.newline()
  }

  private func sentence(_ total: DecisionTally, people: Int) -> String {
    let half = measures.load.peopleForHalf
    let decisions =
      "\(counted(total.approvals, "approval")), \(counted(total.rejections, "rejection")), "
      + counted(total.withdrawals, "withdrawal")
    if summary.person != nil { return decisions + "." }
    return decisions + " by \(counted(people, "person", "people"))."
      + (half > 0 && people > 1
        ? " \(half == 1 ? "One of them" : "\(half) of them") gave half of the approvals." : "")
      + (total.stale > 0
        ? " \(counted(total.stale, "approval")) had to be given again, for what changed once more." : "")
  }

  /// Two lengths on one scale. It repeats the figures beside it, and is nothing to be read out.
  private func bar(of value: Int64, and most: Int64, to longest: Int64, on html: inout HTMLWriter) {
    func width(_ value: Int64) -> Int {
      longest <= 0 ? 0 : Int((Double(min(value, longest)) / Double(longest) * 1000).rounded())
    }
    html.element(
      "svg", .class("bar"), .fixed("viewBox", "0 0 1000 12"), .fixed("preserveAspectRatio", "none"),
      .fixed("aria-hidden", "true"), .fixed("focusable", "false")
    ) { html in
      if most > value {
        html.element("rect", .class("most"), .number("width", max(2, width(most))), .number("height", 12))
      }
      html.element("rect", .class("median"), .number("width", max(2, width(value))), .number("height", 12))
    }
  }

  private func name(of step: Velocity.Step) -> String {
    switch step {
    case .change: "changing it, after the first change"
    case .evidence: "waiting for evidence"
    case .gate(let gate): "gate \(gate)"
    case .merge: "landing, once all gates were satisfied"
    }
  }

  private func percent(_ thousandths: Int) -> String { "\((thousandths + 5) / 10)%" }
}

extension HTMLWriter {
  /// A table of figures, which a narrow window scrolls by itself.
  fileprivate mutating func scrolled(_ name: String, content: (inout HTMLWriter) -> Void) {
    element(
      "div", .class("scroll"), .fixed("role", "region"), .fixed("tabindex", "0"), .label(.aria, name)
    ) { $0.element("table", content: content) }
  }
}
