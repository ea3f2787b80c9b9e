import Governance
import Testing

@Suite struct NextStepTests {
  private func steps(_ edit: (inout Fixture) -> Void) -> [String] {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates = [
        Gate(id: "business", roles: ["counsel"], after: ["technical"]),
        Gate(id: "technical", roles: ["validator"]),
      ]
      edit(&$0)
    }
    return (fixture.model?.nextSteps ?? []).map { step in
      switch step {
      case .mend(let finding): "mend \(finding.rule.rawValue)"
      case .approve(let gate, let lacking, _, let waitsFor):
        "approve \(gate) \(lacking)\(waitsFor.isEmpty ? "" : " after \(waitsFor.map(\.text).joined(separator: ","))")"
      }
    }
  }

  @Test func `gates that can be approved come before those that wait for them`() {
    #expect(steps { _ in } == ["approve technical 1", "approve business 1 after technical"])
    #expect(steps { $0.approve(by: "alice") } == ["approve business 1"])
  }

  @Test func `nothing is left to do where everything is satisfied`() {
    #expect(
      steps {
        $0.approve(by: "alice")
        $0.approve("business", by: "carol")
      }.isEmpty)
  }

  @Test func `what is wrong with the model comes first, since mending it makes approvals stale`() {
    #expect(
      steps { $0.policy.gates[1].thresholds = [Threshold(metric: "auc", min: Number("0.8"))] }
        == ["mend threshold-unmet", "approve technical 1", "approve business 1 after technical"])
  }

  @Test func `an approval that came too early has to be given anew`() {
    #expect(
      steps {
        $0.approve("business", by: "carol")
        $0.approve(by: "alice")
      } == ["mend gate-order"])
  }

  @Test func `an approval that does not count is told by the one that is missing`() {
    #expect(
      steps { $0.approve(by: "carol") } == ["approve technical 1", "approve business 1 after technical"])
  }

  @Test func `a veto is a step of its own, since nobody else's approval lifts it`() {
    #expect(
      steps { $0.approve(by: "alice") { $0.decision = .reject } }
        == ["mend gate-vetoed", "approve technical 1", "approve business 1 after technical"])
  }
}
