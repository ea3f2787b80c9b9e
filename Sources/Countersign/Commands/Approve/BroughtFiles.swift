import GitHistory

/// A file that is to be written and committed, or removed.
package struct BroughtFile: Sendable {
  /// Relative to the root of the working tree.
  package let path: String
  /// Nil where it is removed.
  package let bytes: [UInt8]?

  package init(path: String, bytes: [UInt8]?) {
    self.path = path
    self.bytes = bytes
  }
}

/// Whether a commit brings certain files upon another one, and nothing else.
package enum BroughtFiles {
  /// What is wrong with the commit; nil where it is as it should be.
  ///
  /// - Parameters:
  ///   - commit: the id of a commit.
  ///   - parent: the id of the commit that it should come after.
  package static func problem(
    with commit: String, after parent: String, files: [BroughtFile], in repository: borrowing Repository
  ) throws(GitError) -> String? {
    guard let id = ObjectID(hex: commit), let expected = ObjectID(hex: parent) else { return "it has no id" }
    let made = try repository.commit(id)
    if made.parents != [expected] { return "HEAD moved meanwhile; run the command again" }
    for change in try repository.changes(from: repository.commit(expected).tree, to: made.tree)
    where !files.contains(where: { GitPath($0.path) == change.path }) {
      return "it also changes \(change.path.display); does a hook do that?"
    }
    for file in files {
      let entry = try repository.entry(at: GitPath(file.path), inTree: made.tree)
      guard try holds(entry, file.bytes, repository) else {
        return "it holds something else than was signed at \(file.path); does a hook change it?"
      }
    }
    return nil
  }

  private static func holds(
    _ entry: TreeEntry?, _ bytes: [UInt8]?, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    guard let bytes else { return entry == nil }
    guard let entry, entry.mode.isFile, try repository.blobSize(entry.id) == bytes.count else { return false }
    return try repository.blob(entry.id, limit: bytes.count) == bytes
  }
}
