import GitHistory

/// The commits and trees of one transition.
struct TransitionTrees {
  /// Nil where the branch starts from nothing.
  let baseCommit: ObjectID?
  let base: ObjectID?
  let head: ObjectID
  /// The tree that will land.
  let landed: ObjectID
  /// Base..head, parents before children.
  let commits: [RawCommit]
}
