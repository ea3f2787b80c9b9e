import GitHistory

/// What the commits of base..head brought and removed below one directory.
struct FileEvents {
  struct Event {
    let commit: ObjectID
    let path: GitPath
    /// Nil where the commit removed the file.
    let entry: TreeEntry?
  }

  private(set) var events: [Event] = []

  /// - Parameter commits: base..head, parents before children.
  init(below directory: GitPath, in commits: [RawCommit], _ repository: borrowing Repository) throws(GitError)
  {
    for commit in commits {
      let own = try repository.entry(at: directory, inTree: commit.tree)
      var parents: [(tree: ObjectID, entry: TreeEntry?)] = []
      for parent in commit.parents {
        let tree = try repository.commit(parent).tree
        parents.append((tree, try repository.entry(at: directory, inTree: tree)))
      }
      // What one parent has as a whole was not brought here.
      if parents.contains(where: { $0.entry?.id == own?.id && $0.entry?.mode == own?.mode }) { continue }
      if parents.isEmpty, own == nil { continue }
      let files = try FileEvents.files(below: directory, of: commit.tree, own, repository)
      var before: [[GitPath: TreeEntry]] = []
      for parent in parents {
        before.append(try FileEvents.files(below: directory, of: parent.tree, parent.entry, repository))
      }
      for (path, entry) in files.sorted(by: { $0.key < $1.key })
      where !before.contains(where: { $0[path]?.hasSameContent(as: entry) ?? false }) {
        events.append(Event(commit: commit.id, path: path, entry: entry))
      }
      guard let first = before.first else { continue }
      for path in first.keys.sorted() where files[path] == nil && before.allSatisfy({ $0[path] != nil }) {
        events.append(Event(commit: commit.id, path: path, entry: nil))
      }
    }
  }

  /// The files below a directory of a tree.
  static func files(
    below directory: GitPath, of tree: ObjectID, _ entry: TreeEntry?, _ repository: borrowing Repository
  ) throws(GitError) -> [GitPath: TreeEntry] {
    guard entry?.mode == .tree else { return [:] }
    var files: [GitPath: TreeEntry] = [:]
    for file in try repository.files(inTree: tree, below: directory) {
      files[file.path] = TreeEntry(name: file.path.lastComponent, mode: file.mode, id: file.id)
    }
    return files
  }

  static func files(
    below directory: GitPath, of tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [GitPath: TreeEntry] {
    try files(below: directory, of: tree, try repository.entry(at: directory, inTree: tree), repository)
  }
}
