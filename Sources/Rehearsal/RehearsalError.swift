import GitHistory

/// Why a rehearsal could not be staged.
package struct RehearsalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was being done, such as `merging`.
  package let operation: String
  /// What went wrong: lower case, no full stop, names the thing.
  package let message: String
  /// What to do about it, where that is known.
  package let mend: String?

  package init(_ operation: String, _ message: String, mend: String? = nil) {
    self.operation = operation
    self.message = message
    self.mend = mend
  }

  /// Passes on what git said.
  package init(_ error: GitError) {
    self.init(error.operation, error.message, mend: error.mend)
  }

  package var description: String { "\(operation): \(message)\(mend.map { "; \($0)" } ?? "")" }
}

/// Runs git operations, and passes on their errors as those of a rehearsal.
func git<Result: ~Copyable>(_ body: () throws(GitError) -> Result) throws(RehearsalError) -> Result {
  do {
    return try body()
  } catch {
    throw RehearsalError(error)
  }
}
