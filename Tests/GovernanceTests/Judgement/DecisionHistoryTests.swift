import Governance
import Testing

@Suite struct DecisionHistoryTests {
  @Test func `an older approval that somebody put back over a withdrawal does not count`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "first", content: "A")
      $0.approve(by: "alice", in: "second", content: "B") { $0.decision = .withdraw }
      $0.approve(by: "alice", in: "third", signed: Fixture.signed("erin"), content: "A")
      $0.approvals[0].stands = true
    }
    #expect(fixture.verdict == .violated)
    #expect(Set(fixture.reasons()) == [.approvalWithdrawn, .approvalMisattributed])
  }

  @Test func `an older approval that somebody put back over a newer one counts no more than the newer`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "first", content: "A")
      $0.approve(by: "alice", in: "second", content: "B") { $0.subject = Digest("sha256:other") }
      $0.approve(by: "alice", in: "third", signed: Fixture.signed("erin"), content: "A")
      $0.approvals[0].stands = true
    }
    #expect(fixture.verdict == .violated)
    #expect(fixture.reasons().contains(.approvalReplayed))
  }

  @Test func `an approval that its reviewer put back himself counts`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "first", content: "A")
      $0.approve(by: "alice", in: "second", content: "B") { $0.decision = .withdraw }
      $0.approve(by: "alice", in: "third", content: "A")
      $0.approvals[0].stands = true
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate()?.counted == ["alice"])
  }

  @Test func `an approval under judgement that somebody else removed still counts`() {
    let fixture = fixture { $0.remove(of: "alice", by: "erin") }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `an approval that its reviewer removed does not count`() {
    let fixture = fixture { $0.remove(of: "alice", by: "alice") }
    #expect(fixture.verdict == .violated)
    #expect(fixture.gate()?.counted == [])
  }

  @Test func `a stranger's copy over an approval does not take it away`() {
    let fixture = fixture {
      $0.approve(by: "alice", signed: Fixture.signed("mallory")) { $0.rationale = "x" }
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.notes == [.approvalMisattributed])
  }

  @Test func `the same bytes brought by two commits are one approval, and one good signature is enough`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "first", content: "A")
      $0.approve(by: "alice", in: "again", signed: Fixture.signed("erin"), content: "A")
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.gate()?.counted == ["alice"])
  }

  @Test func `one person's approvals on two branches fill one slot`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates[0].approvals = .all(2)
      $0.approve(by: "alice", in: "left", parents: ["change"])
      $0.approve(by: "alice", in: "right", parents: ["change"])
      $0.commit("merge", by: "erin", parents: ["left", "right"])
    }
    #expect(fixture.verdict == .violated)
    #expect(fixture.gate()?.counted == ["alice"])
  }

  @Test func `a withdrawal on a branch that was merged is newer than the approval of base`() {
    let fixture = fixture(approvedBy: []) {
      $0.standing(by: "alice")
      $0.approve(by: "alice", in: "left", parents: ["change"], stands: false) { $0.decision = .withdraw }
      $0.commit("merge", by: "erin", parents: ["change", "left"])
    }
    #expect(fixture.verdict == .violated)
    #expect(fixture.reasons().contains(.approvalWithdrawn))
  }

  @Test func `an approval and a withdrawal of the same content on two branches do not pass`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "left", parents: ["change"])
      $0.approve(by: "alice", in: "right", parents: ["change"], stands: false) { $0.decision = .withdraw }
      $0.commit("merge", by: "erin", parents: ["left", "right"])
    }
    #expect(fixture.verdict == .violated)
    #expect(fixture.reasons().contains(.approvalWithdrawn))
  }

  @Test func `a merge of two branches does not undo what one of them withdrew`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice", in: "first")
      $0.approve(by: "alice", in: "left", parents: ["first"], stands: false) { $0.decision = .withdraw }
      $0.commit("right", by: "erin", parents: ["first"])
      $0.commit("merge", by: "erin", parents: ["right", "left"])
    }
    #expect(fixture.verdict == .violated)
    #expect(fixture.reasons().contains(.approvalWithdrawn))
  }

  @Test func `an approval dug out of history does not count`() {
    let fixture = fixture(approvedBy: []) {
      $0.standing(by: "alice")
      $0.approvals[0].standsAtBase = false
    }
    #expect(fixture.reasons() == [.approvalReplayed])
  }

  @Test func `an approval that stands since base counts`() {
    let fixture = fixture(approvedBy: []) { $0.standing(by: "alice") }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `what was dug out and withdrawn is told as replayed, the earlier rule`() {
    let fixture = fixture(approvedBy: []) {
      $0.standing(by: "alice")
      $0.approvals[0].standsAtBase = false
      $0.approve(by: "alice", stands: false) { $0.decision = .withdraw }
    }
    #expect(fixture.reasons().contains(.approvalReplayed))
    #expect(fixture.verdict == .violated)
  }

  @Test func `a decision signed with a key that is not good supersedes nothing`() {
    let fixture = fixture {
      $0.approve(by: "alice", signed: Fixture.signed("alice", .compromised), stands: false) {
        $0.decision = .withdraw
      }
    }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `commits precede by ancestry, not by place in the list`() {
    let graph = CommitGraph(
      Fixture(approvedBy: []).commits
        + fixture(approvedBy: []) {
          $0.commit("left", by: "erin", parents: ["change"])
          $0.commit("right", by: "erin", parents: ["change"])
          $0.commit("merge", by: "erin", parents: ["left", "right"])
        }.commits.dropFirst())
    #expect(graph.precedes("change", "merge"))
    #expect(graph.precedes("left", "merge"))
    #expect(!graph.precedes("left", "right"))
    #expect(!graph.precedes("right", "left"))
    #expect(!graph.precedes("merge", "left"))
    #expect(!graph.precedes("left", "left"))
    #expect(graph.precedes("in base", "left"))
    #expect(!graph.precedes("left", "in base"))
    #expect(!graph.precedes("in base", "also in base"))
  }
}
