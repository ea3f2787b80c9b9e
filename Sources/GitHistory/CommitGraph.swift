/// Commits and their parents, by dense numbers, loaded as walks reach them and kept: about 100 bytes each.
///
/// Parents always come from the commit objects themselves. libgit2's own walk would believe the
/// `commit-graph` file, grafts and `shallow`, none of which is covered by a hash.
final class CommitGraph {
  private let store: ObjectStore
  private var numbers: [ObjectID: Int32] = [:]
  private var ids: [ObjectID] = []
  /// Committer dates in seconds; they order walks and decide nothing.
  private var dates: [Int64] = []
  /// Where a commit's parents begin in `parentNumbers`; -1 until it is loaded.
  private var parentStarts: [Int] = []
  private var parentCounts: [Int32] = []
  private var parentNumbers: [Int32] = []

  init(_ store: ObjectStore) { self.store = store }

  /// How many commits have a number.
  var count: Int { ids.count }

  func number(of id: ObjectID) throws(GitError) -> Int {
    if let known = numbers[id] { return Int(known) }
    guard ids.count < Int(Int32.max) else {
      throw GitError(.tooLarge, "walking history", "more than \(Int32.max) commits")
    }
    let number = ids.count
    numbers[id] = Int32(number)
    ids.append(id)
    dates.append(0)
    parentStarts.append(-1)
    parentCounts.append(0)
    return number
  }

  func id(_ number: Int) -> ObjectID { ids[number] }

  /// The committer's date; the commit is read when it was not yet.
  func date(_ number: Int) throws(GitError) -> Int64 {
    try load(number)
    return dates[number]
  }

  /// The numbers of the parents, in order.
  func parents(_ number: Int) throws(GitError) -> ArraySlice<Int32> {
    try load(number)
    return parentNumbers[parentStarts[number]..<(parentStarts[number] + Int(parentCounts[number]))]
  }

  private func load(_ number: Int) throws(GitError) {
    if parentStarts[number] >= 0 { return }
    let links = try store.links(ids[number])
    var parents: [Int32] = []
    for parent in links.parents { parents.append(Int32(try self.number(of: parent))) }
    dates[number] = links.date
    parentStarts[number] = parentNumbers.count
    parentCounts[number] = Int32(parents.count)
    parentNumbers += parents
  }

  /// `head` and its ancestors without those that `isExcluded`, parents before children: depth-first,
  /// parents in order, so that the result depends on the graph only. Not recursive; takes a million
  /// commits.
  func postOrder(from head: Int, isExcluded: (Int) -> Bool) throws(GitError) -> [ObjectID] {
    var result: [ObjectID] = []
    var isSeen: [Bool] = []
    func see(_ number: Int) -> Bool {
      if number >= isSeen.count {
        isSeen += repeatElement(false, count: max(number + 1, 2 * isSeen.count) - isSeen.count)
      }
      if isSeen[number] || isExcluded(number) { return false }
      isSeen[number] = true
      return true
    }
    var path: [(number: Int, next: Int)] = []
    if see(head) { path.append((head, 0)) }
    while let (number, next) = path.last {
      let parents = try parents(number)
      if next == parents.count {
        result.append(ids[number])
        path.removeLast()
      } else {
        path[path.count - 1].next += 1
        let parent = Int(parents[parents.startIndex + next])
        if see(parent) { path.append((parent, 0)) }
      }
    }
    return result
  }
}
