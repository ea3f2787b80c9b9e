import Governance
import Testing

@Suite struct PropertyTests {
  private static let gates: [GateID] = ["a", "b", "c"]
  private static let teams: [Team] = ["red", "green", "blue"]

  /// A policy of up to three gates, some people, and one decision or none of each on each gate.
  private func randomCase(_ random: inout SplitMix64) -> Fixture {
    var fixture = Fixture(approvedBy: [])
    let count = Int.random(in: 1...3, using: &random)
    fixture.policy.gates = (0..<count).map { index in
      let approvals = Int.random(in: 1...2, using: &random)
      return Gate(
        id: PropertyTests.gates[index], roles: [Role(PropertyTests.gates[index].text)],
        approvals: .all(approvals),
        distinctTeams: Bool.random(using: &random)
          ? .all(Int.random(in: 0...approvals, using: &random)) : nil,
        after: index > 0 && Bool.random(using: &random) ? [PropertyTests.gates[index - 1]] : [])
    }
    if Bool.random(using: &random) {
      fixture.policy.separation.gatesPerPerson = .all(Int.random(in: 1...2, using: &random))
    }
    if Bool.random(using: &random) {
      fixture.policy.separation.distinctTeams = .all(Int.random(in: 1...3, using: &random))
    }
    let people: [IdentityID] = ["p0", "p1", "p2", "p3", "p4", "p5"]
    for id in people {
      let roles = PropertyTests.gates.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }.map {
        Role($0.text)
      }
      let teams = PropertyTests.teams.filter { _ in Int.random(in: 0..<2, using: &random) > 0 }
      var person = Fixture.person(id, roles: roles, teams: teams)
      if !roles.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
        let delegate = people.filter { $0 != id }[Int.random(in: 0..<5, using: &random)]
        person.delegations = [
          Delegation(
            to: delegate, roles: roles, from: Instant(rfc3339: "2026-11-01")!,
            until: Instant(rfc3339: "2026-12-01")!)
        ]
      }
      fixture.people.append(person)
    }
    var decisions = fixture.policy.gates.flatMap { gate in people.map { (gate.id, $0) } }
      .filter { _ in Int.random(in: 0..<10, using: &random) < 7 }
    if Bool.random(using: &random) { decisions.shuffle(using: &random) }
    for (gate, person) in decisions {
      switch Int.random(in: 0..<12, using: &random) {
      case 0: fixture.approve(gate, by: person, signed: .unsigned)
      case 1: fixture.approve(gate, by: person) { $0.subject = "sha256:stale" }
      case 2 where Int.random(in: 0..<4, using: &random) == 0:
        fixture.approve(gate, by: person) { $0.decision = .reject }
      default: fixture.approve(gate, by: person)
      }
    }
    return fixture
  }

  @Test func `removing an approval never turns violated into satisfied`() {
    var random = SplitMix64(state: 1)
    var verdicts: [Verdict: Int] = [:]
    for number in 0..<400 {
      let whole = randomCase(&random)
      verdicts[whole.verdict, default: 0] += 1
      guard whole.verdict == .violated else { continue }
      for index in whole.approvals.indices where whole.approvals[index].document?.decision.approves ?? false {
        var less = whole
        let removed = less.approvals.remove(at: index)
        for other in less.approvals.indices { less.approvals[other].sees[removed.path] = nil }
        #expect(less.verdict == .violated, "case \(number), without \(removed.holder) at \(removed.gate)")
      }
    }
    // Else the property would hold of nothing.
    #expect((verdicts[.satisfied] ?? 0) > 40 && (verdicts[.violated] ?? 0) > 40, "\(verdicts)")
  }

  @Test func `a stranger's approval never turns violated into satisfied, nor satisfied into violated`() {
    var random = SplitMix64(state: 2)
    for number in 0..<250 {
      let whole = randomCase(&random)
      for gate in whole.policy.gates {
        for (stranger, signer): (IdentityID, IdentityID) in [
          ("mallory", "mallory"), ("nobody", "nobody"), ("p0", "mallory"),
        ] {
          var more = whole
          more.approve(gate.id, by: stranger, signed: Fixture.signed(signer), stands: stranger != "p0")
          #expect(more.verdict == whole.verdict, "case \(number), \(stranger) by \(signer) at \(gate.id)")
        }
      }
    }
  }

  @Test func `the judgement is the same however often it is made`() {
    var random = SplitMix64(state: 3)
    for _ in 0..<50 {
      let one = randomCase(&random)
      #expect(one.judgement.findings == one.judgement.findings)
      #expect(
        one.judgement.models.map { $0.gates.map(\.counted) }
          == one.judgement.models.map { $0.gates.map(\.counted) })
    }
  }

  @Test func `each counted person holds the role, is counted once a gate, and within the limits`() {
    var random = SplitMix64(state: 4)
    for _ in 0..<300 {
      let one = randomCase(&random)
      let counted = one.model?.gates.flatMap { gate in gate.counted.map { ($0, gate.id) } } ?? []
      if case .all(let limit) = one.policy.separation.gatesPerPerson {
        for (person, _) in counted { #expect(counted.filter { $0.0 == person }.count <= limit) }
        let acting = one.model?.gates.flatMap { gate in
          gate.approvals.filter { $0.standing == .counted }.flatMap {
            [$0.reviewer, $0.delegator].compactMap { $0 }
          }
        }
        for (person, _) in counted { #expect((acting ?? []).filter { $0 == person }.count <= limit) }
      }
      for gate in one.model?.gates ?? [] {
        #expect(Set(gate.counted).count == gate.counted.count)
        #expect(gate.counted.count <= gate.required)
        for person in gate.counted {
          // In their own right, or in that of one who has it and does not fill a slot besides.
          let delegator = gate.approvals.first { $0.reviewer == person && $0.standing == .counted }?.delegator
          let holder = delegator ?? person
          #expect(one.people.first { $0.id == holder }?.roles.contains(Role(gate.id.text)) == true)
          if let delegator { #expect(!gate.counted.contains(delegator)) }
        }
      }
    }
  }
}
