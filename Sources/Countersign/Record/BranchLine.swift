import GitHistory
import Governance

/// What a branch holds: its first-parent line by places, and what else it reaches.
final class BranchLine {
  let tip: ObjectID
  /// The oldest first.
  let commits: [ObjectID]
  private let places: [ObjectID: Int]
  private var reachable: Set<ObjectID>?

  init(_ tip: ObjectID, _ repository: borrowing Repository) throws(GitError) {
    self.tip = tip
    commits = Array(try repository.firstParents(from: tip).reversed())
    places = Dictionary(uniqueKeysWithValues: commits.enumerated().map { ($0.element, $0.offset) })
  }

  /// Whether the commit stands on the first-parent line.
  func holds(_ commit: ObjectID) -> Bool { places[commit] != nil }

  /// Whether the branch contains the commit.
  func contains(_ commit: ObjectID, _ repository: borrowing Repository) throws(GitError) -> Bool {
    if holds(commit) { return true }
    if let reachable { return reachable.contains(commit) }
    // Asked for many commits, one walk answers all.
    let all = Set(try repository.commitIDs(reachableFrom: tip))
    reachable = all
    return all.contains(commit)
  }

  /// Whether a commit is the other or descends from it. One that is not here descends from nothing.
  func descends(
    _ commit: ObjectID, from other: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> Bool {
    if commit == other { return true }
    if let place = places[commit], let earlier = places[other] { return earlier <= place }
    guard try repository.holdsCommit(commit), try repository.holdsCommit(other) else { return false }
    return try repository.isAncestor(other, of: commit)
  }

  /// Steps by first parents.
  struct Gap {
    var steps: [AuditedLine.Step] = []
    /// The merge whose first parent is not where the steps begin, but passes it by.
    var leftBy: ObjectID?
  }

  /// The steps between two states of the branch, of which the second contains the first; nil is before its beginning.
  func steps(
    from start: ObjectID?, to end: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) -> Gap {
    if start == end { return Gap() }
    if let place = places[end] {
      if let start {
        if let first = places[start], first < place {
          return Gap(steps: steps(of: commits, first + 1...place))
        }
      } else {
        return Gap(steps: steps(of: commits, 0...place))
      }
    }
    let own = Array(try repository.firstParents(from: end).reversed())
    guard let start else { return Gap(steps: steps(of: own, 0...own.count - 1)) }
    if let place = own.lastIndex(of: start) { return Gap(steps: steps(of: own, place + 1...own.count - 1)) }
    // The first one that contains it came upon it; what its own first parents are, the branch never was.
    var (low, high) = (0, own.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if try repository.isAncestor(start, of: own[middle]) { high = middle } else { low = middle + 1 }
    }
    var gap = Gap(steps: steps(of: own, low...own.count - 1), leftBy: own[low])
    gap.steps[0] = AuditedLine.Step(base: start, head: own[low])
    return gap
  }

  private func steps(of line: [ObjectID], _ range: ClosedRange<Int>) -> [AuditedLine.Step] {
    range.map { AuditedLine.Step(base: $0 == 0 ? nil : line[$0 - 1], head: line[$0]) }
  }
}
