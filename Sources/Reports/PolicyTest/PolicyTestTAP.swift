import Governance

/// What came of a policy's tests for a harness: the Test Anything Protocol, version 13, since `prove` refuses what
/// says that it is newer.
///
///     document    := version plan body
///     test-point  := ("not ")? "ok" (" " number)? (" - " description)?
///     yaml-block  := "  ---\n" yaml "  ...\n"
enum PolicyTestTAP {
  static func text(for report: PolicyTestReport) -> String {
    var lines = ["TAP version 13"]
    if let problem = report.problems.first {
      lines += report.problems.map { TAPText.comment($0.diagnostic) }
      lines.append("Bail out! \(Printable(problem.diagnostic).text)")
      return lines.joined(separator: "\n") + "\n"
    }
    // A plan of none is how a harness is told that all was skipped, which is no way to fail.
    guard !report.outcomes.isEmpty else {
      return "TAP version 13\nBail out! no tests in \(folder(report))\n"
    }
    let asksForCoverage = report.requiredCoverage != nil
    lines.append("1..\(report.outcomes.count + (asksForCoverage ? 1 : 0))")
    for (index, outcome) in report.outcomes.enumerated() {
      let what = "\(outcome.path):\(outcome.position.line): \(outcome.name)"
      lines.append(TAPText.point(index + 1, passed: outcome.passed, what))
      if outcome.passed { continue }
      let findings = outcome.findings.filter { $0.severity == .error }.map {
        "\($0.rule.rawValue): \($0.message)"
      }
      lines.append("  ---")
      for (key, texts) in [("mismatches", outcome.mismatches.map(\.sentence)), ("findings", findings)]
      where !texts.isEmpty {
        lines.append("  \(key):")
        for text in texts { lines += TAPText.member("- message", text, indent: 4) }
      }
      lines.append("  ...")
    }
    if let coverage = report.coverage {
      lines += coverage.missing.map { TAPText.comment("not covered: \($0.sentence)") }
      let sentence = report.sentence(on: coverage)
      lines.append(
        asksForCoverage
          ? TAPText.point(report.outcomes.count + 1, passed: !report.lacksCoverage, sentence)
          : TAPText.comment(sentence))
    }
    lines.append(TAPText.comment(report.summary))
    return lines.joined(separator: "\n") + "\n"
  }

  private static func folder(_ report: PolicyTestReport) -> String { Printable(report.folder).text }
}
