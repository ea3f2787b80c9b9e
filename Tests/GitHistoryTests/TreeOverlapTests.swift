import Testing

@testable import GitHistory

/// Looking only at what differs from a known tree gives what looking at everything gives.
@Suite struct TreeOverlapTests {
  private struct Entry {
    var mode = "40000"
    var name: String
    var id: UInt8
    var bytes: [UInt8] { Array("\(mode) \(name)".utf8) + [0] + [UInt8](repeating: id, count: 20) }
  }

  private static func bytes(_ entries: [Entry]) -> [UInt8] { entries.flatMap(\.bytes) }

  private static func sorted(_ names: some Sequence<String>) -> [Entry] {
    // As git sorts directories: as if with a slash.
    Set(names).sorted { ($0 + "/").utf8.lexicographicallyPrecedes(($1 + "/").utf8) }
      .map { Entry(name: $0, id: 7) }
  }

  /// One change to the entries, mostly one that leaves a good tree.
  private static func change(_ entries: inout [Entry], _ random: inout some RandomNumberGenerator) {
    let place = entries.isEmpty ? 0 : Int.random(in: 0..<entries.count, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0 where !entries.isEmpty: entries.remove(at: place)
    case 1: entries.insert(Entry(name: "\(entries.first?.name ?? "")z", id: 9), at: place)
    case 2 where !entries.isEmpty: entries.insert(entries[place], at: place)
    case 3 where entries.count > 1: entries.swapAt(place, 0)
    case 4 where !entries.isEmpty:
      entries[place].mode = ["100644", "040000", "40000"].randomElement(using: &random)!
    case 5 where !entries.isEmpty:
      entries[place].name = [".git", "a/b", "..", "git~1"].randomElement(using: &random)!
    case 6 where !entries.isEmpty: entries[place].id = 0
    case 7 where !entries.isEmpty: entries[place].name += "-new"
    default: if !entries.isEmpty { entries[place].id = UInt8.random(in: 1...255, using: &random) }
    }
  }

  private static func outcome(_ parse: () throws(ParseProblem) -> Tree) -> (Tree?, String) {
    do throws(ParseProblem) { return (try parse(), "") } catch { return (nil, error.message) }
  }

  @Test(arguments: 1...8)
  func `a tree is parsed alike, whatever tree is known`(seed: Int) throws {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<100 {
      let count = Int.random(in: 0...(seed % 2 == 0 ? 6 : 90), using: &random)
      let names = (0..<count).map { _ in "m\(Int.random(in: 0..<200, using: &random))" }
      let old = TreeOverlapTests.sorted(names)
      var new = old
      for _ in 0...Int.random(in: 0...2, using: &random) { TreeOverlapTests.change(&new, &random) }
      var bytes = TreeOverlapTests.bytes(new)
      if Int.random(in: 0..<12, using: &random) == 0 { bytes.removeLast(min(bytes.count, 5)) }
      let known = try Tree(parsing: TreeOverlapTests.bytes(old))
      let (plain, problem) = TreeOverlapTests.outcome { () throws(ParseProblem) in try Tree(parsing: bytes) }
      let (like, other) = TreeOverlapTests.outcome { () throws(ParseProblem) in
        try Tree(parsing: bytes, like: known)
      }
      #expect(plain?.starts == like?.starts && problem == other, "\(old) \(new)")
      guard let plain else { continue }
      #expect(plain.hasDirectoriesOnly == like?.hasDirectoriesOnly)
      let pairs = Repository.differences(known, plain)
      #expect(pairs.compactMap(\.0).map(\.name) == gone(known, plain))
      #expect(pairs.compactMap(\.1).map(\.name) == gone(plain, known))
    }
  }

  /// The names of what one tree has and the other has not just so.
  private func gone(_ tree: Tree, _ other: Tree) -> [[UInt8]] {
    tree.entries.filter { !other.entries.contains($0) }.map(\.name)
  }
}
