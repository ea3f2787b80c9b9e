import Governance
import Testing

@Suite struct ReviewerReciprocalTests {
  private func found(_ decisions: [LandedDecision]) -> [TheatreFinding] {
    DecisionSample.found(.reviewerReciprocal, decisions)
  }

  private func approvals(
    _ count: Int, by reviewer: IdentityID, for contributors: [IdentityID], of model: ModelID = "m"
  ) -> [LandedDecision] {
    (0..<count).map {
      DecisionSample.decision(by: reviewer, of: model, "\($0)", at: Int64($0) * 86_400, for: contributors)
    }
  }

  @Test func `two people who approve each other's changes are noted once`() throws {
    let findings = found(
      approvals(5, by: "alice", for: ["bob"]) + approvals(6, by: "bob", for: ["alice"])
        + approvals(4, by: "alice", for: ["erin"]))
    #expect(findings.count == 1)
    let finding = try #require(findings.first)
    #expect(finding.people == ["alice", "bob"])
    #expect(finding.finding.severity == .note)
    #expect(finding.finding.message.contains("5 of 9 approvals by alice are of what bob changed"))
    #expect(finding.finding.message.contains("6 of 6 the other way round"))
  }

  @Test func `one way only, too few, or less than most is none`() {
    let alice = approvals(6, by: "alice", for: ["bob"])
    let bob = approvals(6, by: "bob", for: ["alice"])
    #expect(found(alice).isEmpty)
    #expect(found(alice + bob.prefix(4)).isEmpty)
    #expect(found(alice + bob + approvals(6, by: "bob", for: ["erin"], of: "n")).isEmpty)
    #expect(found(alice + bob + approvals(5, by: "bob", for: ["erin"], of: "n")).count == 1)
  }

  @Test func `a change by many is nobody's in particular`() {
    let crowd = (0..<9).map { IdentityID("p\($0)") }
    #expect(
      found(approvals(6, by: "alice", for: ["bob"] + crowd) + approvals(6, by: "bob", for: ["alice"])).isEmpty
    )
  }

  @Test func `nobody is reciprocal with themselves`() {
    #expect(found(approvals(9, by: "alice", for: ["alice"])).isEmpty)
  }
}
