/// Which gates apply to a model, of those for its stage and tier.
///
/// A gate's `when` is asked of the card that lands and of the card at base: whoever changes what it speaks of does
/// not slip the gate by it. One that has no value lets the gate apply, and keeps it from passing.
struct ApplicabilityJudgement {
  private(set) var gates: [Gate] = []
  private(set) var leaves: [Leaf] = []
  /// For gates whose `when` has no value, why.
  private(set) var findings: [GateID: Finding] = [:]

  /// - Parameter earlier: what the model was at base, each with its own card.
  init(_ candidates: [Gate], model: ModelID, landed: ExpressionScope, earlier: [ExpressionScope]) {
    for gate in candidates {
      guard let rule = gate.when else {
        gates.append(gate)
        continue
      }
      let answer = landed.answer(rule)
      if case .error(let message) = answer {
        findings[gate.id] = Finding(
          .conditionUnmet, "whether gate \(gate.id) applies cannot be told: \(rule.source): \(message)",
          help: "say it in the card, or let the rule expect that it is missing: has(card.field)",
          model: model,
          gate: gate.id, path: "policies/policy.yaml", position: rule.position)
      }
      let applied = answer != .no || earlier.contains { $0.answer(rule) != .no }
      if applied { gates.append(gate) }
      leaves.append(
        Leaf(
          .applicability,
          "gate \(gate.id) when \(rule.source)\(applied && answer == .no ? ", as it was at base" : "")",
          position: rule.position, verdict: answer.verdict, readings: landed.readings(of: rule)))
    }
  }
}
