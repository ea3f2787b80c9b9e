extension CommitGraph {
  /// The best common ancestors of what the two sets reach, the oldest first as git's merge takes them.
  func mergeBases(_ first: [ObjectID], _ second: [ObjectID]) throws(GitError) -> [ObjectID] {
    var left: [Int] = []
    var right: [Int] = []
    for id in first { left.append(try number(of: id)) }
    for id in second { right.append(try number(of: id)) }
    var candidates = try Painting(self, first: left, second: right).bests
    // A false date may have left an ancestor of another candidate among them.
    var position = 0
    while candidates.count > 1, position < candidates.count {
      let one = candidates[position]
      let others = candidates.filter { $0 != one }
      let painting = try Painting(self, first: [one], second: others)
      if painting[one].contains(.second) {
        candidates.remove(at: position)
      } else {
        let count = candidates.count
        candidates.removeAll { $0 != one && painting[$0].contains(.first) }
        position = candidates.count == count ? position + 1 : 0
      }
    }
    var dated: [(date: Int64, id: ObjectID)] = []
    for candidate in candidates { dated.append((try date(candidate), id(candidate))) }
    return dated.sorted { ($0.date, $0.id) < ($1.date, $1.id) }.map(\.id)
  }

  /// True when `ancestor` is `descendant` or one of its ancestors.
  func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
    let first = try number(of: ancestor)
    let second = try number(of: descendant)
    // Also reads both, so that a missing one is an error and not an answer.
    _ = try date(first)
    _ = try date(second)
    if first == second { return true }
    return try Painting(self, first: [first], second: [second])[first].contains(.second)
  }
}
