import Governance
import Testing

extension TransitionReport {
  /// The rules of the findings that keep the transition from passing.
  var errors: Set<Rule> { Set(findings.filter { $0.severity == .error }.map(\.rule)) }

  func gate(_ id: GateID, of model: ModelID = "credit") -> GateJudgement? {
    models.first { $0.id == model }?.gates.first { $0.id == id }
  }

  /// Whose approvals fill the gate's slots.
  func counted(_ gate: GateID = "technical", of model: ModelID = "credit") -> [IdentityID] {
    self.gate(gate, of: model)?.counted ?? []
  }

  /// The one reason why the reviewer's approval does not count; nil if it does, or there is none.
  func objection(to reviewer: IdentityID, at gate: GateID = "technical", of model: ModelID = "credit")
    -> Rule?
  {
    for outcome in self.gate(gate, of: model)?.approvals ?? [] where outcome.reviewer == reviewer {
      if case .rejected(let rule, _) = outcome.standing { return rule }
    }
    return nil
  }

  private var comment: Comment { Comment(rawValue: summary) }

  func expectSatisfied(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(verdict == .satisfied && errors.isEmpty, comment, sourceLocation: sourceLocation)
    #expect(models.allSatisfy { !$0.gates.isEmpty }, "judged by no gate", sourceLocation: sourceLocation)
  }

  /// Expects an error of this rule.
  func expectViolated(_ rule: Rule, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(verdict == .violated && errors.contains(rule), comment, sourceLocation: sourceLocation)
  }

  func expectUndecided(_ rule: Rule, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(verdict == .undecided && errors.contains(rule), comment, sourceLocation: sourceLocation)
  }

  /// Expects that the reviewer's approval does not count, for this reason, and that the gate lacks it.
  func expectRejected(
    _ rule: Rule, of reviewer: IdentityID, at gate: GateID = "technical", model: ModelID = "credit",
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expectViolated(rule, sourceLocation: sourceLocation)
    #expect(objection(to: reviewer, at: gate, of: model) == rule, comment, sourceLocation: sourceLocation)
    #expect(!counted(gate, of: model).contains(reviewer), comment, sourceLocation: sourceLocation)
  }
}
