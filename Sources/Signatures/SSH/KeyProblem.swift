/// Why a key may not be used, and what to use instead.
package struct KeyProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// What sort of problem it is.
  package enum Kind: Hashable, Sendable {
    /// The text or the bytes are not a key at all.
    case malformed
    /// A key of a type, or in a form, that is not accepted here.
    case unsupported
    /// A key that offers too little or no protection.
    case weak
  }

  /// What sort of problem it is.
  package let kind: Kind

  /// The message: lower case, names the thing and, where there is one, the next step.
  package let reason: String

  /// The reason.
  package var description: String { reason }

  package init(_ kind: Kind, _ reason: String) {
    self.kind = kind
    self.reason = reason
  }

  init(_ problem: WireProblem) {
    self.init(.malformed, "the public key is malformed: \(problem.reason); copy it again from the .pub file")
  }
}
