import GitHistory

/// A history of random merges, written without files, with dates that may lie.
struct RandomHistory {
  private(set) var commits: [ObjectID] = []
  private(set) var parents: [[ObjectID]] = []

  /// - Parameter honest: whether each commit claims to be newer than its parents.
  init(seed: UInt64, count: Int, honest: Bool, in writer: borrowing RepositoryWriter) throws {
    var random = SeededNumbers(state: seed)
    for number in 0..<count {
      var chosen: [ObjectID] = []
      let wanted = number == 0 || random.next() % 25 == 0 ? 0 : random.next() % 3 == 0 ? 2 : 1
      for _ in 0..<wanted {
        let parent = commits[max(0, number - 1 - Int(random.next() % 8))]
        if !chosen.contains(parent) { chosen.append(parent) }
      }
      let time = honest ? Int64(number) * 10 : Int64(random.next() % 1000)
      let person = PersonStamp(name: Array("Erin".utf8), email: Array("e@x".utf8), time: 1_000_000 + time)
      commits.append(
        try writer.writeCommit(
          tree: .emptyTree, parents: chosen, author: person, committer: person,
          message: Array("\(number)".utf8)))
      parents.append(chosen)
    }
  }

  /// All that can be reached from a commit, by brute force.
  func ancestors(of id: ObjectID) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    var open = [id]
    while let next = open.popLast() {
      guard found.insert(next).inserted, let number = commits.firstIndex(of: next) else { continue }
      open += parents[number]
    }
    return found
  }
}
