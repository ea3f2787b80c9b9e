extension Repository {
  /// `head` and its ancestors, without `base` and theirs: parents before children, in an order that
  /// depends on the graph only (depth-first, parents in order).
  ///
  /// Every commit that is not an ancestor of `base` is there. The converse holds unless committer dates lie
  /// by more than 16 commits, as in git; then ancestors of `base` may be there too, and judging more
  /// commits than needed is the safe side. With no `base` the result is exact.
  ///
  /// - Throws: `missingObject`, `corruptObject`, `malformedCommit`: never is an unreadable commit taken for
  ///   the beginning of history.
  package func commitIDs(
    reachableFrom head: ObjectID, excluding base: [ObjectID] = []
  ) throws(GitError) -> [ObjectID] {
    let head = try graph.number(of: head)
    if base.isEmpty { return try graph.postOrder(from: head) { _ in false } }
    var excluded: [Int] = []
    for id in base { excluded.append(try graph.number(of: id)) }
    let painting = try Painting(graph, first: [head], second: excluded, forRange: true)
    return try graph.postOrder(from: head) { painting[$0].contains(.second) }
  }

  /// `head`, its first parent, that one's first parent and so on, the newest first.
  ///
  /// - Parameter base: where to stop; it is left out itself. Nil goes on to the first commit.
  /// - Throws: `unrelatedHistories` when `base` is not on this line; `missingObject` and the like.
  package func firstParents(from head: ObjectID, until base: ObjectID? = nil) throws(GitError) -> [ObjectID] {
    var line: [ObjectID] = []
    var current = head
    while current != base {
      line.append(current)
      let number = try graph.number(of: current)
      guard let parent = try graph.parents(number).first else {
        guard let base else { return line }
        throw GitError(
          .unrelatedHistories, "walking first parents", "\(base) is not on the first-parent line of \(head)",
          mend: "name a commit of that line; git log --first-parent lists them")
      }
      current = graph.id(Int(parent))
    }
    return line
  }

  /// True when `ancestor` is `descendant` or can be reached from it.
  package func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    try graph.isAncestor(ancestor, of: descendant)
  }

  /// The common ancestors that are no ancestors of other common ones (`git merge-base --all`), the oldest
  /// first; several in a criss-cross history, none in unrelated ones.
  package func mergeBases(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> [ObjectID] {
    try graph.mergeBases([first], [second])
  }
}
