import Documents

/// Why a file cannot be imported.
package struct ImportProblem: Error, Sendable, Equatable {
  /// Where it is said, as `file:line:column`; nil for what is about the whole.
  package let place: String?
  /// What is wrong: lower case, no full stop, names the thing.
  package let message: String
  /// The next step.
  package let hint: String?
  /// Lines that belong to the hint.
  package let details: [String]

  init(_ message: String, hint: String? = nil, details: [String] = [], place: String? = nil) {
    self.message = message
    self.hint = hint
    self.details = details
    self.place = place
  }

  init(_ error: DocumentError) {
    self.init(
      error.problem, hint: error.hint, place: "\(error.path):\(error.position.line):\(error.position.column)")
  }
}
