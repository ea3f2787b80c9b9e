import CEL

/// A rule of the policy in the Common Expression Language, compiled once.
package struct PolicyExpression: Sendable {
  /// A place where the expression reads from a variable.
  package struct Selection: Sendable {
    /// One step of the way from the variable to the value.
    package enum Step: Sendable {
      case field(String)
      /// Into a list or a map, at a place that the policy does not name.
      case element
    }
    package let variable: ExpressionVariable
    package let steps: [Step]
    /// The part's text.
    package let source: String
    /// Where the part begins in the expression's text.
    package let position: Position
  }

  /// Why a text is no expression.
  package struct Problem: Error, Sendable {
    /// What is wrong, and where within the text.
    package let message: String
    package let hint: String?
    /// The same place within the text, for whoever shows it.
    package let place: Position
  }

  let program: Program
  /// Where the policy writes it.
  package let position: Position?
  package var source: String { program.text }

  /// What one evaluation may cost: less than the language's own limits, since a policy has many rules, and far more
  /// than any rule over a card of 1 MiB needs.
  private static let limits = Limits(expressionLength: 8192, depth: 100)

  /// - Parameter variables: what it may speak of.
  package init(
    _ text: String, variables: [ExpressionVariable] = ExpressionVariable.allCases, position: Position? = nil
  ) throws(Problem) {
    do {
      // All are declared, so that their slots are the same everywhere.
      program = try Program(
        compile: text, variables: ExpressionVariable.allCases.map(\.rawValue), limits: PolicyExpression.limits
      )
    } catch {
      throw Problem(
        message: "\(error.message), at \(error.position)",
        hint: error.name == nil ? nil : "an expression knows \(PolicyExpression.names(variables))",
        place: Position(error.position))
    }
    self.position = position
    for reference in program.references
    where !variables.contains(where: { $0.rawValue == reference.variable }) {
      let place = program.position(ofOffset: reference.range.lowerBound)
      throw Problem(
        message: "\(reference.variable) is not known here, at \(place)",
        hint: "an expression knows \(PolicyExpression.names(variables)) here", place: Position(place))
    }
  }

  private static func names(_ variables: [ExpressionVariable]) -> String {
    variables.map(\.rawValue).joined(separator: ", ")
  }

  /// Where it reads from its variables.
  package var selections: [Selection] {
    program.references.compactMap { reference in
      guard let variable = ExpressionVariable(rawValue: reference.variable) else { return nil }
      let steps = reference.steps.map { step -> Selection.Step in
        if case .field(let name, _) = step { .field(name) } else { .element }
      }
      return Selection(
        variable: variable, steps: steps, source: program.source(reference.range),
        position: Position(program.position(ofOffset: reference.range.lowerBound)))
    }
  }

  /// Whether it could read who contributed to the model, for whose sake history has to be walked.
  package var readsContributors: Bool {
    selections.contains { selection in
      guard selection.variable == .model else { return false }
      guard case .field(let name)? = selection.steps.first else { return true }
      return !["id", "path", "subject"].contains { name.isExactly($0) }
    }
  }
}

extension Position {
  init(_ position: SourcePosition) { self.init(line: position.line, column: position.column) }
}

/// What a gate asks besides all else, as the policy writes it.
package struct GateCondition: Sendable {
  package let rule: PolicyExpression
  /// What to say where it does not hold.
  package let message: String?

  package init(rule: PolicyExpression, message: String? = nil) {
    self.rule = rule
    self.message = message
  }
}
