import Governance
import Testing

@Suite struct LandedRecordTests {
  private func record(_ fixture: Fixture) -> LandedRecord {
    let facts = fixture.facts
    let judgement = Judge.judge(facts)
    let report = TransitionReport(
      branch: facts.branch, base: facts.base, head: facts.head, models: judgement.models,
      policyChange: judgement.policyChange, findings: judgement.findings)
    return LandedRecord(of: facts, judged: report, on: Fixture.now)
  }

  private func decisions(_ edit: (inout Fixture) -> Void) -> [LandedDecision] {
    record(fixture(approvedBy: [], edit)).decisions
  }

  @Test func `an approval that counts is a decision with all that it rests on`() throws {
    let decision = try #require(
      decisions { $0.approve(by: "alice") { $0.rationale = "  I looked at it.\n" } }.first)
    #expect(decision.model == Fixture.modelID && decision.version == "2.1.0")
    #expect(decision.gate == "technical" && decision.reviewer == "alice" && decision.teams == ["risk"])
    #expect(decision.stage == "production" && decision.tier == "default")
    #expect(decision.isCounted && !decision.isStale)
    #expect(decision.contributors == ["erin"])
    #expect(decision.rationale?.excerpt == "I looked at it.")
    #expect(decision.change == fixture().commits.first?.committed)
  }

  @Test func `a rejection that was withdrawn later is seen`() {
    let found = decisions {
      $0.approve(by: "alice") { $0.decision = .reject }
      $0.approve(by: "alice") { $0.decision = .withdraw }
      $0.approve(by: "alice")
    }
    #expect(found.map(\.decision) == [.reject, .withdraw, .approve])
    #expect(found.map(\.isCounted) == [false, false, true])
  }

  @Test func `an approval of what changed again is seen as such`() {
    let found = decisions {
      $0.approve(by: "alice") { $0.subject = "sha256:old" }
      $0.approve(by: "alice")
    }
    #expect(found.map(\.isStale) == [true, false])
  }

  @Test func `what others wrote in somebody's name is nobody's decision`() {
    #expect(decisions { $0.approve(by: "alice", signed: Fixture.signed("mallory")) }.isEmpty)
    #expect(decisions { $0.approve(by: "alice", signed: .unsigned) }.isEmpty)
    #expect(decisions { $0.approve(by: "alice", signed: Fixture.signed("alice", .compromised)) }.isEmpty)
    #expect(decisions { $0.approve(by: "mallory", holder: "alice") }.isEmpty)
    #expect(decisions { $0.approve(by: "alice") { $0.model = "other" } }.isEmpty)
    #expect(decisions { $0.approve(by: "alice") { $0.repository = "other/models" } }.isEmpty)
    #expect(decisions { $0.approve("nothing", by: "alice") }.isEmpty)
  }

  @Test func `what stood at base is not said anew`() {
    #expect(decisions { $0.standing(by: "alice") }.isEmpty)
  }

  @Test func `a detached decision that somebody brings back is not said anew`() {
    func found(stoodBefore: Bool) -> [LandedDecision] {
      decisions {
        $0.approve(by: "alice", signed: Fixture.signed("erin"), detached: Fixture.signed("alice"))
        $0.approvals[0].stoodBefore = stoodBefore
      }
    }
    #expect(found(stoodBefore: true).isEmpty)
    #expect(found(stoodBefore: false).map(\.date) == [Instant(rfc3339: "2026-11-20T10:00:00Z")!])
  }

  @Test func `one decision that several commits brought is one`() {
    let found = decisions {
      $0.approve(by: "alice", in: "one", content: "same")
      $0.approve(by: "alice", in: "two", content: "same")
    }
    #expect(found.count == 1)
  }

  @Test func `a bot decides nothing`() {
    #expect(decisions { $0.approve(by: "ci") }.isEmpty)
  }

  @Test func `how fast one's own change was approved is not asked`() {
    #expect(decisions { $0.approve(by: "erin") }.map(\.change) == [nil])
  }

  @Test func `the newest change that an approval covers is in its history, not beside it`() throws {
    let found = decisions {
      $0.commit("beside", by: "erin", parents: ["base"])
      $0.approve(by: "alice", parents: ["change"])
      $0.commit("merge", by: "erin", parents: ["beside", "technical-alice-2"])
      $0.contributions = ["change", "beside"]
    }
    #expect(found.map(\.change) == [fixture().commits[0].committed])
  }

  @Test func `of a gate with a scope the oldest change is taken`() {
    func change(_ scope: [Glob]?) -> [Instant?] {
      decisions {
        $0.policy.gates[0].scope = scope
        $0.commit("again", by: "erin")
        $0.contributions = ["change", "again"]
        $0.approve(by: "alice")
      }.map(\.change)
    }
    let first = fixture().commits[0].committed
    #expect(change([Glob("card.yaml")]) == [first])
    #expect(change(nil) == [Instant(seconds: first.seconds + 60)])
  }

  @Test func `a change knows when it began, was measured, approved and landed`() throws {
    let record = record(
      fixture {
        $0.commit("report", by: "ci")
        $0.evidence = [
          EvidenceRecord(
            path: "models/credit-scoring/evidence/v.yaml",
            document: Evidence(name: "v", produced: Fixture.now), commit: "report",
            attribution: Fixture.signed("ci"))
        ]
      })
    let change = try #require(record.changes.first)
    #expect(record.changes.count == 1)
    #expect(change.contributors == ["erin"])
    #expect(change.first == change.last && change.first == fixture().commits[0].committed)
    #expect(change.evidence == Instant(seconds: change.first.seconds + 120))
    #expect(change.gates == [ModelChange.Passage(gate: "technical", date: Fixture.now)])
    #expect(change.merged == Fixture.now)
  }

  @Test func `a gate that is not satisfied, or whose approvals stood before, has no date`() {
    #expect(record(fixture(approvedBy: [])).changes.first?.gates.isEmpty ?? false)
    #expect(
      record(fixture(approvedBy: []) { $0.standing(by: "alice") }).changes.first?.gates.isEmpty ?? false)
  }

  @Test func `approvals of the policy are decisions without a model`() throws {
    let change = fixture {
      $0.commit("policy", by: "erin")
      $0.commit("grace", by: "grace")
      let document = Approval(
        repository: "acme/models", model: nil, version: "8", gate: .policy, stage: nil, subject: "sha256:new",
        reviewer: "grace", date: Fixture.now)
      $0.policyChange = PolicyChangeFacts(
        digest: "sha256:new", version: 8, contributions: ["policy"],
        approvals: [
          ApprovalRecord(
            path: "policies/approvals/policy/grace.yaml", gate: .policy, holder: "grace", content: "g",
            document: document, commit: "grace", committed: Fixture.now, attribution: Fixture.signed("grace"))
        ])
    }
    let decision = try #require(record(change).decisions.first { $0.model == nil })
    #expect(decision.reviewer == "grace" && decision.version == "8" && decision.contributors == ["erin"])
    #expect(!decision.isStale)
  }

  @Test func `what a person signed is told of that person alone`() {
    let fixture = fixture {
      $0.commit("report", by: "ci")
      $0.evidence = [
        EvidenceRecord(
          path: "models/credit-scoring/evidence/v.yaml", document: Evidence(name: "v", produced: Fixture.now),
          commit: "report", attribution: Fixture.signed("ci"))
      ]
      $0.commit("merge", by: "alice", parents: ["base", "report"])
    }
    let (facts, record) = (fixture.facts, record(fixture))
    func acts(_ person: IdentityID) -> [SignedAct.Kind] {
      SignedAct.all(by: person, in: facts, record).map(\.kind)
    }
    #expect(acts("alice") == [.approval, .merge])
    #expect(acts("erin") == [.contribution])
    #expect(acts("ci") == [.evidence])
    #expect(acts("mallory").isEmpty)
  }
}
