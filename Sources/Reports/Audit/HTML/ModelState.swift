import Governance

/// How one model stood after a transition: what was judged, each gate, and who approved it or why that does not count.
struct ModelState {
  let model: ModelJudgement
  let transition: AuditedTransition
  /// The transition's row in the timeline.
  let row: Int

  func write(on html: inout HTMLWriter) {
    html.element("dl", .class("facts")) { html in
      html.element("dt", text: "Judged")
      html.element("dd") { html in
        html.date(transition.date)
        html.text(" with commit ")
        html.element("a", .href(HTMLAnchor("t", row))) { $0.commit(transition.report.head) }
      }
      html.element("dt", text: "Subject")
      html.element("dd") { $0.element("code", text: model.subject.text) }
      html.element("dt", text: "Contributors")
      let names = model.contributors.map(\.text).joined(separator: ", ")
      html.element("dd", text: names.isEmpty ? "none" : names)
    }
    html.newline()
    if model.gates.isEmpty {
      html.element(
        "p",
        text: model.verdict == .satisfied
          ? "No gate stands before stage \(model.stage)." : "No gate could be judged.")
    } else {
      html.element("table", .class("rows")) { html in
        html.element("caption", text: "Gates and approvals")
        html.header(("Gate", .class("gate")), ("Approvals", nil), ("Verdict", .class("outcome")))
        html.element("tbody") { html in
          for gate in model.gates { write(gate, on: &html) }
        }
      }
    }
    let others = Remainder(of: model).findings
    if !others.isEmpty {
      html.element("ul", .class("plain")) { html in
        for finding in others { html.element("li", .class("finding")) { $0.finding(finding) } }
      }
    }
    html.newline()
  }

  private func write(_ gate: GateJudgement, on html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", .scope("row"), .class("gate")) { html in
        html.text(gate.title ?? gate.id.text)
        if let title = gate.title, !title.isExactly(gate.id.text) {
          html.element("div", .class("note"), text: gate.id.text)
        }
      }
      html.element("td") { html in
        html.element("div", text: standing(of: gate))
        let others = gate.otherFindings
        // Where nothing is missing, those that do not count are what stood before.
        let isOpen = gate.verdict != .satisfied
        let shown = gate.approvals.filter { isOpen || $0.standing == .counted }
        let folded = gate.approvals.filter { !isOpen && $0.standing != .counted }
        if !shown.isEmpty || !others.isEmpty {
          html.element("ul", .class("plain")) { html in
            for outcome in shown { html.element("li") { write(outcome, on: &$0) } }
            for finding in others {
              html.element("li", .class("finding")) {
                $0.finding(finding, hasHelp: finding.severity != .note)
              }
            }
          }
        }
        if !folded.isEmpty {
          html.element("details") { html in
            html.element("summary", text: "\(folded.count) more that no slot rests on")
            html.element("ul", .class("plain")) { html in
              for outcome in folded { html.element("li") { write(outcome, on: &$0) } }
            }
          }
        }
      }
      html.element("td", .class("outcome")) { $0.verdict(gate.verdict) }
    }
    html.newline()
  }

  private func standing(of gate: GateJudgement) -> String {
    if gate.required == 0, gate.approvals.isEmpty { return "nobody has to sign" }
    let roles = gate.roles.map(\.text).joined(separator: " or ")
    return "\(gate.counted.count) of \(gate.required)"
      + (gate.lacking > 0 ? "; needs \(gate.lacking) more\(roles.isEmpty ? "" : " by \(roles)")" : "")
  }

  private func write(_ outcome: ApprovalOutcome, on html: inout HTMLWriter) {
    let name = Candidate(outcome.reviewer, for: outcome.delegator).description
    switch outcome.standing {
    case .counted:
      html.element("span", .class("s"), text: "✓")
      html.text(" \(name) approved")
    case .surplus:
      html.element("span", .class("soft"), text: "+")
      html.text(" \(name) approved as well; every slot is filled")
    case .rejected(let rule, let message):
      html.element("span", .class("v"), text: "✗")
      html.text(" \(name)\(rule == .gateVetoed ? "" : " does not count"): ")
      html.element("code", text: rule.rawValue)
      html.text(" \(message)")
    }
    html.text(" ")
    html.element("span", .class("note")) { html in
      guard outcome.record.attribution != .unexamined else {
        // It cannot count whoever signed it, so that nobody looked for its commit.
        if let date = outcome.record.document?.date { html.text("says \(date.date); stood before") }
        return
      }
      html.date(outcome.record.committed)
      html.text(", commit ")
      html.element("code", text: outcome.record.commit.text)
    }
  }
}
