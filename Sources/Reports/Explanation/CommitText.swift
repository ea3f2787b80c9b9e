import Governance

/// What a commit is, for people.
package struct CommitText {
  package let style: Style
  package let detail: TextReport.Detail

  package init(style: Style = Style(), detail: TextReport.Detail = .normal) {
    self.style = style
    self.detail = detail
  }

  /// The explanation as text, with its final newline.
  package func text(for commit: CommitExplanation) -> String {
    var page = Page(style)
    page.line(
      Phrase("commit ") + Phrase(detail == .verbose ? commit.commit.text : commit.commit.short, .strong)
        + " of \(commit.date)" + (commit.title.isEmpty ? "" : ": \(commit.title)"))
    if detail == .quiet {
      for landing in commit.landings { write(landing, of: commit, on: &page) }
      return page.text
    }
    page.line(Phrase("signed", .strong) + ": ", signature(commit), indent: 2)
    writePeople(commit, on: &page)
    writeParts(commit, on: &page)
    page.gap()
    for landing in commit.landings { write(landing, of: commit, on: &page) }
    for branch in commit.absent {
      page.line(Phrase("\(branch)", .strong) + " does not have it")
    }
    if commit.landings.isEmpty, commit.absent.isEmpty {
      page.line(Phrase("there is no protected branch here"))
    }
    return page.text
  }

  private func signature(_ commit: CommitExplanation) -> Phrase {
    if commit.policy == nil {
      return Phrase("no policy that loads says whose keys count")
    }
    if let problem = commit.attribution.problem {
      return Phrase("it \(problem.message)", .bad) + " " + Phrase("[\(problem.rule.rawValue)]", .bad)
    }
    guard case .signed(let identity, let key, _) = commit.attribution else {
      return Phrase("it is not signed", .bad)
    }
    return Phrase("by \(identity)", .good)
      + (commit.isForged ? ", a forge, which vouches for the author" : "")
      + (detail == .verbose ? " with key \(key)" : "")
  }

  private func writePeople(_ commit: CommitExplanation, on page: inout Page) {
    var told: [String] = []
    for person in commit.people {
      let who = person.identity?.text ?? "nobody of the roster"
      let address = "\(person.name.isEmpty ? "" : person.name + " ")<\(person.email)>"
      if person.part == .committer, person.email.isExactly(commit.people[0].email), detail != .verbose {
        continue
      }
      told.append("\(person.part.rawValue) \(address) is \(who)")
    }
    page.line(Phrase("people", .strong) + ": ", Phrase(told.joined(separator: "; ")), indent: 2)
    // Of what changes nothing that is approved nobody has to answer for the change.
    if commit.policy == nil || !commit.parts.contains(where: \.isContribution) { return }
    let names = commit.charged.map(\.text).joined(separator: ", ")
    page.line(
      Phrase("charged to", .strong) + ": ", Phrase(names.isEmpty ? "nobody" : names), indent: 2)
  }

  private func writeParts(_ commit: CommitExplanation, on page: inout Page) {
    if commit.parts.isEmpty {
      page.line(Phrase("it changes neither a model nor the policy by itself"), indent: 2)
    }
    for part in commit.parts {
      let name = part.model?.text ?? "the policy"
      let what =
        part.isContribution
        ? "it contributes to what is approved, so whom it is charged to may not approve that"
        : "it changes nothing that is approved"
      page.line(Phrase(name, .strong) + ": ", Phrase(what), indent: 2, hang: 4)
      for file in part.files {
        let outcome = commit.landings.lazy.compactMap { $0.outcome(of: file, from: commit.commit) }.first
        page.line(
          Phrase(file.summary)
            + (outcome.map { " " + Phrase("[\($0)]", $0 == "counted" ? .good : .faint) } ?? ""),
          indent: 4, hang: 6)
        if detail == .verbose { page.line("--> ", Phrase(file.path, .faint), indent: 6) }
      }
    }
  }

  private func write(_ landing: CommitExplanation.Landing, of commit: CommitExplanation, on page: inout Page)
  {
    let report = landing.report
    let how =
      report.head == commit.commit
      ? "it is itself a step of \(landing.branch)"
      : "it landed on \(landing.branch) with \(report.head.short)"
    page.line(
      style.mark(of: report.verdict) + " ",
      Phrase("\(how), on \(landing.date.date): ") + Phrase(report.verdict.rawValue, Ink(report.verdict)))
    if report.verdict == .satisfied || detail == .quiet { return }
    FindingEntries(style: style, detail: detail).write(
      report.findings.filter { $0.severity == .error }, indent: 2, on: &page)
  }
}
