import Governance
import Testing

@Suite struct StageTests {
  private static let stages = [
    Stage(id: "development"), Stage(id: "staging", branch: "staging", after: "development"),
    Stage(id: "production", branch: "main", after: "staging"),
  ]

  private func staged(
    base: StageID?, head: StageID?, branch: String? = "main", _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.stages = StageTests.stages
      $0.branch = branch
      $0.base?.card?.stage = base
      $0.card?.stage = head
      edit(&$0)
      let stage = $0.model?.stage
      $0.approve(by: "alice") { $0.stage = stage }
    }
  }

  @Test func `a card without a stage stands at that of the branch`() {
    #expect(staged(base: nil, head: nil, branch: "staging").model?.stage == "staging")
    #expect(staged(base: nil, head: nil, branch: "main").model?.stage == "production")
    #expect(staged(base: nil, head: nil, branch: "main").verdict == .satisfied)
  }

  @Test func `where neither says, the last stage is asked for`() {
    #expect(staged(base: nil, head: nil, branch: nil).model?.stage == "production")
  }

  @Test func `a stage follows the one before it at base`() {
    #expect(staged(base: "staging", head: "production").verdict == .satisfied)
    #expect(staged(base: "development", head: "staging", branch: "staging").verdict == .satisfied)
    #expect(staged(base: "development", head: "production").errors == [.stageSkipped])
  }

  @Test func `a stage follows where the same subject landed on the earlier stage's branch`() {
    #expect(
      staged(base: "development", head: "production") { $0.reachedStages = ["staging"] }.verdict == .satisfied
    )
    #expect(
      staged(base: "development", head: "production") { $0.reachedStages = ["development"] }.verdict
        == .violated)
  }

  @Test func `a new model has stood nowhere`() {
    #expect(staged(base: nil, head: "production") { $0.base = nil }.errors == [.stageSkipped])
    let staged = staged(base: nil, head: "production") {
      $0.base = nil
      $0.reachedStages = ["staging"]
    }
    #expect(staged.verdict == .satisfied)
  }

  @Test func `a directory that had no card at base has stood nowhere`() {
    #expect(staged(base: nil, head: "production") { $0.base?.card = nil }.errors == [.stageSkipped])
  }

  @Test func `a stage of base that the policy does not know is no earlier stage`() {
    #expect(staged(base: "Staging", head: "production").errors == [.stageSkipped])
  }

  @Test func `where the stage does not rise, nothing before it is asked for`() {
    #expect(staged(base: "production", head: "production").verdict == .satisfied)
    #expect(staged(base: "production", head: "staging").verdict == .satisfied)
  }

  @Test func `a stage lowered and raised again is skipped`() {
    #expect(staged(base: "production", head: "development").verdict == .satisfied)
    #expect(staged(base: "development", head: "production").errors == [.stageSkipped])
  }

  @Test func `a stage above the branch's is skipped`() {
    let fixture = staged(base: "staging", head: "production", branch: "staging")
    #expect(fixture.errors == [.stageSkipped])
    #expect(fixture.model?.stage == "production")
  }

  @Test func `a stage below the branch's is the card's word`() {
    #expect(staged(base: "staging", head: "staging", branch: "main").model?.stage == "staging")
  }

  @Test func `a stage that the policy does not know is an error, and judged as the branch's`() {
    let fixture = staged(base: "production", head: "prodution")
    #expect(fixture.errors == [.documentInvalid])
    #expect(fixture.model?.stage == "production")
    #expect(fixture.model?.gates.count == 1)
  }

  @Test func `the first stage has no gates, unless one names it or it is the only one`() {
    let first = staged(base: "development", head: "development", branch: nil)
    #expect(first.verdict == .satisfied)
    #expect(first.model?.gates.isEmpty == true)
    let named = staged(base: "development", head: "development", branch: nil) {
      $0.policy.gates[0].stages = ["development"]
    }
    #expect(named.model?.gates.map(\.id) == ["technical"])
    let only = staged(base: nil, head: nil, branch: nil) { $0.policy.stages = [Stage(id: "live")] }
    #expect(only.model?.gates.map(\.id) == ["technical"])
  }

  @Test func `a gate without stages does not stand before the first one because another does`() {
    let fixture = staged(base: "development", head: "development", branch: nil) {
      $0.policy.gates = [
        Gate(id: "early", stages: ["development"], roles: ["validator"]), $0.policy.gates[0],
      ]
    }
    #expect(fixture.model?.gates.contains { $0.id == "early" } == true)
    #expect(fixture.verdict == .violated)
  }

  @Test func `a gated stage to which no gate applies is violated`() {
    let fixture = staged(base: "production", head: "production") { $0.policy.gates[0].stages = ["staging"] }
    #expect(fixture.errors == [.gateUnsatisfied])
    #expect(
      staged(base: "production", head: "production") { $0.policy.gates = [] }.errors == [.gateUnsatisfied])
  }
}
