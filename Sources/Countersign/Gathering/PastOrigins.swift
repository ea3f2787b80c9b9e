import GitHistory

/// Finds who brought a file before it was taken away and put back.
///
/// Looks at a bounded number of commits: it is asked of files that were put back within one change, since what is taken
/// away for longer is judged when it goes.
struct PastOrigins {
  private let path: GitPath
  private let entry: TreeEntry
  private var seen: Set<ObjectID> = []
  private var left = 1_000

  init(path: GitPath, entry: TreeEntry) {
    self.path = path
    self.entry = entry
  }

  /// The commits that brought the file, in the history of those that brought it later; none where it was not there.
  mutating func origins(
    before later: [ObjectID], _ repository: borrowing Repository
  ) throws(GitError) -> [ObjectID] {
    var waiting: [ObjectID] = []
    for commit in later { waiting += try repository.commit(commit).parents }
    var next = 0
    while next < waiting.count, left > 0 {
      let id = waiting[next]
      next += 1
      guard seen.insert(id).inserted else { continue }
      left -= 1
      let commit = try repository.commit(id)
      if let there = try repository.entry(at: path, inTree: commit.tree), there.hasSameContent(as: entry) {
        return try repository.origins(of: path, entry: (entry.mode, entry.id), from: id)
      }
      waiting += commit.parents
    }
    return []
  }
}
