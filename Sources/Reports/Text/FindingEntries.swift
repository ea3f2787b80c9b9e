import Governance

/// Findings as text: severity and rule, what is the case, where, and the next step.
struct FindingEntries {
  let style: Style
  let detail: TextReport.Detail

  /// What stands in nearly every report is said in a few words.
  private static let brief: [Rule: String] = [
    .rootUnpinned: "the trust root is not pinned; --root <commit> pins it"
  ]

  /// Whether the reader gets to see it. Notes about a gate are for those who ask, but a waiver shows in
  /// every report.
  func shows(_ finding: Finding) -> Bool {
    detail == .verbose || finding.severity != .note || finding.gate == nil || finding.rule == .waiverUsed
  }

  /// The findings, the gravest first and otherwise in their order.
  func write(_ findings: [Finding], indent: Int, on page: inout Page) {
    for severity in Severity.allCases.reversed() {
      for finding in findings where finding.severity == severity && shows(finding) {
        write(finding, indent: indent, on: &page)
      }
    }
  }

  /// - Parameter message: what to say in place of the finding's own message, where its surroundings say the
  ///   rest.
  func write(_ finding: Finding, saying message: String? = nil, indent: Int, on page: inout Page) {
    let brief = finding.severity == .note && detail != .verbose ? FindingEntries.brief[finding.rule] : nil
    let message = message ?? brief ?? finding.message
    let label = Phrase("\(finding.severity.rawValue)[\(finding.rule.rawValue)]", Ink(finding.severity))
    page.line(label + ": " + Phrase(message), indent: indent, hang: indent + 2)
    // A note is one short line, unless the reader asks for more.
    if finding.severity == .note, detail != .verbose { return }
    if let place = place(of: finding, besides: message) {
      page.line("--> ", Phrase(place, .faint), indent: indent + 2)
    }
    if let help = finding.help {
      page.line(Phrase("help", .command) + ": ", Phrase(help), indent: indent + 2)
    }
  }

  /// `path:line:column@commit`, as one word that is never broken.
  private func place(of finding: Finding, besides message: String) -> String? {
    let path = finding.path.map { $0 + (finding.position.map { ":\($0.line):\($0.column)" } ?? "") }
    var commit: String?
    if let id = finding.commit, !id.text.isEmpty {
      // What the message names already is not said twice.
      commit = detail == .verbose ? id.text : message.contains(id.short) ? nil : id.short
    }
    guard let path else { return commit.map { "commit \($0)" } }
    return path + (commit.map { "@\($0)" } ?? "")
  }
}

extension Page {
  /// A paragraph with nothing before it.
  mutating func line(_ body: Phrase, indent: Int = 0, hang: Int? = nil) {
    line("", body, indent: indent, hang: hang)
  }
}
