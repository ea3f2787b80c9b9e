/// Whether a gate's conditions hold. One that has no value does not.
struct ConditionJudgement {
  private(set) var findings: [Finding] = []
  private(set) var leaves: [Leaf] = []

  /// How many of the values that a condition rests on its finding shows; `explain` shows more.
  private static let shownValues = 4

  init(gate: Gate, model: ModelID, card: Card?, scope: ExpressionScope) {
    for condition in gate.conditions {
      let rule = condition.rule
      let answer = scope.answer(rule)
      let readings = scope.readings(of: rule)
      leaves.append(
        Leaf(
          .condition, condition.message.map { "\($0): \(rule.source)" } ?? rule.source,
          position: rule.position, verdict: answer == .yes ? .satisfied : .violated, readings: readings))
      let problem: String
      switch answer {
      case .yes: continue
      case .no: problem = "\(rule.source) is false"
      case .error(let message): problem = "\(rule.source) has no value: \(message)"
      }
      // The whole expression is no news.
      let values = readings.filter { !$0.label.isExactly(rule.source) }.prefix(ConditionJudgement.shownValues)
        .map { "\($0.label) is \($0.value)" }
      let place = readings.first { $0.position != nil && !$0.isAtBase }
      findings.append(
        Finding(
          .conditionUnmet,
          "\(condition.message ?? "a condition of gate \(gate.id) does not hold") (\(([problem] + values).joined(separator: "; ")))",
          help: "see how it comes about: countersign explain \(model) --gate \(gate.id)", model: model,
          gate: gate.id, path: place?.path ?? card?.path, position: place?.position))
    }
  }
}
