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

  /// Only what a commit changed is looked at, however many files there are.
  ///
  /// - Parameter commits: base..head, parents before children.
  init(below directory: GitPath, in commits: [RawCommit], _ repository: borrowing Repository) throws(GitError)
  {
    for commit in commits {
      let own = try FileEvents.tree(at: directory, in: commit.tree, repository)
      var parents: [ObjectID?] = []
      for parent in commit.parents {
        parents.append(try FileEvents.tree(at: directory, in: repository.commit(parent).tree, repository))
      }
      // What one parent has as a whole was not brought here.
      if parents.contains(where: { $0 == own }) { continue }
      var removed: [GitPath] = []
      for change in try repository.changes(from: parents.first ?? nil, to: own) {
        let path = directory.appending(change.path.bytes)
        let entry = change.new.map { TreeEntry(name: path.lastComponent, mode: $0.mode, id: $0.id) }
        var isOwn = true
        for parent in parents.dropFirst() where isOwn {
          let there = try FileEvents.file(at: change.path, in: parent, repository)
          isOwn = entry.map { !(there?.hasSameContent(as: $0) ?? false) } ?? (there != nil)
        }
        guard isOwn else { continue }
        if let entry {
          events.append(Event(commit: commit.id, path: path, entry: entry))
        } else {
          removed.append(path)
        }
      }
      for path in removed { events.append(Event(commit: commit.id, path: path, entry: nil)) }
    }
  }

  /// The directory's tree; nil where there is none.
  private static func tree(
    at directory: GitPath, in root: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> ObjectID? {
    guard let entry = try repository.entry(at: directory, inTree: root), entry.mode == .tree else {
      return nil
    }
    return entry.id
  }

  /// What is no directory at a path.
  private static func file(
    at path: GitPath, in tree: ObjectID?, _ repository: borrowing Repository
  ) throws(GitError) -> TreeEntry? {
    guard let tree, let entry = try repository.entry(at: path, inTree: tree), entry.mode != .tree else {
      return nil
    }
    return entry
  }

  /// The files below a directory of a tree.
  static func files(
    below directory: GitPath, of tree: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> [GitPath: TreeEntry] {
    guard try FileEvents.tree(at: directory, in: tree, repository) != nil else { return [:] }
    var files: [GitPath: TreeEntry] = [:]
    for file in try repository.files(inTree: tree, below: directory) {
      files[file.path] = TreeEntry(name: file.path.lastComponent, mode: file.mode, id: file.id)
    }
    return files
  }
}
