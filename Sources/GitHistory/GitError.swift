/// Why a repository could not be read. Nothing here is a verdict: whoever meets one could not decide.
package struct GitError: Error, Hashable, Sendable {
  /// What kind of trouble it is.
  package enum Code: String, Sendable, Hashable {
    /// No repository at the path nor above it.
    case notARepository
    /// History was cut off by `git clone --depth`.
    case shallow
    /// `info/grafts` gives commits other parents.
    case grafted
    /// `refs/replace` gives objects other content.
    case replaced
    /// An object format, reference storage or extension that is not read here.
    case unsupportedFormat
    /// A revision names no commit.
    case unknownRevision
    /// A revision names several objects.
    case ambiguousRevision
    /// An object that others name is not there.
    case missingObject
    /// An object's bytes do not hash to its name or cannot be unpacked.
    case corruptObject
    /// A commit or tag was refused by the strict reader.
    case malformedCommit
    /// A tree was refused by the strict reader.
    case malformedTree
    /// A limit on size, number or depth was passed.
    case tooLarge
    /// Two commits have no ancestor in common, or one is not on the other's line.
    case unrelatedHistories
    /// The system failed us: permissions, a full disk, a broken reference.
    case io
  }

  /// What kind of trouble it is.
  package let code: Code
  /// What was being done, such as `reading a commit`.
  package let operation: String
  /// What went wrong: lower case, no full stop, names the thing.
  package let message: String
  /// The command or setting that mends it, where one is known.
  package let mend: String?

  /// An error with these parts.
  package init(_ code: Code, _ operation: String, _ message: String, mend: String? = nil) {
    self.code = code
    self.operation = operation
    self.message = message
    self.mend = mend
  }
}
