import Governance

/// The pages of all rules, as `countersign explain` prints them.
package enum Manual {
  /// Rules that belong together, under one title.
  package struct Group: Sendable {
    package let title: String
    package let pages: [ManualPage]
  }

  /// No rule has this id.
  package struct UnknownRule: Error, Sendable, CustomStringConvertible {
    /// The id that was asked for, as it was typed.
    package let id: String
    /// The rule whose id comes nearest, if one comes near.
    package let suggestion: Rule?

    /// The message for people, safe to print.
    package var description: String {
      let next = suggestion.map { "did you mean \($0.rawValue)?" } ?? "`countersign explain` lists all rules"
      return "there is no rule \(Printable(id).text): \(next)"
    }
  }

  /// All pages, in the order of the manual.
  package static let groups: [Group] = [
    Group(title: "History", pages: history),
    Group(title: "Signatures", pages: signatures),
    Group(title: "Policy", pages: policy),
    Group(title: "Documents", pages: documents),
    Group(title: "Gates", pages: gates),
    Group(title: "Approvals", pages: approvals),
    Group(title: "Separation of duties", pages: separation),
    Group(title: "Waivers", pages: waivers),
    Group(title: "After deployment", pages: deployment),
    Group(title: "Theatre", pages: theatre),
  ]

  /// The page of a rule.
  ///
  /// - Throws: `UnknownRule`, with the nearest rule, if no rule has exactly this id.
  package static func page(for id: String) throws(UnknownRule) -> ManualPage {
    let page = groups.lazy.flatMap(\.pages).first { $0.rule.rawValue.isExactly(id) }
    guard let page else { throw UnknownRule(id: id, suggestion: Resemblance.nearest(to: id)) }
    return page
  }

  /// All rules with their summaries, group by group.
  package static func index(_ style: Style = Style()) -> String {
    var page = Page(style)
    let columns = Rule.allCases.map(\.rawValue.utf8.count).max() ?? 0
    for group in groups {
      page.gap()
      let isReported = group.pages.contains(where: \.isReported)
      page.line(Phrase(group.title, .strong) + (isReported ? "" : ", not reported by this version yet"))
      for entry in group.pages {
        let id = entry.rule.rawValue
        let padding = String(repeating: " ", count: columns - id.utf8.count + 2)
        page.line(
          Phrase(id, .command) + padding,
          Phrase(entry.summary + (entry.isReported || !isReported ? "" : " (not reported yet)")), indent: 2)
      }
    }
    page.gap()
    page.line("to read about a rule: " + Phrase("countersign explain RULE", .command))
    return page.text
  }
}
