import Governance

/// What came of a policy's tests for a harness: the Test Anything Protocol, version 14.
///
///     document    := version plan body
///     test-point  := ("not ")? "ok" (" " number)? (" - " description)?
///     yaml-block  := "  ---\n" yaml "  ...\n"
enum PolicyTestTAP {
  static func text(for report: PolicyTestReport) -> String {
    var lines = ["TAP version 14"]
    if let problem = report.problems.first {
      lines += report.problems.map { comment($0.diagnostic) }
      lines.append("Bail out! \(Printable(problem.diagnostic).text)")
      return lines.joined(separator: "\n") + "\n"
    }
    // A plan of none is how a harness is told that all was skipped, which is no way to fail.
    guard !report.outcomes.isEmpty else { return "TAP version 14\nBail out! no tests in \(folder(report))\n" }
    let asksForCoverage = report.requiredCoverage != nil
    lines.append("1..\(report.outcomes.count + (asksForCoverage ? 1 : 0))")
    for (index, outcome) in report.outcomes.enumerated() {
      let what = "\(outcome.path):\(outcome.position.line): \(outcome.name)"
      lines.append("\(outcome.passed ? "ok" : "not ok") \(index + 1) - \(description(what))")
      if outcome.passed { continue }
      let findings = outcome.findings.filter { $0.severity == .error }.map {
        "\($0.rule.rawValue): \($0.message)"
      }
      lines.append("  ---")
      lines += list("mismatches", outcome.mismatches.map(\.sentence))
      lines += list("findings", findings)
      lines.append("  ...")
    }
    if let coverage = report.coverage {
      lines += coverage.missing.map { comment("not covered: \($0.sentence)") }
      let sentence = report.sentence(on: coverage)
      lines.append(
        asksForCoverage
          ? "\(report.lacksCoverage ? "not ok" : "ok") \(report.outcomes.count + 1) - \(description(sentence))"
          : comment(sentence))
    }
    lines.append(comment(report.summary))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func folder(_ report: PolicyTestReport) -> String { Printable(report.folder).text }

  private static func comment(_ text: String) -> String { "# \(Printable(text).text)" }

  /// `#` starts a directive, such as one that would have a failure pass as a thing to do.
  private static func description(_ text: String) -> String {
    Printable(text).text.replacingHashes
  }

  /// A list of YAML's, its texts as JSON writes them: which is YAML too.
  private static func list(_ key: String, _ texts: [String]) -> [String] {
    if texts.isEmpty { return ["  \(key): []"] }
    return ["  \(key):"]
      + texts.map { text in
        let bytes = JSONWriter(layout: .line).bytes(of: .string(text)).dropLast()
        return "    - \(String(decoding: bytes, as: UTF8.self))"
      }
  }
}

extension String {
  /// The text with each `#` escaped.
  fileprivate var replacingHashes: String {
    unicodeScalars.reduce(into: "") { $0 += $1 == "#" ? "\\#" : String($1) }
  }
}
