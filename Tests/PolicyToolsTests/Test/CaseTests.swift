import Governance
import PolicyTools
import Testing

@Suite("A case of a policy's tests")
struct CaseTests {
  /// A model that passes; each test changes one thing.
  private static let good = """
    branch: main
    contributors: [erin]
    reached: [staging]
    evidence: [{name: validation, by: ci, metrics: [{name: auc, value: 0.87}]}]
    approvals: [{gate: technical, by: alice}]
    expect: {verdict: satisfied}
    """

  private func rules(replacing old: String = "", by new: String = "") throws -> Set<Rule> {
    precondition(old.isEmpty || CaseTests.good.contains(old))
    return try Rehearsed().outcome(
      old.isEmpty ? CaseTests.good : CaseTests.good.replacing(old, with: new)
    ).rules
  }

  @Test func `passes where it leaves nothing wrong`() throws {
    let outcome = try Rehearsed().outcome(CaseTests.good)
    #expect(outcome.findings.filter { $0.severity != .note }.isEmpty)
    #expect(outcome.passed && outcome.tier == "low" && outcome.stage == "production")
    #expect(outcome.gates.map(\.id) == ["technical"])
    #expect(outcome.position == Position(line: 6, column: 5))
  }

  @Test(
    arguments: [
      ("by: alice}", "by: alice, stale: true}", Rule.approvalStale),
      ("by: alice}", "by: alice, signed: false}", .approvalUnsigned),
      ("by: alice}", "by: alice, checklist: []}", .checklistIncomplete),
      ("by: alice}", "by: alice, date: 2025-11-20}", .approvalExpired),
      ("by: alice}", "by: alice, date: 2026-11-21}", .approvalExpired),
      ("by: alice}", "by: alice, decision: reject}", .gateVetoed),
      ("by: alice}", "by: alice, decision: withdraw}", .approvalWithdrawn),
      ("by: alice}", "by: greta}", .approvalUnauthorised),
      ("by: alice}", "by: ci}", .approvalUnauthorised),
      ("by: alice}", "by: erin}", .approvalByContributor),
      ("[erin]", "[alice]", .approvalByContributor),
      ("reached: [staging]", "card: {tier: low}", .stageSkipped),
      ("by: ci, ", "by: mallory, ", .evidenceUntrusted),
      ("by: ci, ", "by: ci, signed: false, ", .evidenceUntrusted),
      ("[erin]", "[ci]", .evidenceUntrusted),
      ("by: ci, ", "by: ci, produced: 2026-10-01, ", .evidenceStale),
      ("name: validation", "name: other", .evidenceMissing),
      ("0.87", "0.7", .thresholdUnmet),
      ("reached", "base: {metrics: [{name: auc, value: 0.9}]}\nreached", .thresholdUnmet),
      ("metrics: [", "tests: [{name: noise, passed: false}], metrics: [", .thresholdUnmet),
      ("reached", "base: {tier: high}\nreached", .tierLowered),
      ("reached", "card: {owner: nobody}\nreached", .cardIncomplete),
    ] as [(String, String, Rule)])
  func `breaks the rule that it says is broken`(_ old: String, _ new: String, _ rule: Rule) throws {
    #expect(try rules(replacing: old, by: new).contains(rule))
    #expect(try rules().isEmpty)
  }

  @Test func `needs nobody before a stage without gates`() throws {
    let outcome = try Rehearsed().outcome("card: {stage: development}\nexpect: {verdict: satisfied}")
    #expect(outcome.gates.isEmpty && outcome.passed)
  }

  @Test func `takes the stage from the card where no branch says`() throws {
    let outcome = try Rehearsed().outcome("card: {stage: staging}\nexpect: {verdict: violated}")
    #expect(outcome.stage == "staging" && outcome.gates.map(\.id) == ["technical"])
  }

  @Test func `hears an approval that comes after those of earlier gates, and none before`() throws {
    func rules(_ order: [String]) throws -> Set<Rule> {
      let high = CaseTests.good.replacing("branch: main", with: "branch: main\ncard: {tier: high}")
      let approvals = order.map { "  - {\($0)}\n" }.joined()
      return try Rehearsed().outcome(
        high.replacing("approvals: [{gate: technical, by: alice}]", with: "approvals:\n\(approvals)")
      ).rules
    }
    let (alice, bob, greta) = (
      "gate: technical, by: alice", "gate: technical, by: bob", "gate: board, by: greta"
    )
    #expect(try rules([alice, bob, greta]).isEmpty)
    #expect(try rules([alice, greta, bob]) == [.gateOrder])
  }

  @Test func `goes by somebody's newest word`() throws {
    func rules(_ first: String, _ second: String) throws -> Set<Rule> {
      try self.rules(
        replacing: "[{gate: technical, by: alice}]",
        by:
          "[{gate: technical, by: alice, decision: \(first)}, {gate: technical, by: alice, decision: \(second)}]"
      )
    }
    #expect(try rules("reject", "approve").isEmpty)
    #expect(try rules("approve", "reject").contains(.gateVetoed))
  }

