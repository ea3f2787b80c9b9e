import Governance

/// What came of a policy's tests, for people: each case that fails with what was found, then what no case
/// brought about, and last how many passed and failed.
struct PolicyTestText {
  let style: Style
  let detail: TextReport.Detail

  func text(for report: PolicyTestReport) -> String {
    var page = Page(style)
    if !report.problems.isEmpty {
      problems(report, on: &page)
      return page.text
    }
    if report.outcomes.isEmpty {
      nothing(report, on: &page)
      return page.text
    }
    if detail != .quiet {
      for outcome in report.outcomes where !outcome.passed || detail == .verbose {
        write(outcome, on: &page)
      }
      if let coverage = report.coverage { write(coverage, of: report, on: &page) }
    }
    page.gap()
    page.line(Phrase(report.summary, Ink(report.failed == 0 ? .satisfied : .violated)))
    return page.text
  }

  private func problems(_ report: PolicyTestReport, on page: inout Page) {
    for problem in report.problems {
      page.line(Phrase(problem.diagnostic), hang: 2)
      if let help = problem.help { page.line(Phrase("help", .command) + ": ", Phrase(help), indent: 2) }
    }
    page.gap()
    page.line(Phrase("nothing was tested: the policy or its tests do not load", .unsure))
  }

  /// An example to start from: most policies that have no tests have none yet.
  private func nothing(_ report: PolicyTestReport, on page: inout Page) {
    page.line(Phrase("there are no tests in \(report.folder) (*.yaml)", .bad))
    page.gap()
    page.line("A test says what could happen and what the policy has to make of it, such as:")
    page.gap()
    for line in PolicyTestExample.text(folder: report.folder).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      page.verbatim(Phrase(String(line), .command), indent: line.isEmpty ? 0 : 2)
    }
    page.gap()
    page.line(Phrase(report.summary, .bad))
  }

  private func write(_ outcome: PolicyTestReport.Outcome, on page: inout Page) {
    if !outcome.passed { page.gap() }
    let mark = style.mark(of: outcome.passed ? .satisfied : .violated)
    page.line(
      mark + " ", Phrase("\(outcome.path):\(outcome.position.line): ", .faint) + Phrase(outcome.name, .strong)
    )
    if outcome.passed { return }
    for mismatch in outcome.mismatches { page.line(Phrase(mismatch.sentence), indent: 4, hang: 6) }
    let told = outcome.findings.filter { $0.severity == .error || detail == .verbose }
    if told.isEmpty { page.line(Phrase("nothing was found amiss", .faint), indent: 4) }
    for finding in told {
      let weight = finding.severity == .error ? "" : " (\(finding.severity.rawValue))"
      page.line(
        Phrase("\(finding.rule.rawValue)\(weight)", Ink(finding.severity)) + ": " + finding.message,
        indent: 4,
        hang: 6)
    }
  }

  private func write(_ coverage: PolicyCoverage, of report: PolicyTestReport, on page: inout Page) {
    page.gap()
    if coverage.covered < coverage.total { page.line("no case brings about:") }
    for outcome in coverage.missing { page.line("- ", Phrase(outcome.sentence), indent: 2) }
    page.line(Phrase(report.sentence(on: coverage), report.lacksCoverage ? .bad : .plain))
  }
}
