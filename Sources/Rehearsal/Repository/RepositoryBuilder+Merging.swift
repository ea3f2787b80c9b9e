import GitHistory

extension RepositoryBuilder {
  /// Merges branches into the checked-out one, always with a merge commit.
  ///
  /// What a branch changed since it parted is taken over path by path. A path that both sides changed to
  /// different content keeps ours, and `resolving` has to write or remove it.
  ///
  /// - Parameters:
  ///   - branches: one, or several for an octopus.
  ///   - message: nil for the one git writes.
  ///   - resolving: edits the merged working set before it is committed: to resolve conflicts, or to smuggle
  ///     something in.
  /// - Throws: for a branch that is not there or shares no history with ours, and for a path in conflict that
  ///   `resolving` did not touch.
  @discardableResult
  package func merge(
    _ branches: String..., message: String? = nil, by person: Person, author: Person? = nil,
    committer: Person? = nil, signed: Signing = .byAuthor, at date: Int64? = nil,
    resolving: (RepositoryBuilder) throws(RehearsalError) -> Void = { _ in }
  ) throws(RehearsalError) -> ObjectID {
    var commits: [ObjectID] = []
    for branch in branches {
      guard let tip = tip(of: branch) else {
        throw RehearsalError("merging", "there is no branch \(branch)", mend: "make it with branch(_:from:)")
      }
      commits.append(tip)
    }
    let conflicts = try takeChanges(of: commits)
    touched = []
    try resolving(self)
    let open = conflicts.subtracting(touched).sorted()
    if !open.isEmpty {
      throw RehearsalError(
        "merging \(branches.joined(separator: ", "))",
        "both sides changed \(open.map(\.description).joined(separator: ", "))",
        mend: "write or remove each in `resolving`")
    }
    let names = branches.map { "'\($0)'" }.joined(separator: ", ")
    return try commit(
      message ?? "Merge \(branches.count == 1 ? "branch" : "branches") \(names)", by: person, author: author,
      committer: committer, signed: signed, at: date, parents: (head.map { [$0] } ?? []) + commits)
  }

  /// Takes over what other commits changed since they parted from ours; returns the paths in conflict.
  func takeChanges(of commits: [ObjectID]) throws(RehearsalError) -> Set<GitPath> {
    guard let ours = head else {
      throw RehearsalError("merging", "there is no commit to merge into", mend: "commit first")
    }
    var conflicts: Set<GitPath> = []
    for theirs in commits {
      guard let base = try storage.mergeBase(ours, theirs) else {
        throw RehearsalError("merging", "\(theirs) shares no history with \(ours)")
      }
      let old = try storage.tree(ofCommit: base)
      for change in try storage.changes(from: old, to: try storage.tree(ofCommit: theirs)) {
        if try !take(change) { conflicts.insert(change.path) }
      }
    }
    return conflicts
  }

  /// Applies a change of the other side; false where ours changed the same path to something else.
  private func take(_ change: Change) throws(RehearsalError) -> Bool {
    let current = try files.entry(at: change.path.components[...])
    func holds(_ entry: TreeEntry?) -> Bool {
      switch current {
      case .leaf(let mode, let id): entry.map { $0.mode == mode && $0.id == id } ?? false
      // A directory of ours in the place of a file that they do not have either.
      case .directory, nil: entry == nil
      }
    }
    if holds(change.new) { return true }
    guard holds(change.old) else { return false }
    try files.set(change.path.components[...], to: change.new.map { ($0.mode, $0.id) })
    return true
  }
}
