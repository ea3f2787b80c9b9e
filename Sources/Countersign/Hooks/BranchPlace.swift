import GitHistory

/// Where the branches stand that a push would change.
package enum BranchPlace: Sendable {
  /// In this repository, which receives the push.
  case here
  /// On a remote of that name, as far as its last fetch tells.
  case remote(String)

  /// What the full names of branches begin with.
  private var prefix: String {
    switch self {
    case .here: "refs/heads/"
    case .remote(let name): "refs/remotes/\(name)/"
    }
  }

  /// The branch that `HEAD` names there; nil where that is not known.
  func headBranch(_ repository: borrowing Repository) throws(GitError) -> [UInt8]? {
    switch self {
    case .here: return try repository.head().branch?.bytes
    case .remote:
      guard let name = try repository.symbolicTarget(ofReference: GitPath(prefix + "HEAD")),
        name.bytes.starts(with: prefix.utf8)
      else { return nil }
      return Array(name.bytes.dropFirst(prefix.utf8.count))
    }
  }

  /// The commit at the end of a branch; nil where there is no such branch.
  func tip(of branch: [UInt8], _ repository: borrowing Repository) throws(GitError) -> ObjectID? {
    try repository.target(ofReference: GitPath(bytes: Array(prefix.utf8) + branch))
  }

  /// All branches.
  func branches(_ repository: borrowing Repository) throws(GitError) -> [(name: [UInt8], tip: ObjectID)] {
    try repository.references(prefix: prefix).map {
      (Array($0.name.bytes.dropFirst(prefix.utf8.count)), $0.id)
    }
  }
}
