import Governance
import PolicyTools
import Testing

@Suite("The tests of a policy")
struct PolicyTestRunTests {
  private static let bare = "branch: staging\ncontributors: [erin]\n"

  private func mismatches(_ expect: String) throws -> [PolicyTestReport.Mismatch] {
    try Rehearsed().outcome(PolicyTestRunTests.bare + "expect: \(expect)").mismatches
  }

  @Test func `fail where anything comes otherwise than expected`() throws {
    #expect(
      try mismatches("{verdict: violated, tier: low, gates: {technical: violated, board: not-applicable}}")
        == [])
    #expect(
      try mismatches("{verdict: satisfied}") == [.init(.verdict, expected: "satisfied", actual: "violated")])
    #expect(
      try mismatches("{verdict: undecided, tier: high}") == [
        .init(.verdict, expected: "undecided", actual: "violated"),
        .init(.tier, expected: "high", actual: "low"),
      ])
    #expect(
      try mismatches("{verdict: violated, gates: {board: violated, technical: not-applicable}}") == [
        .init(.gate("board"), expected: "violated", actual: "not-applicable"),
        .init(.gate("technical"), expected: "not-applicable", actual: "violated"),
      ])
  }

  @Test func `ask for exactly the rules that they name`() throws {
    #expect(try mismatches("{verdict: violated, rules: [evidence-missing, gate-unsatisfied]}") == [])
    #expect(
      try mismatches("{verdict: violated, rules: [gate-unsatisfied]}") == [
        .init(.rules, expected: "gate-unsatisfied", actual: "evidence-missing, gate-unsatisfied")
      ])
    #expect(
      try mismatches("{verdict: violated, rules: []}") == [
        .init(.rules, expected: "none", actual: "evidence-missing, gate-unsatisfied")
      ])
  }

  private static let two =
    Rehearsed.head + Rehearsed.item("the first of them", bare + "expect: {verdict: violated}")
    + Rehearsed.item("and another one", bare + "expect: {verdict: satisfied}")

  @Test func `run file by file and case by case`() {
    let report = Rehearsed().report(files: [PolicyTestRunTests.two, PolicyTestRunTests.two])
    #expect(report.outcomes.map(\.passed) == [true, false, true, false])
    #expect(report.outcomes.map(\.path).last == "policies/tests/1.yaml")
    #expect(report.passed == 2 && report.failed == 2 && report.verdict == .violated)
  }

  @Test(arguments: [
    ("first", 1), ("first*them", 1), ("a", 1), ("o", 2), ("*", 2), ("First", 0), ("them*first", 0), ("", 2),
  ])
  func `run as their names are asked for`(_ pattern: String, _ count: Int) {
    #expect(Rehearsed().report(files: [PolicyTestRunTests.two], running: pattern).outcomes.count == count)
  }

  @Test func `are violated where there are none`() {
    #expect(Rehearsed().report(files: []).verdict == .violated)
  }

  @Test func `are undecided where anything does not load, and none of them runs`() {
    let typo = PolicyTestRunTests.two.replacing(
      "expect: {verdict: satisfied}", with: "expct: {verdict: satisfied}")
    let report = Rehearsed().report(files: [PolicyTestRunTests.two, typo])
    #expect(report.verdict == .undecided && report.outcomes.isEmpty)
    #expect(report.problems.allSatisfy { $0.rule == .documentInvalid && $0.path == "policies/tests/1.yaml" })
    #expect(report.problems.contains { $0.help == "did you mean expect?" && $0.position?.line == 13 })
    var rehearsed = Rehearsed()
    rehearsed.policy = rehearsed.policy.replacing("version: 7", with: "version: seven")
    #expect(rehearsed.report(files: [PolicyTestRunTests.two]).problems.map(\.rule) == [.policyInvalid])
    rehearsed = Rehearsed()
    rehearsed.people = rehearsed.people?.replacing("id: bob", with: "id: alice")
    #expect(rehearsed.report(files: [PolicyTestRunTests.two]).problems.map(\.rule) == [.identitiesInvalid])
  }

  @Test func `bring their own people where the policy has none`() {
    var rehearsed = Rehearsed()
    rehearsed.people = nil
    #expect(rehearsed.report(files: [PolicyTestRunTests.two]).verdict == .undecided)
    let own = PolicyTestRunTests.two.replacing("cases:", with: "people: [{id: erin}, {id: dana}]\ncases:")
    #expect(rehearsed.report(files: [own]).outcomes.map(\.passed) == [true, false])
  }
}
