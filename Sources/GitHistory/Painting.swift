/// Paints the ancestors of two sets of commits, newest first, until what is left is common to both
/// (`paint_down_to_common` in git's `commit-reach.c`).
///
/// Each commit of one colour is expanded however old it claims to be, so false dates cost time but never
/// hide an ancestor: a commit that carries a colour is reachable from that set, and ``bests`` misses
/// none.
struct Painting {
  struct Colors: OptionSet {
    let rawValue: UInt8
    static let first = Colors(rawValue: 1)
    static let second = Colors(rawValue: 2)
    static let both: Colors = [.first, .second]
    /// An ancestor of a commit with both colours.
    static let stale = Colors(rawValue: 4)
    static let isResult = Colors(rawValue: 8)
    static let isQueued = Colors(rawValue: 16)
  }

  private let graph: CommitGraph
  private var colors: [Colors] = []
  private var queue: DateQueue
  /// Queued commits that are not stale.
  private var live = 0
  private var results: [Int] = []

  /// How many stale commits are looked at beyond the last live one when a range is asked for.
  private static let slop = 16

  init(_ graph: CommitGraph, first: [Int], second: [Int], forRange: Bool = false) throws(GitError) {
    self.graph = graph
    queue = DateQueue()
    for number in first { try paint(number, .first) }
    for number in second { try paint(number, .second) }
    var oldest = Int64.max
    var slop = forRange ? Painting.slop : 0
    while let (date, number) = queue.peek {
      if live == 0 {
        // A stale commit may still turn out to be newer than one of the range.
        if forRange, date >= oldest { slop = Painting.slop } else { slop -= 1 }
        if slop < 0 { break }
      }
      queue.removeFirst()
      colors[number].remove(.isQueued)
      var passedOn = colors[number].intersection([.first, .second, .stale])
      if !passedOn.contains(.stale) { live -= 1 }
      if passedOn.isSuperset(of: .both) {
        if !colors[number].contains(.isResult) {
          colors[number].insert(.isResult)
          results.append(number)
        }
        passedOn.insert(.stale)
      } else if passedOn == .first {
        oldest = min(oldest, date)
      }
      for parent in try graph.parents(number) { try paint(Int(parent), passedOn) }
    }
  }

  /// The colours of a commit; none when no walk came there.
  subscript(number: Int) -> Colors { number < colors.count ? colors[number] : [] }

  /// Common ancestors that are, as far as was walked, no ancestors of others.
  var bests: [Int] { results.filter { !colors[$0].contains(.stale) } }

  private mutating func paint(_ number: Int, _ new: Colors) throws(GitError) {
    if number >= colors.count {
      colors += repeatElement([], count: max(graph.count, number + 1, 2 * colors.count) - colors.count)
    }
    let before = colors[number]
    if before.isSuperset(of: new) { return }
    colors[number].formUnion(new)
    let wasLive = before.contains(.isQueued) && !before.contains(.stale)
    let isLive = !colors[number].contains(.stale)
    if !before.contains(.isQueued) {
      queue.insert(date: try graph.date(number), number: number)
      colors[number].insert(.isQueued)
    }
    live += (isLive ? 1 : 0) - (wasLive ? 1 : 0)
  }
}
