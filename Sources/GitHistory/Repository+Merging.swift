extension Repository {
  /// How many merge bases may have to be merged for one merge.
  private static let virtualBaseLimit = 256

  /// Merges two commits in memory, as `git merge-tree --write-tree` would; nothing is written.
  ///
  /// Several merge bases (a criss-cross) are first merged with each other, and a path in conflict there
  /// equals nothing, so it stays in conflict unless both sides agree on it.
  ///
  /// Where git would merge cleanly this may report a conflict, never the reverse with another tree. Renames
  /// are not looked for: similarity is a guess with thresholds that differ between versions and settings,
  /// and a tree that is judged must not rest on one. A file renamed on one side and changed on the other
  /// is then a conflict. Attributes, merge drivers and configuration are not read.
  ///
  /// - Throws: `unrelatedHistories` where there is no common ancestor; `tooLarge`; and what reading throws.
  package func mergedTree(_ ours: ObjectID, _ theirs: ObjectID) throws(GitError) -> MergeOutcome {
    try fold([ours, theirs])
  }

  /// Merges the parents of a commit, several from left to right, to tell what the merge itself brought.
  ///
  /// With one parent, the result is that parent's tree; with none, the empty tree.
  package func cleanMerge(ofParents commit: RawCommit) throws(GitError) -> MergeOutcome {
    try fold(commit.parents)
  }

  /// Frees what merges made. The ids they gave can no longer be read afterwards.
  package func forgetMergedObjects() { store.overlay = MergeOverlay() }

  private func fold(_ commits: [ObjectID]) throws(GitError) -> MergeOutcome {
    guard let first = commits.first else { return .clean(.emptyTree) }
    var budget = Repository.virtualBaseLimit
    var heads = [first]
    var tree: ObjectID? = try store.links(first).tree
    for next in commits.dropFirst() {
      let bases = try graph.mergeBases(heads, [next])
      if bases.isEmpty {
        throw GitError(
          .unrelatedHistories, "merging", "\(heads[heads.count - 1]) and \(next) have no common ancestor",
          mend: "rebase one onto the other")
      }
      var merge = TreeMerge(store: store, isVirtual: false)
      let base = try virtualBase(bases, budget: &budget)
      tree = try merge.merge(base: base, ours: tree, theirs: try store.links(next).tree)
      if !merge.conflicts.isEmpty { return .conflict(merge.conflicts.sorted()) }
      heads.append(next)
    }
    if let tree { return .clean(tree) }
    return .clean(try store.overlay.insert([], as: .tree))
  }

  /// The tree of the only base, or of all bases merged with each other, the oldest first
  /// (`merge_ort_internal` in git's `merge-ort.c`).
  private func virtualBase(_ bases: [ObjectID], budget: inout Int) throws(GitError) -> ObjectID? {
    guard let first = bases.first else { return nil }
    var heads = [first]
    var tree: ObjectID? = try store.links(first).tree
    for next in bases.dropFirst() {
      budget -= 1
      if budget < 0 {
        throw GitError(
          .tooLarge, "merging",
          "more than \(Repository.virtualBaseLimit) merge bases to merge with each other")
      }
      let inner = try virtualBase(try graph.mergeBases(heads, [next]), budget: &budget)
      var merge = TreeMerge(store: store, isVirtual: true)
      tree = try merge.merge(base: inner, ours: tree, theirs: try store.links(next).tree)
      heads.append(next)
    }
    return tree
  }
}
