import Governance
import Testing

@Suite struct VetoTests {
  @Test func `a rejection by one who holds the role shuts a gate that is otherwise full`() {
    let fixture = fixture { $0.approve(by: "bob") { $0.decision = .reject } }
    #expect(fixture.errors == [.gateVetoed])
    #expect(fixture.gate()?.counted == ["alice"])
    #expect(fixture.reasons("bob") == [.gateVetoed])
  }

  @Test func `a rejection by one without the role is no veto, and says why`() {
    let fixture = fixture { $0.approve(by: "mallory") { $0.decision = .reject } }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.reasons("mallory") == [.approvalUnauthorised])
    #expect(fixture.notes == [.approvalUnauthorised])
  }

  @Test func `a rejection of another subject is no veto`() {
    let fixture = fixture {
      $0.approve(by: "bob") { document in
        document.decision = .reject
        document.subject = Digest("sha256:old")
      }
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.reasons("bob") == [.approvalStale])
  }

  @Test(arguments: [Attribution.unsigned, Fixture.signed("mallory"), Fixture.signed("bob", .expired)])
  func `a rejection that its reviewer did not sign is no veto`(_ signed: Attribution) {
    let fixture = fixture { $0.approve(by: "bob", signed: signed) { $0.decision = .reject } }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `a rejection that its reviewer withdrew is no veto any more`() {
    let fixture = fixture {
      $0.approve(by: "bob") { $0.decision = .reject }
      $0.approve(by: "bob") { $0.decision = .withdraw }
    }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `a rejection whose reviewer approved later is an approval`() {
    let fixture = fixture(approvedBy: []) {
      $0.approve(by: "bob") { $0.decision = .reject }
      $0.approve(by: "bob")
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate()?.counted == ["bob"])
  }

  @Test func `an approval whose reviewer rejected later is a veto`() {
    let fixture = fixture { $0.approve(by: "alice") { $0.decision = .reject } }
    #expect(fixture.errors.contains(.gateVetoed))
    #expect(fixture.gate()?.counted == [])
  }

  @Test func `to delete one's own rejection does not withdraw it`() {
    let fixture = fixture {
      $0.approve(by: "bob") { $0.decision = .reject }
      $0.remove(of: "bob", by: "bob")
    }
    #expect(fixture.errors == [.gateVetoed])
  }

  @Test func `somebody else who deletes a rejection does not lift it`() {
    let fixture = fixture {
      $0.approve(by: "bob") { $0.decision = .reject }
      $0.remove(of: "bob", by: "erin")
    }
    #expect(fixture.errors == [.gateVetoed])
  }

  @Test func `somebody else who writes an approval over a rejection does not lift it`() {
    let fixture = fixture {
      $0.approve(by: "bob") { $0.decision = .reject }
      $0.approve(by: "bob", signed: Fixture.signed("erin"))
    }
    #expect(fixture.errors.contains(.gateVetoed))
  }

  @Test func `a rejection that stands since base is a veto, deleted or not`() {
    for stands in [true, false] {
      let fixture = fixture { $0.standing(by: "bob", stands: stands) { $0.decision = .reject } }
      #expect(fixture.errors == [.gateVetoed])
    }
  }

  @Test func `a rejection on one branch is a veto though the other branch of the merge approves`() {
    let fixture = fixture {
      $0.approve(by: "bob", in: "left", parents: ["change"]) { $0.decision = .reject }
      $0.approve(by: "bob", in: "right", parents: ["change"])
      $0.commit("merge", by: "erin", parents: ["left", "right"])
    }
    #expect(fixture.errors == [.gateVetoed])
  }

  @Test func `the veto is told once, with the commit that brought it`() {
    let findings = fixture { $0.approve(by: "bob", in: "veto") { $0.decision = .reject } }.judgement.findings
    #expect(findings.map(\.rule) == [.gateVetoed])
    #expect(findings.first?.commit == "veto")
  }

  @Test func `a contributor's or an owner's rejection is a veto too`() {
    let fixture = fixture { $0.approve(by: "dana") { $0.decision = .reject } }
    #expect(fixture.errors == [.gateVetoed])
  }
}
