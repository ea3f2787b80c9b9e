/// `a && b`, `a || b`: decided by any term that decides it, whatever the others are. Errors count only if no term
/// decides; the first is the one that is told.
final class JunctionNode: Node, @unchecked Sendable {
  let terms: [Node]
  /// The bool that decides: false for `&&`.
  let decisive: Bool

  init(_ offset: Int, _ terms: [Node], decisive: Bool) {
    self.terms = terms
    self.decisive = decisive
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    for index in terms.indices {
      do throws(EvaluationError) {
        if try terms[index].condition(&frame) == decisive { return decisive }
      } catch {
        return try decide(after: error, index + 1, &frame)
      }
    }
    return !decisive
  }

  private func decide(after first: EvaluationError, _ next: Int, _ frame: inout Frame) throws(EvaluationError)
    -> Bool
  {
    guard first.kind != .limit else { throw first }
    for term in terms[next...] {
      do throws(EvaluationError) {
        if try term.condition(&frame) == decisive { return decisive }
      } catch {
        guard error.kind != .limit else { throw error }
      }
    }
    throw first
  }
}

/// `!a`
final class NotNode: Node, @unchecked Sendable {
  let operand: Node

  init(_ offset: Int, _ operand: Node) {
    self.operand = operand
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    try !operand.condition(&frame)
  }
}

/// `a ? b : c`
final class ConditionalNode: Node, @unchecked Sendable {
  let test: Node
  let then: Node
  let otherwise: Node

  init(_ offset: Int, _ test: Node, then: Node, otherwise: Node) {
    self.test = test
    self.then = then
    self.otherwise = otherwise
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    try test.condition(&frame) ? then.evaluate(&frame) : otherwise.evaluate(&frame)
  }
}
