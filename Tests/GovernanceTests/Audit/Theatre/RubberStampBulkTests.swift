import Governance
import Testing

@Suite struct RubberStampBulkTests {
  /// Approvals of so many models, one every few seconds.
  private func approvals(
    _ count: Int, by reviewer: IdentityID = "alice", every seconds: Int64, from start: Int64 = 0,
    commit: CommitID? = nil
  ) -> [LandedDecision] {
    (0..<count).map {
      DecisionSample.decision(
        by: reviewer, of: ModelID("m\($0)"), at: start + Int64($0) * seconds, commit: commit)
    }
  }

  private func found(_ decisions: [LandedDecision]) -> [TheatreFinding] {
    DecisionSample.found(.rubberStampBulk, decisions)
  }

  @Test func `many models within the window are told with the largest occasion`() throws {
    let decisions =
      approvals(5, every: 60) + approvals(7, every: 10, from: 100_000) + approvals(4, every: 1, from: 300_000)
    let finding = try #require(found(decisions).first?.finding)
    #expect(finding.severity == .warning)
    #expect(finding.message.contains("alice approved 5 models or more within PT10M twice; at most 7"))
    #expect(finding.message.contains("beginning with gate technical of m0 1.0, on 2026-05-02"))
    #expect(!finding.message.contains("in one commit"))
  }

  @Test func `the same models one after the other are none`() {
    #expect(found(approvals(50, every: 151)).isEmpty)
    #expect(found(approvals(5, every: 150)).count == 1)
  }

  @Test func `many gates and versions of one model are one model`() {
    let decisions = (0..<20).map {
      DecisionSample.decision(by: "alice", of: "credit", "1.\($0)", gate: GateID("g\($0)"), at: Int64($0))
    }
    #expect(found(decisions).isEmpty)
  }

  @Test func `two people together are nobody's bulk`() {
    #expect(found(approvals(4, every: 1) + approvals(4, by: "bob", every: 1, from: 10)).isEmpty)
  }

  @Test func `one commit is one moment, and said to be one`() throws {
    let finding = try #require(found(approvals(6, every: 0, commit: "all")).first?.finding)
    #expect(finding.message.contains("once; at most 6, in one commit"))
    #expect(finding.commit == "all")
  }

  @Test func `what was approved together and landed over weeks is found all the same`() {
    let together = approvals(6, every: 60)
    let later = (0..<6).map {
      DecisionSample.decision(by: "alice", of: ModelID("other\($0)"), at: 1_000_000 + Int64($0) * 86_400)
    }
    // One of each lands in turn.
    #expect(found(zip(together, later).flatMap { [$0, $1] }).count == 1)
  }

  @Test func `rejections and changes of the policy are no approvals of models`() {
    let rejections = (0..<9).map {
      DecisionSample.decision(by: "alice", of: ModelID("m\($0)"), says: .reject)
    }
    let policy = (0..<9).map { DecisionSample.decision(by: "alice", of: nil, "\($0)") }
    #expect(found(rejections + policy).isEmpty)
  }
}
