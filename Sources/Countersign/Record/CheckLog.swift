import GitHistory

/// The record of checks: a line of signed commits, each with one report of a transition that landed.
package enum CheckLog {
  /// The reference at its end. There is no other place: fetched without a `+`, it only ever grows, and git itself says
  /// when it was rewritten where it comes from.
  package static let reference = "refs/countersign/log"
  /// The one file of each commit.
  package static let file = "report.json"
  /// The most bytes that a report of it may have.
  package static let reportLimit = 16 << 20

  /// The newest entry; nil where nothing was recorded, or nothing fetched.
  static func tip(_ repository: borrowing Repository) throws(GitError) -> ObjectID? {
    try repository.target(ofReference: reference)
  }

  /// Whether a reference is the record's, and whether it is by these very bytes, or only where case is folded.
  static func isNamed(by name: GitPath) -> (exactly: Bool, folded: Bool) {
    let own = GitPath(reference)
    let isFolded = name.components.map { FoldedName($0) } == own.components.map { FoldedName($0) }
    return (name == own, isFolded)
  }
}
