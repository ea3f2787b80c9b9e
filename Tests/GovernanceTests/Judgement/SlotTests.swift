import Governance
import Testing

@Suite struct SlotTests {
  /// Gates by their roles, everybody holding all roles that are named after them in `people`.
  private func slots(
    _ gates: [(GateID, Int)], people: [(IdentityID, roles: [Role], teams: [Team])],
    gatesPerPerson: Int? = nil,
    distinctTeams: Int? = nil, approvals: [(GateID, IdentityID)]
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.gates = gates.map { Gate(id: $0.0, roles: [Role($0.0.text)], approvals: .all($0.1)) }
      $0.people += people.map { Fixture.person($0.0, roles: $0.roles, teams: $0.teams) }
      $0.policy.separation.gatesPerPerson = gatesPerPerson.map { .all($0) }
      $0.policy.separation.distinctTeams = distinctTeams.map { .all($0) }
      for (gate, person) in approvals { $0.approve(gate, by: person) }
    }
  }

  @Test func `slots are matched as a whole where first come, first served would fail`() {
    let fixture = slots(
      [("a", 1), ("b", 1)], people: [("x", ["a", "b"], []), ("y", ["a"], [])], gatesPerPerson: 1,
      approvals: [("a", "x"), ("b", "x"), ("a", "y")])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("a")?.counted == ["y"])
    #expect(fixture.gate("b")?.counted == ["x"])
  }

  @Test func `a chain of swaps over four gates is found`() {
    let fixture = slots(
      [("a", 1), ("b", 1), ("c", 1), ("d", 1)],
      people: [
        ("p", ["a", "b"], []), ("q", ["b", "c"], []), ("r", ["c", "d"], []), ("s", ["a"], []),
      ], gatesPerPerson: 1,
      approvals: [("a", "p"), ("b", "p"), ("b", "q"), ("c", "q"), ("c", "r"), ("d", "r"), ("a", "s")])
    #expect(fixture.verdict == .satisfied)
    #expect(["a", "b", "c", "d"].map { fixture.gate($0)?.counted } == [["s"], ["p"], ["q"], ["r"]])
  }

  @Test func `one person does not fill two gates where one is the limit`() {
    let approvals: [(GateID, IdentityID)] = [("a", "x"), ("b", "x")]
    let limited = slots(
      [("a", 1), ("b", 1)], people: [("x", ["a", "b"], [])], gatesPerPerson: 1, approvals: approvals)
    #expect(limited.errors == [.separationGates])
    let twice = slots(
      [("a", 1), ("b", 1)], people: [("x", ["a", "b"], [])], gatesPerPerson: 2, approvals: approvals)
    #expect(twice.verdict == .satisfied)
    let free = slots([("a", 1), ("b", 1)], people: [("x", ["a", "b"], [])], approvals: approvals)
    #expect(free.verdict == .satisfied)
  }

  @Test func `one person fills one slot of a gate, however often they approve`() {
    let fixture = slots([("a", 2)], people: [("x", ["a"], [])], approvals: [("a", "x"), ("a", "x")])
    #expect(fixture.errors == [.gateUnsatisfied, .approvalReplayed] || fixture.errors == [.gateUnsatisfied])
    #expect(fixture.gate("a")?.counted == ["x"])
  }

  @Test func `first come keeps the slot`() {
    let fixture = slots(
      [("a", 2)], people: [("x", ["a"], []), ("y", ["a"], []), ("z", ["a"], [])],
      approvals: [("a", "z"), ("a", "y"), ("a", "x")])
    #expect(fixture.gate("a")?.counted == ["y", "z"])
  }

  @Test func `what is missing is told by number, role and who could give it`() {
    let fixture = slots(
      [("a", 3)], people: [("x", ["a"], []), ("y", ["a"], []), ("z", ["a"], [])], approvals: [("a", "y")])
    #expect(fixture.errors == [.gateUnsatisfied])
    let finding = fixture.judgement.findings.first
    #expect(finding?.message == "gate a needs 2 more approvals by a (1 of 3)")
    #expect(finding?.help == "could be given by x, z")
    #expect(fixture.gate("a")?.candidates == ["x", "z"])
  }

  @Test func `where nobody could fill the slot, that is said`() {
    let fixture = slots([("a", 1)], people: [], approvals: [])
    #expect(fixture.gate("a")?.candidates == [])
    #expect(fixture.judgement.findings.first?.help?.contains("nobody") == true)
  }

  @Test func `as few slots as can be are missing`() {
    let fixture = slots(
      [("a", 1), ("b", 1), ("c", 1)], people: [("x", ["a", "b", "c"], []), ("y", ["a"], [])],
      gatesPerPerson: 1,
      approvals: [("a", "x"), ("b", "x"), ("c", "x"), ("a", "y")])
    let missing = fixture.model?.gates.reduce(0) { $0 + $1.required - $1.counted.count }
    #expect(missing == 1)
  }

  @Test func `a candidate is one whose approval would fill a slot, by a swap too`() {
    let fixture = slots(
      [("a", 1), ("b", 1)],
      people: [("x", ["a", "b"], []), ("y", ["a"], []), ("w", ["a"], []), ("z", ["b"], [])],
      gatesPerPerson: 1,
      approvals: [("a", "x"), ("a", "y")])
    // X fills gate a but could leave it to Y.
    #expect(fixture.gate("b")?.candidates == ["x", "z"])
    let alone = slots(
      [("a", 1), ("b", 1)], people: [("x", ["a", "b"], []), ("z", ["b"], [])], gatesPerPerson: 1,
      approvals: [("a", "x")])
    #expect(alone.gate("b")?.candidates == ["z"])
  }

  @Test func `a count per tier is that of the next lower tier listed`() {
    func required(_ tier: TierID, _ counts: [TierID: Int]) -> Int? {
      fixture {
        $0.policy.tiers = [Tier(id: "low"), Tier(id: "medium"), Tier(id: "high")]
        $0.policy.gates[0].approvals = .each(counts)
        $0.card?.tier = tier
      }.gate()?.required
    }
    #expect(required("low", ["low": 1, "high": 3]) == 1)
    #expect(required("medium", ["low": 1, "high": 3]) == 1)
    #expect(required("high", ["low": 1, "high": 3]) == 3)
    #expect(required("low", ["medium": 2]) == 2)
    #expect(required("high", ["low": 2]) == 2)
  }
}
