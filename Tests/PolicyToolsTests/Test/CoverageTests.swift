import Governance
import PolicyTools
import Testing

@Suite("The coverage of a policy's tests")
struct CoverageTests {
  private func coverage(_ cases: String...) throws -> PolicyCoverage {
    let items = cases.enumerated().map { Rehearsed.item("case \($0)", $1 + "\nexpect: {verdict: violated}") }
    let report = Rehearsed().report(files: [Rehearsed.head + items.joined()], coverage: true)
    return try #require(report.coverage, "\(report.problems)")
  }

  private func missing(_ cases: String...) throws -> Set<String> {
    let items = cases.enumerated().map { Rehearsed.item("case \($0)", $1 + "\nexpect: {verdict: violated}") }
    let report = Rehearsed().report(files: [Rehearsed.head + items.joined()], coverage: true)
    return Set(try #require(report.coverage, "\(report.problems)").missing.map(CoverageTests.text))
  }

  private static func text(_ outcome: PolicyCoverage.Outcome) -> String {
    "\(outcome.item.owner)\(outcome.item.text.isEmpty ? "" : " \(outcome.item.text)"): \(outcome.result.rawValue)"
  }

  private static let all: Set<String> = [
    "technical: satisfied", "technical: violated", "technical auc at least 0.80: met",
    "technical auc at least 0.80: unmet", "technical auc no more than 0.01 below the baseline: met",
    "technical auc no more than 0.01 below the baseline: unmet", "technical validation: there",
    "technical validation: missing", "board: satisfied", "board: violated", "board: not-applicable",
    "policy: satisfied", "policy: violated",
  ]

  private func evidence(_ auc: String, _ more: String = "") -> String {
    "branch: staging\nevidence: [{name: validation, by: ci, metrics: [{name: auc, value: \(auc)}]\(more)}]"
  }

  @Test func `counts every outcome that can come about, and no other`() throws {
    // Technical applies wherever gates are, so that nothing could bring about its not being asked for.
    #expect(try missing("card: {stage: development}") == CoverageTests.all)
  }

  @Test func `counts a bound only where there is something to read it from`() throws {
    let covered = CoverageTests.all.subtracting(try missing("branch: staging"))
    #expect(covered == ["technical: violated", "technical validation: missing", "board: not-applicable"])
  }

  @Test func `tells the bounds of one metric apart`() throws {
    let base = "base: {metrics: [{name: auc, value: 0.9}]}\n"
    let covered = CoverageTests.all.subtracting(try missing(base + evidence("0.85")))
    #expect(covered.contains("technical auc at least 0.80: met"))
    #expect(covered.contains("technical auc no more than 0.01 below the baseline: unmet"))
    #expect(!covered.contains("technical auc at least 0.80: unmet"))
  }

  @Test func `does not take a failed test of a report for an unmet bound`() throws {
    let covered = CoverageTests.all.subtracting(
      try missing(evidence("0.85", ", tests: [{name: noise, passed: false}]")))
    #expect(covered.contains("technical auc at least 0.80: met"))
    #expect(covered.contains("technical validation: there"))
    #expect(covered.contains("technical: violated"))
  }

  private static let rules: Set<String> = [
    "high card.domain == \"credit\": true", "high card.domain == \"credit\": false",
    "board model.id != \"toy\": true", "board model.id != \"toy\": false",
    "board card.kpis.size() > 0: true", "board card.kpis.size() > 0: false",
    "board !has(card.domain) || stage != \"\": true", "board !has(card.domain) || stage != \"\": false",
  ]

  /// The outcomes of expressions that cases bring about.
  private func ruled(_ cases: String...) throws -> Set<String> {
    var rehearsed = Rehearsed()
    rehearsed.policy = rehearsed.policy.replacing(
      "{id: high}]", with: "{id: high, when: 'card.domain == \"credit\"'}]"
    ).replacing(
      "after: [technical]}",
      with: """
        after: [technical], when: 'model.id != "toy"', conditions: [\
        {rule: card.kpis.size() > 0, message: there have to be KPIs}, \
        {rule: '!has(card.domain) || stage != ""'}]}
        """)
    let items = cases.enumerated().map { Rehearsed.item("case \($0)", $1 + "\nexpect: {verdict: violated}") }
    let report = rehearsed.report(files: [Rehearsed.head + items.joined()], coverage: true)
    let missing = try #require(report.coverage, "\(report.problems)").missing.map(CoverageTests.text)
    return CoverageTests.rules.subtracting(missing)
  }

  @Test func `tells what came of the rules of tiers, of whether gates apply, and of their conditions`() throws
  {
    #expect(
      try ruled("branch: staging\ncard: {domain: credit, kpis: [{name: rate, min: 0.1}]}") == [
        "high card.domain == \"credit\": true", "board model.id != \"toy\": true",
        "board card.kpis.size() > 0: true", "board !has(card.domain) || stage != \"\": true",
      ])
    #expect(
      try ruled("branch: staging\ncard: {id: toy, domain: games, tier: high}") == [
        "high card.domain == \"credit\": false", "board model.id != \"toy\": false",
      ])
  }

  @Test func `does not count what could not be told, but that a condition does not hold`() throws {
    // Without a domain the tier is assumed to be high, and without KPIs there is nothing to be counted.
    #expect(
      try ruled("branch: staging") == [
        "board model.id != \"toy\": true", "board card.kpis.size() > 0: false",
        "board !has(card.domain) || stage != \"\": true",
      ])
  }

  @Test func `takes no answer from a gate of another tier`() throws {
    #expect(try ruled("branch: staging\ncard: {domain: games}") == ["high card.domain == \"credit\": false"])
  }

  @Test func `asks to see a gate that does not apply by its rule alone`() throws {
    var rehearsed = Rehearsed()
    rehearsed.policy = rehearsed.policy.replacing(
      "tiers: [high], after: [technical]}", with: "when: 'tier != \"low\"'}")
    func missing(_ lines: String) throws -> [String] {
      let report = rehearsed.report(
        files: [Rehearsed.head + Rehearsed.item("a case", lines + "\nexpect: {verdict: violated}")],
        coverage: true)
      return try #require(report.coverage, "\(report.problems)").missing.map(CoverageTests.text)
    }
    #expect(try missing("branch: main\ncard: {tier: high}").contains("board: not-applicable"))
    #expect(try !missing("branch: main").contains("board: not-applicable"))
    #expect(try missing("branch: main").contains("technical: satisfied"))
  }

  @Test func `is whole once everything has been seen to hold and not to`() throws {
    let approvals = "\napprovals: [{gate: technical, by: alice}, {gate: technical, by: bob}"
    let coverage = try coverage(
      "branch: staging", evidence("0.85") + approvals + "]", evidence("0.7"),
      evidence("0.85") + "\nbase: {metrics: [{name: auc, value: 0.9}]}",
      evidence("0.85") + "\ncard: {tier: high}" + approvals + "]",
      evidence("0.85") + "\ncard: {tier: high}" + approvals + ", {gate: board, by: greta}]",
      "policy-change: {approvals: [{by: nick}]}", "policy-change: {}")
    #expect(coverage.missing.isEmpty && coverage.percent == 100)
    #expect(coverage.covered == 13 && coverage.total == 13)
  }

  @Test func `rounds down, so that a hundred is all, and is compared unrounded`() {
    let items = (0..<300).map { PolicyCoverage.Outcome(.init(.gate, of: "g\($0)"), .satisfied) }
    var coverage = PolicyCoverage(items)
    for item in items.dropLast() { coverage.record(item) }
    #expect(coverage.percent == 99)
    var report = PolicyTestReport(folder: "tests")
    report.coverage = coverage
    report.requiredCoverage = 100
    #expect(report.lacksCoverage)
    report.requiredCoverage = 99
    #expect(!report.lacksCoverage)
  }
}
