/// A tree that no commit holds yet: what is staged, or what lies in the work tree. It is in memory only, and read like
/// any other.
package struct DraftTree: Sendable {
  /// The tree; that of the index has the id that a commit of it would name.
  package let id: ObjectID
  /// What a merge left in conflict, in byte order. The work tree has something in these places; the index has nothing.
  package let conflicts: [GitPath]
  /// What lies in the work tree and cannot be read, with the reason; the tree has nothing in its place.
  package let unreadable: [(path: GitPath, reason: String)]
}

/// Puts files together to trees.
struct TreeAssembly {
  let store: ObjectStore

  /// The tree that holds these files.
  ///
  /// - Parameter files: in byte order of their paths, each path once.
  /// - Throws: `tooLarge` beyond ``Repository/depthLimit``.
  func tree(of files: ArraySlice<TreeFile>, depth: Int = 1, from start: Int = 0) throws(GitError) -> ObjectID
  {
    if depth > Repository.depthLimit, let file = files.first {
      throw GitError(
        .tooLarge, "listing files", "\(file.path) is more than \(Repository.depthLimit) directories deep")
    }
    var entries: [TreeEntry] = []
    var rest = files
    while let file = rest.first {
      let below = file.path.bytes[start...]
      guard let slash = below.firstIndex(of: UInt8(ascii: "/")) else {
        entries.append(TreeEntry(name: Array(below), mode: file.mode, id: file.id))
        rest.removeFirst()
        continue
      }
      let name = file.path.bytes[start...slash]
      let inside = rest.prefix { $0.path.bytes.dropFirst(start).starts(with: name) }
      entries.append(
        TreeEntry(
          name: Array(name.dropLast()), mode: .tree,
          id: try tree(of: inside, depth: depth + 1, from: slash + 1)))
      rest = rest[inside.endIndex...]
    }
    return try store.overlay.insert(
      Tree.serialized(entries.sorted(by: TreeEntry.precedesInTree)), as: .tree)
  }
}
