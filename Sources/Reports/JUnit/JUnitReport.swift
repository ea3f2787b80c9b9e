import Governance

/// The report for CI systems that show tests: JUnit's XML, as Jenkins' schema has it. A suite is a model, a case a
/// gate; what is violated is a failure, what could not be judged an error. There is no time and no host in it.
package struct JUnitReport: ReportFormat {
  package init() {}

  package func bytes(for report: TransitionReport) -> [UInt8] { bytes(of: report.suites) }

  package func bytes(for report: DocumentReport) -> [UInt8] { bytes(of: report.suites) }

  private func bytes(of suites: [ReportSuite]) -> [UInt8] {
    var xml = XMLWriter()
    xml.begin("testsuites", [("name", "countersign")] + counts(suites.flatMap(\.cases)))
    for suite in suites {
      xml.begin("testsuite", [("name", suite.name)] + counts(suite.cases))
      for test in suite.cases { write(test, of: suite, to: &xml) }
      xml.end()
    }
    xml.end()
    return Array(xml.text.utf8)
  }

  private func counts(_ cases: [ReportSuite.Case]) -> [(String, String)] {
    [
      ("tests", "\(cases.count)"), ("failures", "\(cases.count { $0.verdict == .violated })"),
      ("errors", "\(cases.count { $0.verdict == .undecided })"),
    ]
  }

  private func write(_ test: ReportSuite.Case, of suite: ReportSuite, to xml: inout XMLWriter) {
    let name = [("classname", suite.name), ("name", test.name)]
    if test.approvals == nil, test.findings.isEmpty { return xml.element("testcase", name) }
    xml.begin("testcase", name)
    let (errors, others) = (
      test.findings.filter { $0.severity == .error }, test.findings.filter { $0.severity != .error }
    )
    if let first = errors.first {
      xml.element(
        test.verdict == .undecided ? "error" : "failure",
        [("message", first.message), ("type", first.rule.rawValue)], lines: errors.flatMap(\.lines))
    }
    let told = (test.approvals?.lines ?? []) + others.flatMap(\.lines)
    if !told.isEmpty { xml.element("system-out", lines: told) }
    xml.end()
  }
}

extension ReportSuite.Approvals {
  fileprivate var lines: [String] {
    ["approvals: \(counted)"] + rejected + (candidates.map { ["could approve: \($0)"] } ?? [])
  }
}
