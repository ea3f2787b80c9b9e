/// What is wrong with one line of an `allowed_signers` file.
package struct AllowedSignersProblem: Error, Hashable, Sendable {
  /// What became of the line.
  package enum Kind: Hashable, Sendable {
    /// The line is not read, and its key is not known by it.
    case unreadable
    /// The line is read; its time has no zone, and was narrowed down to what every zone agrees on.
    case localTime
  }

  /// What became of the line.
  package let kind: Kind

  /// The line's number, the first being 1.
  package let line: Int

  /// The byte of the line that the problem begins at, the first being 1.
  package let column: Int

  /// The message: lower case, names the thing and, where there is one, the next step.
  package let message: String
}
