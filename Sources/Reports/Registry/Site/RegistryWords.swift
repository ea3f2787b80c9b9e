import Governance

extension HTMLWriter {
  /// A state by its mark, its word and its colour.
  mutating func state(_ state: ModelStanding.State) {
    let mark = "\(state.mark(unicode: true)) \(state.rawValue)"
    switch state {
    case .approved: element("span", .class("verdict s"), text: mark)
    case .lapsed: element("span", .class("verdict v"), text: mark)
    case .open, .undecided: element("span", .class("verdict u"), text: mark)
    case .ungated, .retired: element("span", .class("verdict soft"), text: mark)
    }
  }

  /// Whether a value keeps within its limits, by mark, word and colour.
  mutating func within(_ point: ModelStanding.KPI.Point) {
    if let objection = point.objection {
      element("span", .class("verdict v"), text: "✗ breached")
      element("div", .class("note"), text: objection)
    } else {
      element("span", .class("verdict s"), text: "✓ within")
    }
  }

  /// What a registry was made of.
  mutating func basis(of report: RegistryReport) {
    element("p", .class("lead")) { html in
      html.text("Branch ")
      html.element("code", text: report.branch)
      html.text(" at ")
      html.commit(report.revision)
      if let at = report.at { html.text(", judged at \(at)") }
      if let policy = report.policy { html.text(", by version \(policy.version) of the policy") }
      html.text(".")
    }
  }

  /// Says where a page of the registry comes from.
  mutating func registryFooter() {
    element("footer") { html in
      html.element(
        "p",
        text:
          "Made by countersign \(Version.current) from the signed history of a git repository. Dates of commits and "
          + "approvals are claims of whoever made them.")
    }
    newline()
  }

  /// A term and what it is, in a list of them.
  mutating func fact(_ term: String, _ content: (inout HTMLWriter) -> Void) {
    element("dt", text: term)
    element("dd", content: content)
  }

  /// A link to a page of the site below or beside this one, whose way up is known.
  mutating func landing(_ landing: ModelStanding.Landing) {
    date(landing.date)
    text(" with ")
    commit(landing.commit)
  }
}
