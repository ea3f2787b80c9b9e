import Governance
import Testing

/// Waivers of gate `technical`, which nobody approved. Grace and Heidi may sign, and Carol may confirm.
@Suite struct WaiverTests {
  private func waived(
    by signers: [IdentityID] = ["grace", "heidi"], _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.waivers = WaiverRequirements(
        roles: ["policy-maintainer"], maxDuration: Period(iso8601: "P30D")!)
      $0.waive(by: signers)
      edit(&$0)
    }
  }

  @Test func `a waiver that enough people signed lifts what its gate asks, and is told`() throws {
    let fixture = waived {
      $0.policy.gates[0].thresholds = [Threshold(metric: "auc", min: Number("0.9")!)]
      $0.policy.gates[0].evidence = [EvidenceRequirement(name: "validation")]
      $0.policy.gates[0].scope = [Glob("nothing/*")]
      $0.waivers[0].document.subject = $0.digest()
    }
    #expect(fixture.errors == [])
    #expect(fixture.notes.contains(.waiverUsed))
    let waiver = try #require(fixture.gate()?.waiver)
    #expect(waiver.approvers == ["grace", "heidi"] && waiver.ratifyUntil == nil)
    #expect(fixture.gate()?.lacking == 0 && fixture.gate()?.required == 1)
    #expect(fixture.model?.due.map(\.what) == [.waiverExpiry])
  }

  @Test func `without a policy for waivers there are none`() {
    #expect(waived { $0.policy.waivers = nil }.errors == [.gateUnsatisfied, .waiverInvalid])
  }

  @Test func `one that the gate does not need is told all the same`() {
    let fixture = waived { $0.approve(by: "alice") }
    #expect(fixture.errors == [] && fixture.notes == [.waiverUsed])
    #expect(fixture.gate()?.waiver == nil)
  }

  /// What can be wrong with a waiver.
  private static let faults: [(String, Rule, @Sendable (inout WaiverRecord) -> Void)] = [
    ("repository", .waiverInvalid, { $0.document.repository = "acme/sandbox" }),
    ("model", .waiverInvalid, { $0.document.model = "churn" }),
    ("stage", .waiverInvalid, { $0.document.stage = "development" }),
    ("subject", .waiverInvalid, { $0.document.subject = "sha256:stale" }),
    ("future", .waiverInvalid, { $0.document.issued = Instant(rfc3339: "2026-11-20T12:11:00Z")! }),
    ("too long", .waiverInvalid, { $0.document.expires = Instant(rfc3339: "2026-12-20T08:00:01Z")! }),
    ("over", .waiverExpired, { $0.document.expires = Fixture.now }),
    ("one signature", .waiverInvalid, { $0.signatures.removeLast() }),
    ("unnamed", .waiverInvalid, { $0.document.approvers = ["grace"] }),
    ("twice the same", .waiverInvalid, { $0.signatures[1] = $0.signatures[0] }),
    ("in another's name", .waiverInvalid, { $0.signatures[1].attribution = Fixture.signed("grace") }),
    ("bad", .waiverInvalid, { $0.signatures[1].attribution = .invalid(reason: "no") }),
    ("retired key", .waiverInvalid, { $0.signatures[1].attribution = Fixture.signed("heidi", .retired) }),
    ("put back", .waiverInvalid, { $0.stoodBefore = true }),
    ("signature put back", .waiverInvalid, { $0.signatures[1].stoodBefore = true }),
  ]

  @Test func `a waiver that is not what the policy asks lifts nothing`() {
    for (name, rule, edit) in WaiverTests.faults {
      let fixture = waived { edit(&$0.waivers[0]) }
      #expect(fixture.errors == [.gateUnsatisfied, rule], "\(name): \(fixture.errors)")
      // Where nothing needs it, it is told and no more.
      let needless = waived {
        edit(&$0.waivers[0])
        $0.approve(by: "alice")
      }
      #expect(needless.errors == [] && needless.notes == [rule], "\(name): \(needless.errors)")
    }
  }

  @Test(arguments: ["mallory", "ci", "alice", "erin", "dana"] as [IdentityID])
  func `strangers, bots, people without the role, contributors and owners do not waive`(_ person: IdentityID)
  {
    let fixture = waived(by: ["grace", person]) {
      if ["erin", "dana"].contains(person) {
        let index = $0.people.firstIndex { $0.id == person }!
        $0.people[index].roles.append("policy-maintainer")
      }
      // A contributor never does, whatever the switch for approvals says.
      $0.policy.separation.approverIsNotContributor = false
    }
    #expect(fixture.errors == [.gateUnsatisfied, .waiverInvalid])
  }

  @Test func `nobody waives by a delegation`() {
    let fixture = waived(by: ["grace", "bob"]) {
      let index = $0.people.firstIndex { $0.id == "heidi" }!
      $0.people[index].delegations = [
        Delegation(
          to: "bob", roles: ["policy-maintainer"], from: Instant(rfc3339: "2026-01-01")!,
          until: Instant(rfc3339: "2027-01-01")!)
      ]
    }
    #expect(fixture.errors == [.gateUnsatisfied, .waiverInvalid])
  }

  @Test func `a veto stands whatever is waived`() {
    let fixture = waived { $0.approve(by: "bob") { $0.decision = .reject } }
    #expect(fixture.errors == [.gateVetoed])
  }

  @Test func `a waiver for a gate that is not asked is told`() {
    let fixture = waived {
      $0.waivers[0].document.gate = "legal"
      $0.approve(by: "alice")
    }
    #expect(fixture.errors == [] && fixture.notes == [.waiverInvalid])
  }

  @Test func `what comes after a waived gate need not wait for it, and other rules hold on`() {
    func two(_ edit: (inout Fixture) -> Void = { _ in }) -> Fixture {
      waived {
        $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"], after: ["technical"]))
        $0.approve("legal", by: "carol")
        edit(&$0)
      }
    }
    #expect(two().errors == [])
    #expect(two { $0.waivers = [] }.errors == [.gateUnsatisfied, .gateOrder])
    #expect(two { $0.policy.separation.distinctTeams = .all(2) }.errors == [.separationTeams])
  }

  @Test func `who is not needed at a waived gate is free for another`() {
    let fixture = waived {
      $0.policy.separation.gatesPerPerson = .all(1)
      $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"]))
      $0.approve(by: "bob")
      $0.approve("legal", by: "bob")
    }
    #expect(fixture.errors == [])
  }

  @Test func `a waiver has to be ratified in time, by people who did not sign it`() throws {
    func ratified(
      by people: [IdentityID], _ now: String = "2026-11-26T08:00:00Z",
      _ attribution: ((IdentityID) -> Attribution)? = nil
    ) -> Fixture {
      waived {
        $0.policy.waivers?.ratification = WaiverRequirements.Ratification(
          within: Period(iso8601: "P7D")!, roles: ["counsel", "policy-maintainer"])
        $0.now = Instant(rfc3339: now)!
        $0.waivers[0].ratifications = people.map {
          WaiverRecord.Signature(
            holder: $0, attribution: attribution?($0) ?? Fixture.signed($0), commit: "older")
        }
      }
    }
    let pending = ratified(by: [])
    #expect(pending.errors == [])
    #expect(pending.gate()?.waiver?.ratifyUntil == Instant(rfc3339: "2026-11-27T08:00:00Z"))
    #expect(pending.model?.due.map(\.what) == [.waiverRatification, .waiverExpiry])
    let late = "2026-11-27T08:00:00Z"
    for people in [[], ["grace"], ["mallory"], ["alice"], ["erin"]] as [[IdentityID]] {
      #expect(ratified(by: people, late).errors == [.gateUnsatisfied, .waiverExpired], "\(people)")
    }
    #expect(
      ratified(by: ["carol"], late) { _ in Fixture.signed("mallory") }.errors == [
        .gateUnsatisfied, .waiverExpired,
      ])
    let confirmed = ratified(by: ["carol"], late)
    #expect(confirmed.errors == [] && confirmed.gate()?.waiver?.ratifiers == ["carol"])
    // Grace and Heidi signed it, and what they confirm besides does not count twice.
    #expect(confirmed.gate()?.waiver?.ratifyUntil == nil)
  }

  @Test func `a waiver lifts an overdue condition, and a breach that its signers knew of`() {
    let overdue = waived {
      $0.approve(by: "alice") {
        $0.conditions = [
          Approval.Condition(
            id: "c1", text: "add an alarm", owner: "erin", due: Instant(rfc3339: "2026-11-20T11:00:00Z")!)
        ]
      }
    }
    #expect(overdue.errors == [] && overdue.warnings == [.conditionOverdue])
    for (until, knew, holds) in [
      ("2026-11-20T08:00:00Z", true, true), ("2026-11-20T08:00:01Z", true, false),
      ("2026-11-20T08:00:00Z", false, false),
    ] {
      let breach = waived {
        $0.policy.monitoring = MonitoringRequirements(signedBy: ["ci"])
        $0.monitoring = []
        $0.report("0.7", until) {
          $0.incidents = [MonitoringReport.Incident(id: "i", severity: "high", text: "t")]
        }
        guard knew, let report = $0.monitoring?.last else { return }
        for place in $0.waivers[0].signatures.indices {
          $0.waivers[0].signatures[place].sees = [report.path: report.content]
        }
      }
      #expect(
        breach.errors == (holds ? [] : [.kpiBreach, .waiverInvalid, .gateUnsatisfied]), "\(until)")
    }
  }

  @Test func `a waiver that is taken away makes the model be judged`() {
    func removed(_ isLost: Bool) -> TransitionFacts {
      var facts = waived {
        $0.waivers = []
        $0.stay()
      }.facts
      facts.models[0].lostWaiver = isLost
      return facts
    }
    #expect(Judge.judge(removed(true)).verdict == .violated)
    #expect(Judge.judge(removed(false)).models.isEmpty)
  }

  @Test func `a stranger's waiver or report never turns violated into satisfied`() {
    var random = SplitMix64(state: 11)
    var violated = 0
    for number in 0..<300 {
      var whole = waived {
        $0.policy.monitoring = MonitoringRequirements(
          every: .all(Period(iso8601: "P3D")!), signedBy: ["ci"])
        $0.monitoring = []
        $0.stay()
        $0.files[1] = Subject.File(path: "weights/model.onnx", mode: "100644", sha256: Fixture.hash("new"))
        if Bool.random(using: &random) { $0.report("0.4", "2026-11-19") }
        if Bool.random(using: &random) { $0.approve(by: "alice") }
        if Bool.random(using: &random) {
          $0.waivers = []
        } else {
          $0.waivers[0].document.subject = $0.digest()
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
          $0.report("0.4", "2026-11-18") {
            $0.incidents = [MonitoringReport.Incident(id: "i", severity: "high", text: "t")]
          }
        }
      }
      guard whole.verdict == .violated else { continue }
      violated += 1
      let strangers: [Attribution] = [
        .unsigned, Fixture.signed("mallory"), Fixture.signed("erin"), Fixture.signed("ci", .expired),
        .invalid(reason: "no"),
      ]
      let attribution = strangers[Int.random(in: 0..<strangers.count, using: &random)]
      if Bool.random(using: &random) {
        whole.report("0.4", "2026-11-20", signed: attribution)
      } else {
        whole.waive(by: ["grace", "heidi"], signed: attribution)
        whole.waivers[whole.waivers.count - 1].document.subject = whole.digest()
      }
      #expect(whole.verdict == .violated, "case \(number)")
    }
    #expect(violated > 50)
  }
}

extension Fixture {
  /// Adds a waiver of gate `technical`, of four hours ago and for two weeks, signed by each.
  mutating func waive(by signers: [IdentityID], signed attribution: Attribution? = nil) {
    let document = Waiver(
      repository: "acme/models", model: Fixture.modelID, gate: "technical", stage: "production",
      subject: digest(), issued: Instant(rfc3339: "2026-11-20T08:00:00Z")!,
      reason: "the reviewer is ill", expires: Instant(rfc3339: "2026-12-04")!, approvers: signers)
    waivers.append(
      WaiverRecord(
        path: "\(Fixture.directory)/waivers/w\(waivers.count).yaml", document: document,
        signatures: signers.map {
          WaiverRecord.Signature(
            holder: $0, attribution: attribution ?? Fixture.signed($0), commit: "older")
        }))
  }
}
