import Governance

/// The report for test harnesses: the Test Anything Protocol, with a test point for each gate. What is undecided is
/// `not ok`, and nothing is ever skipped. It is version 13, since `prove` refuses what says that it is newer.
package struct TAPReport: ReportFormat {
  package init() {}

  package func bytes(for report: TransitionReport) -> [UInt8] {
    bytes(of: report.suites, verdict: report.verdict, Summary(report).sentence)
  }

  package func bytes(for report: DocumentReport) -> [UInt8] {
    bytes(of: report.suites, verdict: report.verdict, report.sentence)
  }

  private func bytes(of suites: [ReportSuite], verdict: Verdict, _ sentence: String) -> [UInt8] {
    let count = suites.reduce(0) { $0 + $1.cases.count }
    var lines = ["TAP version 13", "1..\(count)"]
    var number = 0
    for suite in suites {
      for test in suite.cases {
        number += 1
        let passed = test.verdict == .satisfied
        lines.append(TAPText.point(number, passed: passed, "\(suite.name): \(test.name)"))
        let isPlain = test.findings.isEmpty && test.approvals?.rejected.isEmpty ?? true
        if !passed || !isPlain { lines += diagnostics(of: test) }
      }
    }
    lines.append(TAPText.comment("\(verdict.rawValue) (exit status \(verdict.exitStatus)): \(sentence)"))
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Maps all the way down: the harnesses' own readers of YAML take a text in a list for a map where it has a colon.
  private func diagnostics(of test: ReportSuite.Case) -> [String] {
    var lines = ["  ---", "  verdict: \(test.verdict.rawValue)"]
    if let approvals = test.approvals {
      lines += TAPText.member("approvals", approvals.counted, indent: 2)
      lines += TAPText.member("could-approve", approvals.candidates, indent: 2)
      if !approvals.rejected.isEmpty { lines.append("  rejected:") }
      for text in approvals.rejected { lines += TAPText.member("- message", text, indent: 4) }
    }
    if !test.findings.isEmpty { lines.append("  findings:") }
    for finding in test.findings {
      let position = finding.position.map { ":\($0.line):\($0.column)" } ?? ""
      lines += ["    - rule: \(finding.rule.rawValue)", "      severity: \(finding.severity.rawValue)"]
      lines += TAPText.member("message", finding.message, indent: 6)
      lines += TAPText.member("at", finding.path.map { $0 + position }, indent: 6)
      lines += TAPText.member("help", finding.help, indent: 6)
    }
    return lines + ["  ..."]
  }
}