  @Test func `gives a rationale as long as the policy asks, unless it gives one of its own`() throws {
    func rules(_ more: String) throws -> Set<Rule> {
      let high = CaseTests.good.replacing("branch: main", with: "branch: main\ncard: {tier: high}").replacing(
        "approvals: [{gate: technical, by: alice}]",
        with: "approvals:\n  - {gate: technical, by: alice\(more)}\n  - {gate: technical, by: bob}\n"
          + "  - {gate: board, by: greta}")
      return try Rehearsed().outcome(high).rules
    }
    #expect(try rules("").isEmpty)
    #expect(try rules(", rationale: fine").contains(.rationaleShort))
  }

  @Test func `lays its card over the shared one, and takes out what is null`() throws {
    var rehearsed = Rehearsed()
    rehearsed.policy = rehearsed.policy.replacing(
      "gates:\n", with: "card: {require: {all: [purpose]}}\ngates:\n")
    let head = Rehearsed.head.replacing("owner: dana}", with: "owner: dana, purpose: Rank}")
    func rules(_ card: String) -> Set<Rule>? {
      let lines = CaseTests.good.replacing("branch: main", with: "branch: main\ncard: \(card)")
      return rehearsed.report(files: [head + Rehearsed.item("c", lines)]).outcomes.first?.rules
    }
    #expect(rules("{version: 2.0.0}") == [])
    #expect(rules("{purpose: null}") == [.cardIncomplete])
    #expect(rules("{purpose: TBD}") == [.cardPlaceholder])
  }

  @Test func `takes the card's word for its artifacts, and measures the first one`() throws {
    let sha = String(repeating: "0b", count: 32)
    let card = "reached: [staging]\ncard: {artifacts: [{path: model.bin, sha256: \(sha)}]}"
    #expect(try rules(replacing: "reached: [staging]", by: card).isEmpty)
    let other = CaseTests.good.replacing("reached: [staging]", with: card).replacing(
      "by: ci,", with: "by: ci, artifact: \(String(repeating: "0c", count: 32)),")
    #expect(try Rehearsed().outcome(other).rules.contains(.evidenceStale))
  }

  @Test(arguments: ["[commit]", "[detached]", "[forge]", "[commit, detached, forge]"])
  func `signs as the policy asks`(_ accepted: String) throws {
    var rehearsed = Rehearsed()
    rehearsed.policy += "signatures: {approvals: \(accepted)}\n"
    #expect(try rehearsed.outcome(CaseTests.good).rules.isEmpty)
    let unsigned = CaseTests.good.replacing("by: alice}", with: "by: alice, signed: false}")
    #expect(try rehearsed.outcome(unsigned).rules.contains(.approvalUnsigned))
  }

  @Test func `lends roles as its people do`() throws {
    let people = """
      people:
        - id: alice
          roles: [validator]
          delegates: [{to: carl, roles: [validator], from: 2026-11-01, until: 2026-11-20T11:30:00Z}]
        - {id: carl}
        - {id: erin}
        - {id: dana}
        - {id: ci, kind: bot, roles: [ci]}
      cases:
      """
    let head = Rehearsed.head.replacing("cases:", with: people)
    func rules(_ date: String) -> Set<Rule>? {
      let lines = CaseTests.good.replacing("by: alice}", with: "by: carl\(date)}")
      return Rehearsed().report(files: [head + Rehearsed.item("c", lines)]).outcomes.first?.rules
    }
    #expect(rules("") == [])
    #expect(rules(", date: 2026-11-20T11:45:00Z")?.contains(.approvalUnauthorised) == true)
  }

  @Test func `has dates in any order`() throws {
    let lines = CaseTests.good.replacing("by: alice}", with: "by: alice, date: 2026-01-01}")
    #expect(try Rehearsed().outcome(lines).findings.filter { $0.rule == .dateImplausible }.isEmpty)
  }

  @Test func `has a clock of its own where it says so`() throws {
    let lines = CaseTests.good.replacing("by: alice}", with: "by: alice, date: 2026-11-01}")
    #expect(try Rehearsed().outcome(lines).rules.isEmpty)
    #expect(try Rehearsed().outcome("now: 2027-11-02\n" + lines).rules.contains(.approvalExpired))
  }

  @Test(
    arguments: [
      ("{contributors: [mona], approvals: [{by: nick}]}", Set<Rule>()),
      ("{contributors: [mona], approvals: [{by: mona}]}", [.policyChangeUnapproved, .approvalByContributor]),
      (
        "{contributors: [mona], approvals: [{by: nick, stale: true}]}",
        [.policyChangeUnapproved, .approvalStale]
      ),
      (
        "{contributors: [mona], approvals: [{by: nick, decision: reject}]}",
        [.policyChangeUnapproved, .gateVetoed]
      ),
      ("{version: 7, approvals: [{by: nick}]}", [.policyVersion]),
    ] as [(String, Set<Rule>)])
  func `can be a change of the policy`(_ change: String, _ rules: Set<Rule>) throws {
    let outcome = try Rehearsed().outcome("policy-change: \(change)\nexpect: {verdict: satisfied}")
    #expect(outcome.rules == rules)
    #expect(outcome.gates.map(\.id) == ["policy"] && outcome.tier == nil)
  }
}
