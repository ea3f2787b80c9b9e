import Governance

/// Why a document cannot be read, and where.
package struct DocumentError: Error, Hashable, Sendable {
  /// Relative to the repository.
  package let path: String
  package let position: Position
  /// What is wrong: lower case, no full stop, names the thing.
  package let problem: String
  /// The next step, such as the name that was probably meant.
  package let hint: String?

  package init(path: String, position: Position, problem: String, hint: String? = nil) {
    self.path = path
    self.position = position
    self.problem = problem
    self.hint = hint
  }
}

/// Everything that is wrong with a document. Never empty.
package struct DocumentErrors: Error, Sendable {
  package let errors: [DocumentError]
  /// - Parameter errors: at least one.
  package init(errors: [DocumentError]) { self.errors = errors }
}
