import Governance
import Testing

@Suite struct MeasuresTests {
  private func sample(_ seconds: [Int64]) -> DurationSample {
    var sample = DurationSample()
    for value in seconds { sample.add(from: DecisionSample.start, to: DecisionSample.at(value)) }
    return sample
  }

  private func change(
    _ model: ModelID = "credit", tier: TierID = "high", last: Int64 = 0, evidence: Int64? = nil,
    gates: [(GateID, Int64)] = [], merged: Int64
  ) -> ModelChange {
    ModelChange(
      model: model, tier: tier, stage: "production", first: DecisionSample.start,
      last: DecisionSample.at(last),
      evidence: evidence.map { DecisionSample.at($0) },
      gates: gates.map { ModelChange.Passage(gate: $0.0, date: DecisionSample.at($0.1)) },
      merged: DecisionSample.at(merged))
  }

  private func velocity(_ changes: ModelChange...) -> Velocity {
    var velocity = Velocity()
    for change in changes { velocity.add(change) }
    return velocity
  }

  @Test func `percentiles are values that were measured, by nearest rank`() {
    let ten = sample([100, 20, 30, 40, 50, 60, 70, 80, 90, 10])
    #expect(ten.median?.seconds == 50)
    #expect(ten.percentile(90)?.seconds == 90)
    #expect(ten.percentile(91)?.seconds == 100)
    #expect(sample([7]).percentile(90)?.seconds == 7)
    #expect(sample([]).median == nil)
  }

  @Test func `durations below zero are left out and counted`() {
    let sample = sample([-5, 10, -1])
    #expect(sample.count == 1 && sample.leftOut == 2)
    let velocity = velocity(change(gates: [("technical", -10)], merged: -1))
    #expect(velocity.landing.count == 0)
    #expect(velocity.leftOut == 2)
    #expect(velocity.bottleneck == nil)
  }

  @Test(
    arguments: [
      (0, "0 s"), (40, "40 s"), (330, "5 min 30 s"), (720, "12 min"), (12_000, "3 h 20 min"), (7200, "2 h"),
      (187_200, "2 d 4 h"), (864_000, "10 d"), (1_000_000, "11 d"), (-3, "0 s"),
    ] as [(Int64, String)])
  func `lengths of time read as people say them`(_ seconds: Int64, _ text: String) {
    #expect(TimeSpan(seconds: seconds).description.isExactly(text))
  }

  @Test func `a change is measured to each gate and to the branch, by tier`() {
    let velocity = velocity(
      change(gates: [("technical", 100), ("legal", 400)], merged: 500),
      change("churn", tier: "low", gates: [("technical", 300)], merged: 900))
    #expect(velocity.landing.median?.seconds == 500)
    #expect(velocity.landing.percentile(90)?.seconds == 900)
    #expect(velocity.gates["technical"]?.count == 2)
    #expect(velocity.gates["legal"]?.median?.seconds == 400)
    #expect(velocity.tiers["low"]?.median?.seconds == 900)
  }

  @Test func `the bottleneck is the step that took most by itself`() throws {
    // 50 of changing, 10 for evidence, 100 for technical, 700 for legal, 40 to land.
    let legal = velocity(
      change(last: 50, evidence: 60, gates: [("legal", 860), ("technical", 160)], merged: 900))
    #expect(try #require(legal.bottleneck).step == .gate("legal"))
    #expect(try #require(legal.bottleneck).share == 778)
    let merge = velocity(change(gates: [("technical", 10)], merged: 1000))
    #expect(try #require(merge.bottleneck).step == .merge)
    let work = velocity(change(last: 900, gates: [("technical", 950)], merged: 1000))
    #expect(try #require(work.bottleneck).step == .change)
  }

  @Test func `what is dated outside of a change takes none of its time`() throws {
    let velocity = velocity(change(evidence: -100, gates: [("technical", 5000), ("legal", 30)], merged: 100))
    #expect(try #require(velocity.bottleneck).step == .merge)
    #expect(try #require(velocity.bottleneck).share == 700)
  }

  @Test func `hostile dates do not overflow`() {
    var extreme = change(gates: [("technical", 5)], merged: 10)
    extreme.first = Instant(seconds: .min)
    extreme.merged = Instant(seconds: .max)
    #expect(velocity(extreme, extreme).landing.leftOut == 2)
    extreme.first = Instant(seconds: 0)
    let velocity = velocity(extreme, extreme, extreme)
    #expect(velocity.landing.count == 3)
    #expect(velocity.bottleneck != nil)
  }

  @Test func `counted approvals are measured from the newest change, by team`() {
    var velocity = Velocity()
    velocity.add(DecisionSample.decision(by: "alice", after: 60, teams: ["risk", "law"]))
    velocity.add(DecisionSample.decision(by: "bob", after: 120, teams: ["risk"]))
    velocity.add(DecisionSample.decision(by: "carol", after: 999, isCounted: false, teams: ["risk"]))
    velocity.add(DecisionSample.decision(by: "carol", teams: ["risk"]))
    #expect(velocity.teams["risk"]?.count == 2)
    #expect(velocity.teams["risk"]?.percentile(90)?.seconds == 120)
    #expect(velocity.teams["law"]?.median?.seconds == 60)
  }

  @Test func `load says who carries the reviews`() {
    var load = ReviewLoad()
    for _ in 0..<6 { load.add(DecisionSample.decision(by: "alice")) }
    for person: IdentityID in ["bob", "carol", "dana"] { load.add(DecisionSample.decision(by: person)) }
    load.add(DecisionSample.decision(by: "bob", says: .approveWithConditions, isStale: true))
    load.add(DecisionSample.decision(by: "zoe", says: .reject))
    load.add(DecisionSample.decision(by: "zoe", says: .withdraw))
    #expect(load.ranking.map(\.person) == ["alice", "bob", "carol", "dana", "zoe"])
    #expect(load.peopleForHalf == 1)
    #expect(load.share(of: 6) == 600)
    #expect(load.total.approvals == 10 && load.total.decisions == 12)
    #expect(load.total.conditions == 1 && load.total.stale == 1)
    #expect(load.total.rejections == 1 && load.total.withdrawals == 1)
    #expect(ReviewLoad().peopleForHalf == 0 && ReviewLoad().share(of: 0) == nil)
  }

  @Test func `the order of transitions does not matter`() {
    let changes = [
      change(gates: [("technical", 100), ("legal", 100)], merged: 100),
      change(gates: [("legal", 50), ("technical", 50)], merged: 200), change(last: 80, merged: 80),
    ]
    var (one, two) = (Velocity(), Velocity())
    for change in changes { one.add(change) }
    for var change in changes.reversed() {
      change.gates.reverse()
      two.add(change)
    }
    #expect(one.bottleneck?.step == two.bottleneck?.step && one.bottleneck?.share == two.bottleneck?.share)
    #expect(one.gates["legal"]?.median?.seconds == two.gates["legal"]?.median?.seconds)
  }
}
