import Governance
import Testing

@Suite struct TierTests {
  private func tiered(
    base: TierID?, head: TierID?, approvedBy: [IdentityID] = ["alice", "bob"],
    _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: approvedBy) {
      $0.policy.tiers = [Tier(id: "low"), Tier(id: "medium"), Tier(id: "high")]
      $0.policy.gates[0].approvals = .each(["low": 1, "high": 2])
      $0.base?.card?.tier = base
      $0.card?.tier = head
      edit(&$0)
    }
  }

  @Test func `the effective tier is the higher of base's and head's`() {
    #expect(tiered(base: "low", head: "high").model?.tier == "high")
    #expect(tiered(base: "high", head: "low").model?.tier == "high")
    #expect(tiered(base: nil, head: nil).model?.tier == "low")
    #expect(tiered(base: "medium", head: nil).model?.tier == "medium")
  }

  @Test func `a tier that goes down is a note where the higher tier's gates hold`() {
    let fixture = tiered(base: "high", head: "low")
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.notes == [.tierLowered])
  }

  @Test func `a tier that goes down is an error where the higher tier's gates do not hold`() {
    let fixture = tiered(base: "high", head: "low", approvedBy: ["alice"])
    #expect(fixture.errors == [.tierLowered, .gateUnsatisfied])
  }

  @Test func `a tier that is no longer named goes down`() {
    #expect(tiered(base: "high", head: nil).notes == [.tierLowered])
  }

  @Test func `a tier does not go down unjudged at a stage without gates`() {
    func lowered(stage: StageID, branches: Bool, branch: String) -> Fixture {
      tiered(base: "high", head: "low") {
        $0.card?.stage = stage
        $0.base?.card?.stage = stage
        $0.policy.stages = [
          Stage(id: "development", branch: branches ? "develop" : nil),
          Stage(id: "production", branch: branches ? "main" : nil),
        ]
        $0.branch = branch
      }
    }
    #expect(lowered(stage: "development", branches: true, branch: "main").errors == [.tierLowered])
    #expect(lowered(stage: "development", branches: false, branch: "main").errors == [.tierLowered])
    // What lands on a branch without gates comes to a gated branch by a transition of its own.
    #expect(lowered(stage: "development", branches: true, branch: "develop").verdict == .satisfied)
  }

  @Test func `a tier that the policy does not know is an error, and judged as the highest`() {
    let fixture = tiered(base: "low", head: "hihg")
    #expect(fixture.errors == [.documentInvalid])
    #expect(fixture.model?.tier == "high")
    let twin = fixture
    #expect(twin.gate()?.required == 2)
  }

  @Test func `a tier of base that the policy does not know counts as the highest`() {
    let fixture = tiered(base: "critical", head: "low", approvedBy: ["alice"])
    #expect(fixture.model?.tier == "high")
    #expect(fixture.errors == [.tierLowered, .gateUnsatisfied])
  }

  @Test func `a value per tier that is no count asks nothing of tiers that are not listed`() {
    func judged(_ tier: TierID) -> Fixture {
      tiered(base: tier, head: tier) {
        $0.policy.approvals.minRationale = .each(["medium": 10])
        $0.policy.approvals.expire = .each(["medium": Period(iso8601: "P1D")!])
      }
    }
    #expect(judged("low").verdict == .satisfied)
    #expect(judged("high").verdict == .satisfied)
    #expect(judged("medium").errors == [.rationaleShort, .gateUnsatisfied])
  }

  @Test func `a gate of other tiers does not apply`() {
    let fixture = tiered(base: "low", head: "low", approvedBy: ["alice"]) {
      $0.policy.gates.append(Gate(id: "board", tiers: ["high"], roles: ["board"]))
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.model?.gates.map(\.id) == ["technical"])
  }

  @Test func `gates per person of a lower tier limit the higher tiers too`() {
    let fixture = tiered(base: "high", head: "high", approvedBy: ["alice", "bob"]) {
      $0.policy.separation.gatesPerPerson = .each(["low": 1])
      $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"]))
      $0.approve("legal", by: "bob")
    }
    #expect(fixture.errors == [.separationGates])
  }
}
