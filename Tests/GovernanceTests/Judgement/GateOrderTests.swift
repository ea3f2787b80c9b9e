import Governance
import Testing

@Suite struct GateOrderTests {
  private func ordered(_ edit: (inout Fixture) -> Void) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.gates = [
        Gate(id: "business", roles: ["counsel"], after: ["technical"]),
        Gate(id: "technical", roles: ["validator"]),
      ]
      edit(&$0)
    }
  }

  @Test func `a gate is approved on top of the approvals of the gates before it`() {
    let fixture = ordered {
      $0.approve(by: "alice")
      $0.approve("business", by: "carol")
    }
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.model?.gates.map(\.id) == ["business", "technical"])
  }

  @Test func `an approval that came before those of an earlier gate is out of order`() {
    let fixture = ordered {
      $0.approve("business", by: "carol")
      $0.approve(by: "alice")
    }
    #expect(fixture.errors == [.gateOrder])
    #expect(fixture.gate("technical")?.verdict == .satisfied)
    #expect(fixture.gate("business")?.verdict == .violated)
  }

  @Test func `an approval on a parallel branch is out of order too`() {
    let fixture = ordered {
      $0.approve(by: "alice", in: "left", parents: ["change"])
      $0.approve("business", by: "carol", in: "right", parents: ["change"])
      $0.approvals[1].sees = [:]
      $0.commit("merge", by: "erin", parents: ["left", "right"])
    }
    #expect(fixture.errors == [.gateOrder])
  }

  @Test func `a gate after one that is not satisfied is not satisfied either`() {
    let fixture = ordered { $0.approve("business", by: "carol") }
    #expect(fixture.gate("business")?.findings.map(\.rule) == [.gateOrder])
    #expect(fixture.errors == [.gateOrder, .gateUnsatisfied])
  }

  @Test func `a gate after one whose threshold is not met is not satisfied either`() {
    let fixture = ordered {
      $0.policy.gates[1].thresholds = [Threshold(metric: "auc", min: Number("0.8"))]
      $0.approve(by: "alice")
      $0.approve("business", by: "carol")
    }
    #expect(fixture.errors == [.thresholdUnmet, .gateOrder])
  }

  @Test func `one who approved too early does not take the slot of one who did not`() {
    let fixture = ordered {
      $0.approve("business", by: "bob")
      $0.approve(by: "alice")
      $0.approve("business", by: "carol")
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("business")?.counted == ["carol"])
  }

  @Test func `a later approval of the earlier gate puts nothing out of order`() {
    let fixture = ordered {
      $0.approve(by: "alice")
      $0.approve("business", by: "carol")
      $0.approve(by: "farid")
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("technical")?.counted == ["alice"])
  }

  @Test func `a late approval of the earlier gate is not preferred over an early one to fill other gates`() {
    let fixture = ordered {
      $0.policy.separation.gatesPerPerson = .all(1)
      $0.people[0].roles = ["validator", "counsel"]
      $0.approve(by: "alice")
      $0.approve("business", by: "alice")
      $0.approve(by: "farid")
      $0.approve("business", by: "carol")
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.gate("technical")?.counted == ["alice"])
    #expect(fixture.gate("business")?.counted == ["carol"])
  }

  @Test func `a gate that does not apply holds up none that comes after it`() {
    let fixture = ordered {
      $0.policy.gates[1].tiers = ["high"]
      $0.approve("business", by: "carol")
    }
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `chains of gates are judged in their order, whatever that of the file`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates = [
        Gate(id: "c", roles: ["validator"], after: ["b"]), Gate(id: "b", roles: ["validator"], after: ["a"]),
        Gate(id: "a", roles: ["validator"]),
      ]
      $0.approve("a", by: "alice")
      $0.approve("b", by: "alice")
      $0.approve("c", by: "alice")
    }
    #expect(fixture.verdict == .satisfied)
  }
}
