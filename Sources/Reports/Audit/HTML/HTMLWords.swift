import Governance

/// What several parts of a page say in the same way.
extension HTMLWriter {
  /// A verdict by its mark, its word and its colour.
  mutating func verdict(_ verdict: Verdict) {
    let mark = "\(verdict.mark) \(verdict.rawValue)"
    switch verdict {
    case .satisfied: element("span", .class("verdict s"), text: mark)
    case .violated: element("span", .class("verdict v"), text: mark)
    case .undecided: element("span", .class("verdict u"), text: mark)
    }
  }

  /// A severity by its word and its colour, or how often it was found.
  mutating func severity(_ severity: Severity, _ text: String? = nil) {
    switch severity {
    case .error: element("span", .class("severity v"), text: text ?? severity.rawValue)
    case .warning: element("span", .class("severity u"), text: text ?? severity.rawValue)
    case .note: element("span", .class("severity soft"), text: text ?? severity.rawValue)
    }
  }

  /// A moment; machines read it in full.
  mutating func date(_ date: Instant) { element("time", .label(.title, date.description), text: date.date) }

  /// The start of an id, the whole of which is its title.
  mutating func commit(_ commit: CommitID) {
    element("code", .label(.title, commit.text), text: commit.short)
  }

  /// What was found: how grave, by which rule, what, where, and the next step.
  mutating func finding(_ finding: Finding, hasHelp: Bool = true) {
    severity(finding.severity)
    text(" ")
    element("code", text: finding.rule.rawValue)
    text(" \(finding.message)")
    if let path = finding.path {
      let place = path + (finding.position.map { ":\($0.line):\($0.column)" } ?? "")
      text(" (")
      element("code", text: place)
      text(")")
    }
    if hasHelp, let help = finding.help { element("span", .class("help"), text: "Next: \(help)") }
  }

  /// A sentence of ours, in which what stands between back quotes is code.
  mutating func prose(_ text: String) {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index % 2 == 1 { element("code", text: String(part)) } else { self.text(String(part)) }
    }
  }

  /// A section of the page with its heading.
  mutating func section(
    _ anchor: HTMLAnchor, _ title: String, content: (inout HTMLWriter) throws -> Void
  ) rethrows {
    try element("section", .id(anchor)) { html in
      html.newline()
      html.element("h2", text: title)
      html.newline()
      try content(&html)
    }
    newline()
  }

  /// The cells of a table's header, and with their classes how wide the columns are.
  mutating func header(_ cells: (title: String, class: HTMLAttribute?)...) {
    element("thead") { html in
      html.element("tr") { html in
        for (title, name) in cells {
          if let name {
            html.element("th", .scope("col"), name, text: title)
          } else {
            html.element("th", .scope("col"), text: title)
          }
        }
      }
    }
    newline()
  }
}

extension Verdict {
  /// The mark that stands beside the word, as in text.
  var mark: String {
    switch self {
    case .satisfied: "✓"
    case .violated: "✗"
    case .undecided: "?"
    }
  }
}

/// A number with its noun.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}
