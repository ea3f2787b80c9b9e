/// Why bytes are no signature that may be verified.
package struct SignatureProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The message: lower case, names the thing and, where there is one, the next step.
  package let reason: String

  /// The reason.
  package var description: String { reason }

  init(reason: String) {
    self.reason = reason
  }

  init(_ problem: WireProblem) {
    reason = problem.reason
  }
}
