import GitHistory
import Governance

/// Wrong usage: the command cannot be carried out as it was given (exit status 64).
package struct UsageError: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }

  init(_ error: GitError) { self.init(error.message + (error.mend.map { "; \($0)" } ?? "")) }
}

extension GitError {
  /// Whether whoever typed the command got it wrong, and not the history.
  var isUsage: Bool {
    switch code {
    case .notARepository, .unknownRevision, .ambiguousRevision: true
    default: false
    }
  }

  private static let limitHelp =
    "hostile or by mistake, it is beyond what is judged: take it out of the commits, or split it up"

  /// The error as a finding: what could not be decided, and the command that mends it.
  package var finding: Finding {
    let rule: Rule =
      switch code {
      case .malformedCommit: .commitMalformed
      case .malformedTree: .treeMalformed
      default: .historyIncomplete
      }
    return Finding(
      rule, .error, message, help: mend ?? (code == .tooLarge ? GitError.limitHelp : nil), verdict: .undecided
    )
  }
}
