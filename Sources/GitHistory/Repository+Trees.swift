extension Repository {
  /// How many directories may stand in each other.
  package static let depthLimit = 128

  /// The entry at `path`; nil when there is none. The empty path is the tree itself and has no entry.
  package func entry(at path: GitPath, inTree root: ObjectID) throws(GitError) -> TreeEntry? {
    let components = path.components
    if components.count > Repository.depthLimit { return nil }
    var current = root
    for (depth, name) in components.enumerated() {
      guard let entry = try store.tree(current)[name] else { return nil }
      if depth == components.count - 1 { return entry }
      guard entry.mode == .tree else { return nil }
      current = entry.id
    }
    return nil
  }

  /// All files, links and submodules of a tree, in byte order of their full paths (`git ls-tree -r`).
  ///
  /// - Parameters:
  ///   - path: only what is at this path or below it; nil for everything.
  ///   - limit: how many at most.
  /// - Throws: `tooLarge` beyond `limit` or ``depthLimit``; `missingObject`, `malformedTree` and the like.
  package func files(
    inTree root: ObjectID, below path: GitPath? = nil, limit: Int = 1_000_000
  ) throws(GitError) -> [TreeFile] {
    var files: [TreeFile] = []
    var start = root
    let top = path ?? ""
    if !top.isEmpty {
      guard let entry = try entry(at: top, inTree: root) else { return [] }
      if entry.mode != .tree { return [TreeFile(path: top, mode: entry.mode, id: entry.id)] }
      start = entry.id
    }
    // Directories sort as if with a trailing slash, so depth-first order is byte order of the full paths.
    var open: [(path: GitPath, entries: Tree.Entries, next: Int)] = [(top, try store.tree(start).entries, 0)]
    while let (directory, entries, next) = open.last {
      if next == entries.count {
        open.removeLast()
        continue
      }
      open[open.count - 1].next += 1
      let entry = entries[next]
      let path = directory.appending(entry.name)
      if entry.mode == .tree {
        if open.count >= Repository.depthLimit {
          throw GitError(
            .tooLarge, "listing files", "\(path) is more than \(Repository.depthLimit) directories deep")
        }
        open.append((path, try store.tree(entry.id).entries, 0))
      } else {
        if files.count >= limit { throw GitError(.tooLarge, "listing files", "more than \(limit) files") }
        files.append(TreeFile(path: path, mode: entry.mode, id: entry.id))
      }
    }
    return files
  }
}
