import Governance

extension Field {
  /// A rule in CEL that speaks of these variables, and of fields that their documents can have.
  func expression(_ variables: [ExpressionVariable]) -> PolicyExpression? {
    guard let string else { return nil }
    let expression: PolicyExpression
    do throws(PolicyExpression.Problem) {
      expression = try PolicyExpression(string, variables: variables, position: node.position)
    } catch {
      refuse("\(name) is no expression: \(error.message)", hint: error.hint)
      return nil
    }
    if let (_, problem) = expression.fieldProblems.first {
      refuse("\(name): \(problem.message)", hint: problem.hint)
      return nil
    }
    return expression
  }
}

extension PolicyExpression {
  /// Where it selects a field that the document it reads from cannot have, and what is wrong with that.
  package var fieldProblems: [(selection: Selection, problem: SelectionProblem)] {
    selections.compactMap { selection in
      let steps = selection.steps.map { step -> SelectionStep in
        if case .field(let field) = step { .field(field) } else { .element }
      }
      return selection.variable.shape?.problem(selecting: steps, from: selection.variable.rawValue)
        .map { (selection, $0) }
    }
  }
}

extension ExpressionVariable {
  /// What the variable's value looks like; nil for one that is no document and has no fields.
  fileprivate var shape: Shape? {
    switch self {
    case .card, .baseline: DocumentSchema.card.shape
    case .evidence: .list(DocumentSchema.evidence.shape)
    case .model: ExpressionVariable.model
    case .stage, .tier, .now: nil
    }
  }

  private static let model = Shape.map(
    MapShape([
      Key("id", .name, "The model's name."),
      Key("path", .prose, "Its directory."),
      Key("subject", .text(.digest), "Its digest in the tree that will land."),
      Key("contributors", .names, "Who changed it in the commits under judgement."),
    ]))
}
