import Foundation
import Governance
import Testing

@testable import Reports

/// JUnit, TAP and GitLab's Code Quality.
@Suite struct SuiteFormatsTests {
  private func tap(_ report: TransitionReport) -> [Substring] {
    String(decoding: TAPReport().bytes(for: report), as: UTF8.self).split(separator: "\n")
  }

  @Test(
    "between them the cases hold every finding, and come to the verdict", arguments: Sample.all.map(\.name))
  func whole(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let cases = report.suites.flatMap(\.cases)
    #expect(cases.flatMap(\.findings).count == report.findings.count)
    #expect(cases.map(\.verdict).reduce(.satisfied) { $0.combined(with: $1) } == report.verdict)
    #expect(!cases.isEmpty)
  }

  @Test("a finding that no part lists fails the case of what belongs to no gate")
  func stray() {
    var report = Sample.satisfied
    report.findings.append(Finding(.mergeConflict, "stray", model: "credit-scoring", gate: "technical"))
    #expect(tap(report).contains("not ok 1 - transition: history and policy"))
  }

  @Test("what is undecided is not ok, an error and a blocker")
  func undecided() {
    #expect(tap(Sample.undecided).contains("not ok 1 - transition: history and policy"))
    let xml = String(decoding: JUnitReport().bytes(for: Sample.undecided), as: UTF8.self)
    #expect(xml.contains("<error message=") && !xml.contains("<failure"))
    let gitlab = String(decoding: GitLabReport().bytes(for: Sample.undecided), as: UTF8.self)
    #expect(gitlab.contains(#""severity": "blocker""#))
  }

  @Test(
    "a directive in a name has no failure pass",
    arguments: ["# SKIP", "#todo", "#  Todo", "## skip", "\\# SKIP"])
  func directives(_ name: String) {
    let finding = Finding(.gateVetoed, "no", gate: GateID(name))
    let gate = Sample.gate(GateID(name), findings: [finding])
    for line in tap(Sample.report(models: [Sample.model(gates: [gate])])) where line.hasPrefix("not ok") {
      // Some harnesses know of no escape: nothing that follows a number sign may read as a directive.
      for part in line.split(separator: "#", omittingEmptySubsequences: false).dropFirst() {
        let word = part.drop { $0 == " " }.prefix(4).lowercased()
        #expect(word != "skip" && word != "todo")
      }
    }
  }

  @Test("an approval that does not count is told even if no finding says so")
  func outcomeWithoutFinding() {
    let outcome = Sample.approval(by: "erin", of: "legal", .rejected(.approvalByOwner, "erin owns the model"))
    let report = Sample.report(models: [Sample.model(gates: [Sample.gate("legal", rejected: [outcome])])])
    let told = "erin's approval does not count [approval-by-owner]: erin owns the model"
    for format in [ReportFormatName.tap, .junit] {
      let text = String(decoding: format.format(style: Style()).bytes(for: report), as: UTF8.self)
      #expect(text.replacing("&apos;", with: "'").contains(told))
    }
  }

  @Test("XML holds neither a bracket nor an ampersand of a name's")
  func xml() {
    let text = String(decoding: JUnitReport().bytes(for: Sample.hostile), as: UTF8.self)
    let own = ["testsuites", "testsuite", "testcase", "failure", "error", "system-out", "?xml"]
    for tag in text.split(separator: "<").dropFirst() {
      let name = tag.drop { $0 == "/" }.prefix { $0 != " " && $0 != ">" && $0 != "/" && $0 != "\n" }
      #expect(own.contains { $0 == name }, "\(name)")
    }
    #expect(!text.contains("]]>"))
  }

  @Test("GitLab gets an array, be it empty, with a line for everything")
  func gitLab() throws {
    #expect(GitLabReport().bytes(for: DocumentReport(documents: 1, findings: [])) == Array("[]\n".utf8))
    let bytes = GitLabReport().bytes(for: Sample.violated)
    let entries = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [[String: Any]])
    #expect(entries.count == Sample.violated.findings.count)
    for entry in entries {
      let place = try #require(entry["location"] as? [String: Any])
      #expect(((place["lines"] as? [String: Int])?["begin"] ?? 0) > 0)
    }
  }
}
