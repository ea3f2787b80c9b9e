import Governance
import Testing

@Suite struct TeamTests {
  private func board(
    approvals: Int, teams: Int, over allGates: Int? = nil, _ people: [(IdentityID, [Team])]
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.gates = [
        Gate(id: "board", roles: ["board"], approvals: .all(approvals), distinctTeams: .all(teams))
      ]
      $0.policy.separation.distinctTeams = allGates.map { .all($0) }
      $0.people += people.map { Fixture.person($0.0, roles: ["board"], teams: $0.1) }
      for (person, _) in people { $0.approve("board", by: person) }
    }
  }

  @Test func `two people of one team are not enough where two teams are asked`() {
    let fixture = board(approvals: 2, teams: 2, [("x", ["red"]), ("y", ["red"])])
    #expect(fixture.errors == [.separationTeams])
    #expect(fixture.gate("board")?.counted == ["x"])
    #expect(board(approvals: 2, teams: 2, [("x", ["red"]), ("y", ["blue"])]).verdict == .satisfied)
  }

  @Test func `a person with two teams stands for one of them`() {
    #expect(board(approvals: 2, teams: 2, [("x", ["red", "blue"]), ("y", ["red"])]).verdict == .satisfied)
    #expect(board(approvals: 2, teams: 2, [("x", ["red"]), ("y", ["red", "blue"])]).verdict == .satisfied)
    #expect(
      board(approvals: 3, teams: 3, [("x", ["red", "blue"]), ("y", ["red"]), ("z", ["blue"])]).verdict
        == .violated)
  }

  @Test func `people without a team stand for none`() {
    #expect(board(approvals: 2, teams: 2, [("x", ["red"]), ("y", [])]).verdict == .violated)
    #expect(board(approvals: 2, teams: 1, [("x", ["red"]), ("y", [])]).verdict == .satisfied)
  }

  @Test func `a later approval of another team takes the slot that one more of the same team cannot`() {
    let fixture = board(approvals: 2, teams: 2, [("x", ["red"]), ("y", ["red"]), ("z", ["blue"])])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("board")?.counted == ["x", "z"])
  }

  @Test func `the names of teams are compared byte for byte`() {
    #expect(
      board(approvals: 2, teams: 2, [("x", ["caf\u{E9}"]), ("y", ["cafe\u{301}"])]).verdict == .satisfied)
  }

  @Test func `only people of other teams are named as candidates`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates = [Gate(id: "board", roles: ["board"], approvals: .all(2), distinctTeams: .all(2))]
      for (person, team): (IdentityID, Team) in [("x", "red"), ("y", "red"), ("z", "blue")] {
        $0.people.append(Fixture.person(person, roles: ["board"], teams: [team]))
      }
      $0.approve("board", by: "x")
    }
    #expect(fixture.gate("board")?.candidates == ["z"])
  }

  private func overGates(_ wanted: PerTier<Int>, _ a: (IdentityID, [Team]), _ b: (IdentityID, [Team]))
    -> Fixture
  {
    fixture(approvedBy: []) {
      $0.policy.gates = [Gate(id: "a", roles: ["a"]), Gate(id: "b", roles: ["b"])]
      $0.policy.separation.distinctTeams = wanted
      $0.people += [
        Fixture.person(a.0, roles: ["a"], teams: a.1), Fixture.person(b.0, roles: ["b"], teams: b.1),
      ]
      $0.approve("a", by: a.0)
      $0.approve("b", by: b.0)
    }
  }

  @Test func `teams over all gates of a model are counted together`() {
    #expect(overGates(.all(2), ("x", ["red"]), ("y", ["red"])).errors == [.separationTeams])
    #expect(overGates(.all(2), ("x", ["red"]), ("y", ["blue"])).verdict == .satisfied)
    #expect(overGates(.all(1), ("x", ["red"]), ("y", ["red"])).verdict == .satisfied)
  }

  @Test func `teams that are asked of another tier are not asked of this one`() {
    #expect(overGates(.each(["high": 2]), ("x", ["red"]), ("y", ["red"])).verdict == .satisfied)
    #expect(overGates(.each(["default": 2]), ("x", ["red"]), ("y", ["red"])).verdict == .violated)
  }

  @Test func `among surplus approvals those that bring the teams are chosen`() {
    let fixture = board(approvals: 2, teams: 0, over: 2, [("x", ["red"]), ("y", ["red"]), ("z", ["blue"])])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("board")?.counted.contains("z") == true)
  }
}
