import Governance
import Testing

@Suite struct ApprovalReasonTests {
  /// A reason why an approval does not count, and how to bring it about.
  struct Fault: Sendable, CustomTestStringConvertible {
    let rule: Rule
    var signed: Attribution = Fixture.signed("alice")
    var holder: IdentityID = "alice"
    var fixture: @Sendable (inout Fixture) -> Void = { _ in }
    var document: @Sendable (inout Approval) -> Void = { _ in }
    var testDescription: String { rule.rawValue }
  }

  /// In the order of the contract.
  static let faults = [
    Fault(rule: .approvalUnsigned, signed: .unsigned),
    Fault(rule: .approvalMisattributed, holder: "bob"),
    Fault(rule: .approvalReplayed, document: { $0.version = "1.0.0" }),
    Fault(rule: .approvalWithdrawn, document: { $0.decision = .withdraw }),
    Fault(rule: .approvalStale, document: { $0.subject = Digest("sha256:other") }),
    Fault(rule: .approvalUnauthorised, fixture: { $0.people[0].roles = ["cook"] }),
    Fault(rule: .approvalByContributor, fixture: { $0.change(by: "erin", coAuthors: ["alice@example.com"]) }),
    Fault(rule: .approvalByOwner, fixture: { $0.card?.owner = "alice" }),
    Fault(
      rule: .checklistIncomplete,
      fixture: {
        $0.policy.gates[0].checklist = [ChecklistItem(id: "groups", text: "every group was measured")]
      }),
    Fault(rule: .rationaleShort, fixture: { $0.policy.approvals.minRationale = .all(10) }),
    Fault(
      rule: .approvalExpired, fixture: { $0.policy.approvals.expire = .all(Period(iso8601: "P30D")!) },
      document: { $0.date = Instant(rfc3339: "2026-01-01")! }),
  ]

  static func approval(with faults: [Fault]) -> Fixture {
    var fixture = Fixture(approvedBy: [])
    for fault in faults { fault.fixture(&fixture) }
    // The first fault that sets them does: an unsigned approval of another's file is both.
    let signed = faults.first { $0.signed != Fixture.signed("alice") }?.signed ?? Fixture.signed("alice")
    let holder = faults.first { $0.holder != "alice" }?.holder ?? "alice"
    fixture.approve(by: "alice", holder: holder, signed: signed) { document in
      for fault in faults { fault.document(&document) }
    }
    return fixture
  }

