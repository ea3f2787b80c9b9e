import Governance

extension TextReport {
  package func bytes(for report: DocumentReport) -> [UInt8] { Array(text(for: report).utf8) }

  /// What was found in documents alone: the gravest first, and last what it comes to.
  package func text(for report: DocumentReport) -> String {
    var page = Page(style)
    if detail != .quiet {
      FindingEntries(style: style, detail: detail).write(report.findings, indent: 0, on: &page)
      page.gap()
    }
    let verdict = report.verdict
    page.line(
      style.mark(of: verdict) + " ",
      Phrase("\(verdict.rawValue) (exit status \(verdict.exitStatus))", Ink(verdict)) + ": "
        + report.sentence)
    if detail != .quiet, let rule = report.findings.first(where: { $0.severity == .error })?.rule {
      page.line("to read about a rule: " + Phrase("countersign explain \(rule.rawValue)", .command))
    }
    return page.text
  }
}

extension DocumentReport {
  /// What was looked at and what that came to, in words.
  var sentence: String {
    if documents == 0, findings.isEmpty { return "there are no documents here" }
    let place = documents == 1 ? "1 document" : "\(documents) documents"
    return "\(findings.counts ?? "nothing amiss") in \(place)"
  }
}

extension Sequence<Finding> {
  /// How many there are of each severity, in words, the gravest first; nil where there are none.
  var counts: String? {
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      let count = count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension Verdict {
  /// The exit status of every command that judges.
  package var exitStatus: Int {
    switch self {
    case .satisfied: 0
    case .violated: 1
    case .undecided: 2
    }
  }
}
