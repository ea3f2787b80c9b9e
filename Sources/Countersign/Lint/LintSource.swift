import GitHistory

/// Which state of the documents is looked over.
package enum LintSource: Sendable {
  /// What lies in the work tree, untracked files too.
  case workTree
  /// What a commit of the index would hold.
  case index
  case revision(String)
}

/// The tree that is looked over, and what it is compared with.
struct LintedTree {
  let id: ObjectID
  /// What the tree of HEAD holds; nil where it holds nothing, or nobody asks what is new.
  private(set) var head: ObjectID?
  private(set) var conflicts: [GitPath] = []
  private(set) var unreadable: [(path: GitPath, reason: String)] = []

  /// - Throws: `UsageError` where there is no such state, `GitError` where it cannot be read.
  init(_ source: LintSource, _ repository: borrowing Repository) throws {
    if case .revision(let name) = source {
      id = try DigestQuery(revision: name).tree(repository)
      return
    }
    guard repository.workingDirectory != nil else {
      throw UsageError("the repository is bare; name a revision to look at with --rev")
    }
    let draft: DraftTree
    if case .index = source { draft = try repository.stagedTree() } else { draft = try repository.workTree() }
    id = draft.id
    conflicts = draft.conflicts
    unreadable = draft.unreadable
    // A branch without a commit is as good as one that holds nothing.
    if let commit = try repository.head().id { head = try repository.commit(commit).tree }
  }

  /// Whether the file differs from what HEAD holds in its place.
  func isNew(_ path: GitPath, _ entry: TreeEntry, _ repository: borrowing Repository) throws(GitError) -> Bool
  {
    guard let head, let standing = try repository.entry(at: path, inTree: head) else { return true }
    return !standing.hasSameContent(as: entry)
  }
}
