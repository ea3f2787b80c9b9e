import Foundation
import GitHistory
import Rehearsal
import Testing

@testable import Countersign

struct NeighboursTests {
  /// A tree of empty files with these names, which come in git's order.
  private func withTree(_ names: [String], _ body: (ObjectID, borrowing Repository) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "neighbours-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let builder = try RepositoryBuilder(creating: folder, bare: true)
    let blob = try builder.writeRaw(.blob, [])
    let tree = try builder.writeRaw(
      .tree, RepositoryBuilder.treeBytes(names.map { ("100644", Array($0.utf8), blob) }))
    try body(tree, Repository(at: folder))
  }

  @Test("names that fold to one are each other's twins") func twins() throws {
    try withTree(["SCORER", "Scorer", "other", "scorer"]) { tree, repository in
      let neighbours = Neighbours()
      for (name, twin, others) in [
        ("scorer", "SCORER", 1), ("SCORER", "Scorer", 1), ("Scorer", "SCORER", 1),
      ] {
        let found = try neighbours.twin(of: Array(name.utf8), inTree: tree, repository)
        #expect(found?.name == Array(twin.utf8) && found?.others == others)
      }
      let none = try neighbours.twin(of: Array("other".utf8), inTree: tree, repository)
      #expect(none == nil)
    }
  }

  // Folding every name for each of them would take an hour.
  @Test("a directory's names are folded once, not once for each of them", .timeLimit(.minutes(1)))
  func manyNames() throws {
    let names = (100_000..<120_000).map { "m\($0)" }
    try withTree(names) { tree, repository in
      let neighbours = Neighbours()
      for name in names {
        let twin = try neighbours.twin(of: Array(name.utf8), inTree: tree, repository)
        #expect(twin == nil)
      }
    }
  }
}
