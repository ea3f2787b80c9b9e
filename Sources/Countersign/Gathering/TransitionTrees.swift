import GitHistory

/// The commits and trees of one transition.
struct TransitionTrees {
  /// Nil where the branch starts from nothing.
  let baseCommit: ObjectID?
  let base: ObjectID?
  /// What is taken for settled: base or, where a branch starts from nothing, the pinned root. Its policy judges.
  let trustedCommit: ObjectID?
  let trusted: ObjectID?
  let head: ObjectID
  /// The tree that will land.
  let landed: ObjectID
  /// What comes after the trusted commit up to head, parents before children.
  let commits: [RawCommit]
}
