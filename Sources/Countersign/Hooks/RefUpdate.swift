import GitHistory

/// One reference that a push would change.
package struct RefUpdate: Hashable, Sendable {
  /// The full name, as the receiving side has it.
  package let name: GitPath
  /// What it names now; nil where it does not exist.
  package let old: ObjectID?
  /// What it would name; nil where it would be deleted.
  package let new: ObjectID?

  package init(name: GitPath, old: ObjectID?, new: ObjectID?) {
    self.name = name
    self.old = old
    self.new = new
  }

  /// The name as people call it: branches without `refs/heads/`.
  package var displayName: String {
    let prefix = RefUpdate.branchPrefix
    return GitPath(bytes: Array(name.bytes.dropFirst(name.hasPrefix("refs/heads") ? prefix.count : 0)))
      .display
  }

  static let branchPrefix = Array("refs/heads/".utf8)

  /// The name of the branch, where it is one.
  static func branch(named name: GitPath) -> [UInt8]? {
    name.bytes.count > branchPrefix.count && name.bytes.starts(with: branchPrefix)
      ? Array(name.bytes.dropFirst(branchPrefix.count)) : nil
  }
}
