import Governance
import Testing

/// A model in use: it stood at base in stage production, and its policy asks for a report every thirty days.
@Suite struct MonitoringTests {
  private static let limits = Value.map([
    Value.Entry(
      key: "kpis",
      value: .list([
        .map([
          Value.Entry(key: "name", value: .string("approval_rate")),
          Value.Entry(key: "min", value: .number(Number("0.2")!)),
          Value.Entry(key: "max", value: .number(Number("0.6")!)),
        ])
      ]))
  ])

  /// Approved by Alice, with the report of Mid-November in its tree.
  private func watched(_ value: String = "0.41", _ edit: (inout Fixture) -> Void = { _ in }) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.monitoring = MonitoringRequirements(
        every: .all(Period(iso8601: "P30D")!), signedBy: ["ci-validator"])
      $0.card?.fields = MonitoringTests.limits
      $0.base?.card?.version = "2.1.0"
      $0.base?.card?.fields = MonitoringTests.limits
      $0.monitoring = []
      $0.report(value)
      $0.approve(by: "alice")
      edit(&$0)
    }
  }

  @Test func `a report within the limits passes`() {
    #expect(watched().errors == [])
    #expect(watched().model?.due.first { $0.what == .monitoringReport }?.date.date == "2026-12-15")
  }

  @Test(arguments: [("0.19", "below"), ("0.61", "above")])
  func `an indicator beyond its limits opens the gates that were passed before`(
    _ value: String, _ word: String
  ) {
    let breach = watched {
      $0.report(value, "2026-11-19")
    }
    #expect(breach.errors == [.kpiBreach, .approvalExpired, .gateUnsatisfied])
    #expect(breach.reasons() == [.approvalExpired])
    #expect(breach.judgement.findings.first { $0.rule == .kpiBreach }?.message.contains(word) == true)
    // Given anew on top of the report, approvals count.
    var again = breach
    again.approve(by: "alice")
    #expect(again.errors == [] && again.notes.contains(.kpiBreach))
  }

  @Test func `a later report within the limits does not close what a breach opened`() {
    let healed = watched {
      $0.report("0.7", "2026-11-18")
      $0.report("0.4", "2026-11-19")
    }
    #expect(healed.errors.contains(.kpiBreach))
  }

  @Test func `only the gates that the policy lists are opened, and all where it lists none that applies`() {
    func gates(_ reopens: [GateID]?) -> Fixture {
      watched {
        $0.policy.gates.append(Gate(id: "legal", roles: ["counsel"]))
        $0.policy.gates.append(Gate(id: "board", tiers: ["high"], roles: ["counsel"]))
        $0.policy.monitoring?.reopens = reopens
        $0.approve("legal", by: "carol")
        $0.report("0.7", "2026-11-19")
      }
    }
    #expect(gates(["legal"]).gate()?.verdict == .satisfied)
    #expect(gates(["legal"]).gate("legal")?.verdict == .violated)
    for reopens in [nil, ["board"]] as [[GateID]?] {
      #expect(gates(reopens).gate()?.verdict == .violated)
      #expect(gates(reopens).gate("legal")?.verdict == .violated)
    }
  }

  @Test(arguments: [("low", false), ("medium", false), ("high", true), ("critical", true), ("sev 1", true)])
  func `an incident that is not said to be harmless is a breach`(_ severity: String, _ isBreach: Bool) {
    let incident = watched {
      $0.report("0.4", "2026-11-19") {
        $0.incidents = [MonitoringReport.Incident(id: "i7", severity: severity, text: "a feed was late")]
      }
    }
    #expect(incident.errors.contains(.kpiBreach) == isBreach)
  }

  @Test func `reports of other versions and of other models are not about this one`() {
    for edit in [{ $0.version = "1.9.0" }, { $0.model = "churn" }] as [(inout MonitoringReport) -> Void] {
      let other = watched { $0.report("0.7", "2026-11-19", edit) }
      #expect(other.errors == [])
    }
    // A new version does not slip the breach of the one before.
    let next = watched {
      $0.report("0.7", "2026-11-19")
      $0.card?.version = "2.2.0"
      $0.approvals[0].document?.version = "2.2.0"
    }
    #expect(next.errors.contains(.kpiBreach))
  }

  @Test(arguments: [
    Attribution.unsigned, Fixture.signed("erin"), Fixture.signed("forge"), Fixture.signed("ci", .expired),
  ])
  func `what nobody signs who may report neither breaches nor covers`(_ attribution: Attribution) {
    let breach = watched { $0.report("0.7", "2026-11-19", signed: attribution) }
    #expect(breach.errors == [] && breach.warnings == [.monitoringMissing])
    let only = watched {
      $0.monitoring = []
      $0.report("0.4", "2026-11-19", signed: attribution)
    }
    #expect(only.errors.contains(.monitoringMissing))
  }

  @Test func `a detached signature of a reporter is enough`() {
    let breach = watched {
      $0.report("0.7", "2026-11-19", signed: .unsigned, detached: Fixture.signed("ci"))
    }
    #expect(breach.errors.contains(.kpiBreach))
  }

  @Test func `a breach counts though its report was taken away, and makes the model be judged`() {
    let hidden = watched {
      $0.report("0.7", "2026-11-19")
      $0.monitoring?[1].stands = false
      $0.monitoring?[1].isKept = false
      $0.stay()
    }
    #expect(hidden.errors.contains(.kpiBreach))
    let kept = watched {
      $0.stay()
    }
    #expect(kept.model == nil)
  }

  @Test func `limits that are moved in the same change do not undo the breach`() {
    let moved = watched {
      $0.report("0.7", "2026-11-19")
      $0.card?.fields = .map([])
    }
    #expect(moved.errors.contains(.kpiBreach))
  }

  @Test func `a report is missing when the time since the last one is over, to the second`() {
    func at(_ text: String) -> Set<Rule> { watched { $0.now = Instant(rfc3339: text)! }.errors }
    #expect(at("2026-12-14T23:59:59Z") == [])
    #expect(at("2026-12-15T00:00:00Z") == [.monitoringMissing, .approvalExpired, .gateUnsatisfied])
    #expect(at("2026-12-15T01:00:00+01:00") == at("2026-12-15T00:00:00Z"))
  }

  @Test func `a report of the future covers nothing, and one that leaves an indicator out not that one`() {
    for edit in [{ $0.until = Instant(rfc3339: "2099-01-01")! }, { $0.kpis = [] }]
      as [(inout MonitoringReport) -> Void]
    {
      let bad = watched {
        $0.monitoring = []
        $0.report("0.4", "2026-11-19", edit)
      }
      #expect(bad.errors.contains(.monitoringMissing))
    }
  }

  @Test func `what comes to its stage owes no report, and what stands there from its approvals on`() {
    let first = watched {
      $0.monitoring = []
      $0.base = nil
    }
    #expect(first.errors == [])
    let landed = watched {
      $0.monitoring = []
      $0.base = nil
    }
    var facts = landed.facts
    facts.models[0].hasLanded = true
    #expect(Judge.judge(facts).verdict == .satisfied)
    facts.now = Instant(rfc3339: "2026-12-20T10:00:00Z")!
    #expect(Judge.judge(facts).findings.contains { $0.rule == .monitoringMissing && $0.severity == .error })
  }

  @Test func `where nobody looked for reports, none is missing`() {
    #expect(watched { $0.monitoring = nil }.errors == [])
  }

  @Test func `a retired model owes none, and coming back takes new approvals`() {
    func retired(_ edit: (inout Fixture) -> Void) -> Fixture {
      watched {
        $0.policy.stages.append(Stage(id: "retired"))
        $0.policy.gates[0].stages = ["production"]
        $0.policy.gates.append(Gate(id: "farewell", stages: ["retired"], roles: ["counsel"]))
        $0.monitoring = []
        edit(&$0)
      }
    }
    let leaving = retired {
      $0.card?.stage = "retired"
      $0.approve("farewell", by: "carol") { $0.stage = "retired" }
    }
    #expect(leaving.errors == [] && leaving.model?.stage == "retired")
    let alone = retired { $0.card?.stage = "retired" }
    #expect(alone.errors == [.gateUnsatisfied])
    func back(_ edit: (inout Fixture) -> Void) -> Fixture {
      retired {
        $0.base?.card?.stage = "retired"
        $0.approvals = []
        edit(&$0)
      }
    }
    let old = back { $0.standing(by: "alice") }
    #expect(old.reasons() == [.approvalReplayed] && old.errors.contains(.gateUnsatisfied))
    #expect(back { $0.approve(by: "alice") }.errors == [])
  }

  @Test func `a validation too old is due anew, be it evidence or an approval`() {
    func aged(_ period: String, _ edit: (inout Fixture) -> Void = { _ in }) -> Fixture {
      watched {
        $0.policy.monitoring?.revalidate = .all(Period(iso8601: period)!)
        edit(&$0)
      }
    }
    #expect(aged("P1D").errors == [])
    // The approval is of two hours ago.
    #expect(aged("PT2H").errors == [.revalidationDue])
    func measured(_ fixture: inout Fixture) {
      fixture.policy.gates[0].evidence = [EvidenceRequirement(name: "validation")]
      fixture.evidence = [
        EvidenceRecord(
          path: "models/credit-scoring/evidence/v.yaml",
          document: Evidence(name: "validation", produced: Instant(rfc3339: "2026-10-20")!), commit: "change",
          attribution: Fixture.signed("ci"))
      ]
    }
    #expect(aged("P31D", measured).errors == [.revalidationDue])
    #expect(aged("P32D", measured).errors == [])
  }
}

extension Fixture {
  /// Lets base be what lands.
  mutating func stay() { base = ModelState(card: card, subject: subject) }

  /// Adds a monitoring report in a commit of its own, which later approvals see.
  mutating func report(
    _ value: String, _ until: String = "2026-11-15", signed: Attribution = Fixture.signed("ci"),
    detached: Attribution? = nil, _ edit: (inout MonitoringReport) -> Void = { _ in }
  ) {
    var document = MonitoringReport(
      model: Fixture.modelID, version: "2.1.0", from: Instant(rfc3339: "2026-10-01")!,
      until: Instant(rfc3339: until)!,
      kpis: [Metric(name: "approval_rate", value: Number(value)!, field: "kpis[0]")])
    edit(&document)
    let id = CommitID("report-\(until)")
    if !commits.contains(where: { $0.id == id }) { commit(id, by: "ci", signed: signed) }
    monitoring?.append(
      MonitoringRecord(
        path: "\(Fixture.directory)/monitoring/\(until).yaml", content: id.text, document: document,
        commit: id, attribution: signed, detached: detached))
  }
}
