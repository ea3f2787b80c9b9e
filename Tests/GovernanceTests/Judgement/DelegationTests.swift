import Testing

@testable import Governance

/// Alice, a validator, delegates that to Carol, a counsel, from the 15th to the 25th of November 2026.
@Suite struct DelegationTests {
  private static func delegation(
    to delegate: IdentityID = "carol", roles: [Role] = ["validator"], from: String = "2026-11-15",
    until: String = "2026-11-25"
  ) -> Delegation {
    Delegation(
      to: delegate, roles: roles, from: Instant(rfc3339: from)!, until: Instant(rfc3339: until)!)
  }

  private func delegated(
    _ delegations: [(IdentityID, Delegation)] = [("alice", DelegationTests.delegation())],
    approvedBy approvers: [IdentityID] = ["carol"], _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      for (delegator, delegation) in delegations {
        for index in $0.people.indices where $0.people[index].id == delegator {
          $0.people[index].delegations.append(delegation)
        }
      }
      edit(&$0)
      for approver in approvers { $0.approve(by: approver) }
    }
  }

  private func two(_ fixture: inout Fixture) { fixture.policy.gates[0].approvals = .all(2) }

  @Test func `a delegate approves in the delegator's place`() {
    let fixture = delegated()
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.gate()?.counted == ["carol"])
    #expect(fixture.gate()?.approvals.first?.delegator == "alice")
    #expect(delegated([]).reasons("carol") == [.approvalUnauthorised])
  }

  @Test func `a delegation holds from its first second to before its last`() {
    func committed(_ text: String) -> [Rule] {
      delegated(approvedBy: []) {
        $0.now = Instant(rfc3339: "2027-01-01")!
        $0.approve(by: "carol")
        $0.approvals[0].committed = Instant(rfc3339: text)!
      }.reasons("carol")
    }
    #expect(committed("2026-11-14T23:59:59Z") == [.approvalUnauthorised])
    #expect(committed("2026-11-15T00:00:00Z") == [])
    #expect(committed("2026-11-24T23:59:59Z") == [])
    #expect(committed("2026-11-25T00:00:00Z") == [.approvalUnauthorised])
  }

  @Test func `a delegation that is over is told with its dates`() {
    let fixture = delegated([("alice", DelegationTests.delegation(until: "2026-11-16"))])
    let message = fixture.judgement.findings.first?.message
    #expect(
      message?.contains("the delegation by alice holds from 2026-11-15T00:00:00Z until 2026-11-16") == true)
  }

  @Test func `a delegation of another role, to somebody else, or of what the delegator lacks lends nothing`()
  {
    #expect(
      delegated([("alice", DelegationTests.delegation(roles: ["counsel"]))]).reasons("carol") == [
        .approvalUnauthorised
      ])
    #expect(
      delegated([("alice", DelegationTests.delegation(to: "mallory"))]).reasons("carol") == [
        .approvalUnauthorised
      ])
    #expect(delegated([("grace", DelegationTests.delegation())]).reasons("carol") == [.approvalUnauthorised])
  }

  @Test func `what was delegated cannot be passed on`() {
    let chain: [(IdentityID, Delegation)] = [
      ("alice", DelegationTests.delegation()), ("carol", DelegationTests.delegation(to: "mallory")),
    ]
    #expect(delegated(chain, approvedBy: ["mallory"]).reasons("mallory") == [.approvalUnauthorised])
  }

  @Test func `a bot delegates nothing, and acts in nobody's place`() {
    let bot = delegated(approvedBy: []) {
      $0.people[0].delegations = [DelegationTests.delegation(to: "ci")]
      $0.approve(by: "ci")
    }
    #expect(bot.reasons("ci") == [.approvalUnauthorised])
    let machine = delegated([("ci", DelegationTests.delegation())]) {
      for index in $0.people.indices where $0.people[index].id == "ci" {
        $0.people[index].roles = ["validator"]
      }
    }
    #expect(machine.reasons("carol") == [.approvalUnauthorised])
  }

  // MARK: One person

  @Test func `delegator and delegate fill one slot of a gate between them`() {
    let fixture = delegated(approvedBy: ["alice", "carol"], two)
    #expect(fixture.errors == [.separationPerson])
    #expect(fixture.gate()?.counted.count == 1)
    #expect(delegated(approvedBy: ["carol", "alice"], two).errors == [.separationPerson])
    #expect(delegated(approvedBy: ["alice", "bob"], two).verdict == .satisfied)
    #expect(delegated(approvedBy: ["carol", "bob"], two).verdict == .satisfied)
  }

  @Test func `two delegates of one person fill one slot between them`() {
    let both: [(IdentityID, Delegation)] = [
      ("alice", DelegationTests.delegation()), ("alice", DelegationTests.delegation(to: "grace")),
    ]
    let fixture = delegated(both, approvedBy: ["carol", "grace"], two)
    #expect(fixture.errors == [.separationPerson])
    #expect(fixture.judgement.findings.first?.message.contains("grace approved for alice") == true)
    let ofTwo: [(IdentityID, Delegation)] = [
      ("alice", DelegationTests.delegation()), ("farid", DelegationTests.delegation(to: "grace")),
    ]
    #expect(delegated(ofTwo, approvedBy: ["carol", "grace"], two).verdict == .satisfied)
  }

  @Test func `one delegate of two people fills one slot`() {
    let ofTwo: [(IdentityID, Delegation)] = [
      ("alice", DelegationTests.delegation()), ("farid", DelegationTests.delegation()),
    ]
    #expect(delegated(ofTwo, two).gate()?.counted == ["carol"])
    // She can stand for Farid where Alice stands for herself.
    #expect(delegated(ofTwo, approvedBy: ["alice", "carol"], two).verdict == .satisfied)
    #expect(
      delegated(ofTwo, approvedBy: ["alice", "farid", "carol"]) {
        $0.policy.gates[0].approvals = .all(3)
      }.errors == [.separationPerson])
  }

  @Test func `who holds the role too acts as nobody but themselves`() {
    let own: [(IdentityID, Delegation)] = [("alice", DelegationTests.delegation(to: "bob"))]
    let fixture = delegated(own, approvedBy: ["alice", "bob"], two)
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate()?.approvals.allSatisfy { $0.delegator == nil } == true)
  }

  @Test func `delegator and delegate fill as many gates as one person may`() {
    func judged(limit: Int, technicalBy approver: IdentityID, legalBy counsel: IdentityID) -> Fixture {
      fixture(approvedBy: []) {
        $0.people[0].roles.append("counsel")
        $0.people[0].delegations = [DelegationTests.delegation()]
        $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"]))
        $0.policy.separation.gatesPerPerson = .all(limit)
        $0.approve("technical", by: approver)
        $0.approve("legal", by: counsel)
      }
    }
    // Carol for Alice, and Carol as herself; Carol for Alice, and Alice.
    #expect(judged(limit: 1, technicalBy: "carol", legalBy: "carol").errors == [.separationGates])
    #expect(judged(limit: 1, technicalBy: "carol", legalBy: "alice").errors == [.separationGates])
    #expect(judged(limit: 2, technicalBy: "carol", legalBy: "alice").verdict == .satisfied)
    #expect(judged(limit: 1, technicalBy: "carol", legalBy: "bob").verdict == .satisfied)
    #expect(judged(limit: 1, technicalBy: "alice", legalBy: "carol").verdict == .satisfied)
  }

  @Test func `an approval in somebody's place that is not needed takes nothing away`() {
    let fixture = fixture(approvedBy: []) {
      $0.people[0].delegations = [DelegationTests.delegation()]
      $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"]))
      $0.policy.separation.gatesPerPerson = .all(1)
      $0.approve("technical", by: "alice")
      $0.approve("legal", by: "carol")
      $0.approve("technical", by: "carol")
    }
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.gate("technical")?.counted == ["alice"])
  }

  @Test func `a delegate stands for the teams that both belong to`() {
    func judged(_ teams: [Team]) -> Fixture {
      delegated(approvedBy: ["carol", "farid"]) {
        two(&$0)
        $0.policy.gates[0].distinctTeams = .all(2)
        for index in $0.people.indices where $0.people[index].id == "carol" { $0.people[index].teams = teams }
      }
    }
    // Alice is of team risk, Farid of retail.
    #expect(judged(["risk", "retail"]).verdict == .satisfied)
    #expect(judged(["risk"]).verdict == .satisfied)
    #expect(judged(["law"]).errors == [.separationTeams])
    #expect(judged(["retail"]).errors == [.separationTeams])
  }

  // MARK: Separation of duties

  @Test func `what a contributor, developer or owner may not do, their delegate may not do for them`() {
    #expect(
      delegated { $0.change(by: "erin", coAuthors: ["alice@example.com"]) }.reasons("carol") == [
        .approvalByContributor
      ])
    #expect(delegated { $0.card?.developers = ["alice"] }.reasons("carol") == [.approvalByContributor])
    #expect(delegated { $0.card?.owner = "alice" }.reasons("carol") == [.approvalByOwner])
    let message = delegated { $0.card?.owner = "alice" }.judgement.findings.first?.message
    #expect(message?.contains("alice, in whose place carol approves, owns the model") == true)
  }

  @Test func `what a delegate may not do for themselves they may not do for others`() {
    #expect(
      delegated { $0.change(by: "erin", coAuthors: ["carol@example.com"]) }.reasons("carol") == [
        .approvalByContributor
      ])
    #expect(delegated { $0.card?.owner = "carol" }.reasons("carol") == [.approvalByOwner])
  }

  @Test func `a delegate of two acts for the one who is free to approve`() {
    let ofTwo: [(IdentityID, Delegation)] = [
      ("alice", DelegationTests.delegation()), ("farid", DelegationTests.delegation()),
    ]
    let fixture = delegated(ofTwo) { $0.card?.owner = "alice" }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate()?.approvals.first?.delegator == "farid")
  }

  @Test func `who acts as themselves is not barred by what a delegator did`() {
    let own: [(IdentityID, Delegation)] = [("alice", DelegationTests.delegation(to: "bob"))]
    #expect(delegated(own, approvedBy: ["bob"]) { $0.card?.owner = "alice" }.verdict == .satisfied)
  }

  // MARK: Vetoes

  private func decided(_ decisions: (IdentityID, Approval.Decision)..., dated: String? = nil) -> Fixture {
    delegated(approvedBy: []) {
      for (person, decision) in decisions {
        $0.approve(by: person) { $0.decision = decision }
        if let dated { $0.approvals[$0.approvals.count - 1].committed = Instant(rfc3339: dated)! }
      }
    }
  }

  @Test func `a delegate's rejection is a veto while the delegation holds`() {
    #expect(decided(("bob", .approve), ("carol", .reject)).errors == [.gateVetoed])
    #expect(decided(("bob", .approve), ("carol", .reject), dated: "2026-12-01").errors.isEmpty)
  }

  @Test func `nobody lifts another's rejection, in whoever's place`() {
    #expect(decided(("alice", .reject), ("carol", .approve)).errors == [.gateVetoed])
    #expect(decided(("carol", .reject), ("alice", .approve)).errors == [.gateVetoed])
    #expect(decided(("carol", .reject), ("carol", .approve)).verdict == .satisfied)
  }

  // MARK: Dates and candidates

  @Test func `a date that cannot be true brings no delegation into force`() {
    let fixture = delegated(
      [("alice", DelegationTests.delegation(from: "2026-01-01", until: "2026-02-01"))], approvedBy: []
    ) {
      $0.commit("backdated", by: "carol", committed: Instant(rfc3339: "2026-01-15")!)
      $0.approve(by: "carol", in: "backdated")
      $0.approvals[0].committed = Instant(rfc3339: "2026-01-15")!
    }
    #expect(fixture.errors == [.dateImplausible])
    let own = delegated(approvedBy: []) {
      $0.commit("backdated", by: "alice", committed: Instant(rfc3339: "2026-01-15")!)
      $0.approve(by: "alice", in: "backdated")
    }
    #expect(own.errors.isEmpty)
    #expect(own.warnings == [.dateImplausible])
  }

  @Test func `a delegate could approve while the delegation holds, and is named with whom`() {
    let now = delegated(approvedBy: [])
    #expect(now.gate()?.candidates == ["alice", "bob", Candidate("carol", for: "alice"), "farid"])
    #expect(
      now.judgement.findings.first?.help == "could be given by alice, bob, carol (for alice), farid")
    let later = delegated(approvedBy: []) { $0.now = Instant(rfc3339: "2026-11-25")! }
    #expect(later.gate()?.candidates == ["alice", "bob", "farid"])
    let barred = delegated(approvedBy: []) { $0.card?.owner = "alice" }
    #expect(barred.gate()?.candidates == ["bob", "farid"])
  }

  @Test func `a delegate is no candidate where the delegator fills a slot`() {
    #expect(delegated(approvedBy: ["alice"], two).gate()?.candidates == ["bob", "farid"])
  }

  @Test func `a change of the policy takes delegations, and counts the two as one`() {
    func changed(by approvers: [IdentityID]) -> Fixture {
      var fixture = delegated(
        [("grace", DelegationTests.delegation(roles: ["policy-maintainer"]))], approvedBy: ["alice"])
      fixture.base = ModelState(card: fixture.card, subject: fixture.subject)
      var change = PolicyChangeFacts(digest: "sha256:new", version: 8, contributions: ["change"])
      for approver in approvers {
        let id = CommitID("policy-\(approver)")
        fixture.commit(id, by: approver)
        let approval = Approval(
          repository: "acme/models", model: nil, version: "8", gate: .policy, stage: nil,
          subject: "sha256:new", reviewer: approver, date: Fixture.now)
        change.approvals.append(
          ApprovalRecord(
            path: "policies/approvals/policy/\(approver).yaml", gate: .policy, holder: approver,
            content: id.text, document: approval, commit: id, committed: Fixture.now,
            attribution: Fixture.signed(approver)))
      }
      fixture.policyChange = change
      return fixture
    }
    #expect(changed(by: ["carol", "heidi"]).judgement.findings.isEmpty)
    #expect(changed(by: ["carol", "grace"]).errors == [.policyChangeUnapproved])
  }

  @Test func `the candidates are those whom the gate would not refuse, one by one`() {
    var random = SplitMix64(state: 7)
    let roles: [Role] = ["validator", "counsel", "board"]
    var seen = 0
    for _ in 0..<300 {
      let now = Fixture.now
      let people = (0..<8).map { number in
        var person = Fixture.person(
          IdentityID("p\(number)"), roles: roles.filter { _ in Int.random(in: 0..<3, using: &random) == 0 })
        person.kind = Int.random(in: 0..<6, using: &random) == 0 ? .bot : .person
        person.delegations = (0..<Int.random(in: 0..<3, using: &random)).map { _ in
          Delegation(
            to: IdentityID("p\(Int.random(in: 0..<9, using: &random))"),
            roles: roles.filter { _ in Bool.random(using: &random) },
            from: Instant(seconds: now.seconds + Int64.random(in: -1...1, using: &random)),
            until: Instant(seconds: now.seconds + Int64.random(in: 0...2, using: &random)))
        }
        return person
      }
      func some() -> [IdentityID] {
        people.map(\.id).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
      }
      let right = ApprovalRight(
        gate: Gate(id: "technical", roles: roles.filter { _ in Bool.random(using: &random) }),
        separation: SeparationOfDuties(), roster: Roster(people.shuffled(using: &random)),
        contributors: some(), owners: some(), developers: some())
      let expected = people.flatMap { person -> [Candidate] in
        switch right.answer(for: person.id, at: now) {
        case .own: [Candidate(person.id)]
        case .delegated(let delegators): delegators.map { Candidate(person.id, for: $0) }
        case .refused: []
        }
      }
      #expect(right.candidates(at: now) == expected)
      seen += expected.filter { $0.delegator != nil }.count
    }
    #expect(seen > 10)
  }

  // To say of each person which roles they lack took minutes.
  @Test(.timeLimit(.minutes(1))) func `many roles, gates and people do not hold up the judgement`() {
    let people = (0..<10_000).map { Fixture.person(IdentityID("p\($0)"), roles: ["nothing"]) }
    let roles = (0..<256).map { Role("role-\($0)") }
    let fixture = fixture(approvedBy: []) {
      $0.people += people
      $0.policy.gates = (0..<256).map { Gate(id: GateID("gate-\($0)"), roles: roles + ["validator"]) }
    }
    #expect(
      fixture.judgement.models[0].gates.allSatisfy {
        $0.candidates.map(\.identity) == ["alice", "bob", "farid"]
      })
  }

  @Test func `many delegations do not hold up the judgement`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates[0].approvals = .all(20)
      for number in 0..<20 {
        let delegate = IdentityID("delegate-\(number)")
        $0.people.append(Fixture.person(delegate, roles: []))
        var delegator = Fixture.person(IdentityID("delegator-\(number)"), roles: ["validator"])
        delegator.delegations = [DelegationTests.delegation(to: delegate)]
        $0.people.append(delegator)
        $0.approve(by: delegate)
      }
    }
    #expect(fixture.verdict == .satisfied)
  }
}
