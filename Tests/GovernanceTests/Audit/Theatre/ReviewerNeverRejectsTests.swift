import Governance
import Testing

@Suite struct ReviewerNeverRejectsTests {
  private func found(_ decisions: [LandedDecision]) -> [TheatreFinding] {
    DecisionSample.found(.reviewerNeverRejects, decisions)
  }

  private func approvals(_ count: Int) -> [LandedDecision] {
    (0..<count).map { DecisionSample.decision(by: "alice", of: ModelID("m\($0)"), at: Int64($0) * 86_400) }
  }

  @Test func `many approvals and nothing else are noted`() throws {
    let finding = try #require(found(approvals(20)).first?.finding)
    #expect(finding.severity == .note)
    #expect(finding.message.contains("all 20 decisions by alice approve"))
    #expect(finding.message.contains("last gate technical of m19 1.0, on 2026-05-20"))
  }

  @Test func `fewer are not`() { #expect(found(approvals(19)).isEmpty) }

  @Test(arguments: [Approval.Decision.reject, .withdraw, .approveWithConditions])
  func `one objection is enough`(_ decision: Approval.Decision) {
    #expect(found(approvals(40) + [DecisionSample.decision(by: "alice", says: decision)]).isEmpty)
    #expect(found(approvals(40) + [DecisionSample.decision(by: "bob", says: decision)]).count == 1)
  }
}