  @Test func `the transition that nothing is wrong with passes`() {
    let fixture = Fixture()
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate()?.counted == ["alice"])
    #expect(fixture.model?.contributors == ["erin"])
    #expect(fixture.model?.version == "2.1.0")
  }

  @Test(arguments: faults) func `each fault is told by its rule`(_ fault: Fault) {
    let fixture = ApprovalReasonTests.approval(with: [fault])
    #expect(fixture.reasons() == [fault.rule])
    #expect(fixture.verdict == .violated)
    #expect(fixture.errors == [fault.rule, .gateUnsatisfied])
    #expect(fixture.gate()?.counted == [])
  }

  @Test func `of two faults the earlier one of the contract is told, and it alone`() {
    for (index, first) in ApprovalReasonTests.faults.enumerated() {
      for second in ApprovalReasonTests.faults[(index + 1)...] {
        let fixture = ApprovalReasonTests.approval(with: [second, first])
        #expect(fixture.reasons() == [first.rule], "\(first.rule.rawValue) before \(second.rule.rawValue)")
      }
    }
  }

  @Test func `all faults at once are the first one`() {
    #expect(ApprovalReasonTests.approval(with: ApprovalReasonTests.faults).reasons() == [.approvalUnsigned])
  }

  @Test(arguments: [
    (Attribution.unsigned, Rule.approvalUnsigned), (.unexamined, .approvalUnsigned),
    (.malformed(reason: "x"), .signatureMalformed), (.invalid(reason: "x"), .signatureInvalid),
    (.unknownSigner(key: nil, reason: nil), .signerUnknown), (Fixture.signed("alice", .expired), .keyExpired),
    (Fixture.signed("alice", .retired), .keyRetired),
    (Fixture.signed("alice", .compromised), .keyCompromised),
    (Fixture.signed("mallory"), .approvalMisattributed), (Fixture.signed("forge"), .approvalMisattributed),
  ])
  func `a signature that is not good is told by its rule`(_ signed: Attribution, _ rule: Rule) {
    let fixture = fixture(approvedBy: []) { $0.approve(by: "alice", signed: signed) }
    #expect(fixture.reasons() == [rule])
    #expect(fixture.verdict == .violated)
  }

  @Test(arguments: ["repository", "model", "gate", "stage", "version"])
  func `an approval copied from another place is replayed`(_ field: String) {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "alice") { document in
        switch field {
        case "repository": document.repository = "acme/Models"
        case "model": document.model = "churn"
        case "gate": document.gate = "legal"
        case "stage": document.stage = "development"
        default: document.version = "2.1"
        }
      }
    }
    #expect(fixture.reasons() == [.approvalReplayed])
  }

  @Test func `a version is not asked where the gate's scope leaves the card out`() {
    func approved(scope: [Glob]) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.gates[0].scope = scope
        $0.approve(by: "alice") { $0.version = "1.9" }
      }
    }
    #expect(approved(scope: [Glob("weights/**")]).verdict == .satisfied)
    #expect(approved(scope: [Glob("weights/**"), Glob("card.yaml")]).reasons() == [.approvalReplayed])
  }

  @Test func `a change outside the scope leaves the approval standing, one inside does not`() {
    func changed(_ path: String) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.gates[0].scope = [Glob("card.yaml")]
        $0.approve(by: "alice")
        $0.files = $0.files.map {
          $0.path == path ? Subject.File(path: path, mode: $0.mode, sha256: Fixture.hash("new")) : $0
        }
      }
    }
    #expect(changed("weights/model.onnx").verdict == .satisfied)
    #expect(changed("card.yaml").reasons() == [.approvalStale])
  }

  @Test func `a file whose mode changed makes approvals stale`() {
    let fixture = fixture {
      $0.files[1] = Subject.File(path: $0.files[1].path, mode: "100755", sha256: $0.files[1].sha256)
    }
    #expect(fixture.reasons() == [.approvalStale])
  }

  @Test func `a scope that matches no file is an error, since approvals of it bind nothing`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates[0].scope = [Glob("fairness/*")]
      $0.approve(by: "alice")
    }
    #expect(fixture.verdict == .violated)
  }

  @Test func `an approval under another policy is stale only where approvals are bound to the policy`() {
    func approved(bind: Bool, _ policy: Digest?) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.approvals.bindPolicy = bind
        $0.approve(by: "alice") { $0.policy = policy }
      }
    }
    #expect(approved(bind: false, "sha256:other").verdict == .satisfied)
    #expect(approved(bind: true, "sha256:policy").verdict == .satisfied)
    #expect(approved(bind: true, "sha256:other").reasons() == [.approvalStale])
    #expect(approved(bind: true, nil).reasons() == [.approvalStale])
  }

  @Test func `a bot or a forge never fills a slot, even with the role and a good signature`() {
    for id: IdentityID in ["ci", "forge"] {
      let fixture = fixture(approvedBy: []) {
        for index in $0.people.indices where $0.people[index].id == id {
          $0.people[index].roles = ["validator"]
        }
        $0.approve(by: id)
      }
      #expect(fixture.reasons(id) == [.approvalUnauthorised])
    }
  }

  @Test func `the twin of a name in another Unicode form is another person`() {
    let fixture = fixture(approvedBy: []) {
      $0.people.append(Fixture.person("ren\u{E9}", roles: ["validator"]))
      $0.approve(by: "rene\u{301}")
    }
    #expect(fixture.reasons("rene\u{301}") == [.approvalUnauthorised])
    #expect(fixture.verdict == .violated)
  }

  @Test func `the twin of a role in another Unicode form is another role`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates[0].roles = ["ma\u{EE}tre"]
      $0.people[0].roles = ["mai\u{302}tre"]
      $0.approve(by: "alice")
    }
    #expect(fixture.reasons() == [.approvalUnauthorised])
  }

  @Test func `an approval dated in the future does not count, within the clock's tolerance it does`() {
    func dated(_ seconds: Int64) -> Fixture {
      fixture(approvedBy: []) {
        $0.approve(by: "alice") { $0.date = Instant(seconds: Fixture.now.seconds + seconds) }
      }
    }
    #expect(dated(600).verdict == .satisfied)
    #expect(dated(601).reasons() == [.approvalExpired])
  }

  @Test func `an approval expires at the end of its period and not a second sooner`() {
    func judged(at text: String) -> Fixture {
      fixture {
        $0.policy.approvals.expire = .all(Period(iso8601: "P30D")!)
        $0.now = Instant(rfc3339: text)!
      }
    }
    #expect(judged(at: "2026-12-20T09:59:59Z").verdict == .satisfied)
    #expect(judged(at: "2026-12-20T10:00:00Z").reasons() == [.approvalExpired])
  }

  @Test func `white space around a rationale does not make it longer`() {
    func approved(_ rationale: String) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.approvals.minRationale = .all(4)
        $0.approve(by: "alice") { $0.rationale = rationale }
      }
    }
    #expect(approved(" ok \n\t   ").reasons() == [.rationaleShort])
    #expect(approved("\u{A0}\u{2003}abc").reasons() == [.rationaleShort])
    #expect(approved("fine").verdict == .satisfied)
  }

  @Test func `a checklist is whole only with every item`() {
    func approved(_ items: [String]) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.gates[0].checklist = [ChecklistItem(id: "a", text: "A"), ChecklistItem(id: "b", text: "B")]
        $0.approve(by: "alice") { $0.checklist = items }
      }
    }
    #expect(approved(["b", "a", "more"]).verdict == .satisfied)
    #expect(approved(["a"]).reasons() == [.checklistIncomplete])
    #expect(approved(["A", "B"]).reasons() == [.checklistIncomplete])
  }

  @Test func `an approval with conditions approves`() {
    let fixture = fixture(approvedBy: []) { $0.approve(by: "alice") { $0.decision = .approveWithConditions } }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `what no slot needs is surplus and no reason to worry`() {
    let fixture = Fixture(approvedBy: ["alice", "bob"])
    #expect(fixture.gate()?.counted == ["alice"])
    #expect(fixture.gate()?.approvals.map(\.standing) == [.counted, .surplus])
    #expect(fixture.judgement.findings.isEmpty)
  }

  @Test func `approvals that do not count are notes where the gate does not lack them`() {
    let fixture = Fixture(approvedBy: ["alice", "erin"])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.notes == [.approvalByContributor])
    #expect(fixture.errors.isEmpty)
  }

  @Test func `an approval of another gate is of no use for this one`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates.append(Gate(id: "legal", roles: ["validator"]))
      $0.approve("legal", by: "alice")
    }
    #expect(fixture.gate("legal")?.verdict == .satisfied)
    #expect(fixture.gate("technical")?.approvals.isEmpty == true)
    #expect(fixture.verdict == .violated)
  }
}
