import Governance

/// What a reviewer is about to decide on, for a terminal.
package struct ApprovalBriefingText {
  private let style: Style

  package init(style: Style) { self.style = style }

  /// How many names of files are told before the rest is only counted.
  private static let pathsShown = 4

  package func text(of briefing: ApprovalBriefing) -> String {
    var page = Page(style)
    let what = briefing.model.map { "\($0) \(briefing.version)" } ?? "policies/, version \(briefing.version)"
    page.line(Phrase(what, .strong) + Phrase(", as \(briefing.reviewer)"))
    page.gap()
    func row(_ name: String, _ value: Phrase) {
      page.line(Phrase(name + String(repeating: " ", count: 9 - name.utf8.count), .faint), value, indent: 2)
    }
    row(
      "gate",
      Phrase(briefing.gate.id.text, .strong) + Phrase(briefing.gate.title.map { ", \($0)" } ?? ""))
    if let stage = briefing.stage, let tier = briefing.tier {
      let landing = briefing.branch.map { ", to land on \($0)" } ?? ""
      row("stage", Phrase("\(stage), tier \(tier)\(landing)"))
    } else if let branch = briefing.branch {
      row("branch", Phrase(branch))
    }
    row("subject", Phrase(briefing.subject.text))
    row("commit", Phrase(briefing.commit.short))
    if let change = briefing.change {
      row("changed", Phrase(words(of: change)))
      if let model = briefing.model, let word = ShellCommand(unicode: style.unicode).word(model.text) {
        page.verbatim(Phrase("countersign review \(word)", .command), indent: 11)
      }
    }
    return page.text
  }

  private func words(of change: ApprovalBriefing.Change) -> String {
    let since =
      switch change.since {
      case .approval(let reviewer, let version, let date):
        "since \(reviewer) approved \(version) on \(date.date)"
      case .base(let name): "since \(name)"
      }
    if change.paths.isEmpty { return "nothing \(since)" }
    let shown = change.paths.prefix(ApprovalBriefingText.pathsShown).joined(separator: ", ")
    let hidden = change.paths.count - ApprovalBriefingText.pathsShown
    let count = change.paths.count == 1 ? "1 file" : "\(change.paths.count) files"
    return "\(count) \(since): \(shown)\(hidden > 0 ? " and \(hidden) more" : "")"
  }
}
