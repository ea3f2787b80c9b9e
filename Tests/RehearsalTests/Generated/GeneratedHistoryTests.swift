import Foundation
import GitHistory
import Testing

@testable import Rehearsal

struct GeneratedHistoryTests {
  private let directory: TemporaryDirectory
  private let git: Tool

  init() throws {
    directory = try TemporaryDirectory()
    git = Tool("git", home: directory.path)
  }

  @Test func `it has as many commits as asked for, and ten to be judged`() throws {
    let history = try GeneratedHistory.build(at: directory.path("bare"), commits: 203, models: 12)
    #expect(history.commits == 203)
    #expect(try git.run("rev-list", "--count", "main", in: history.path).output == "203\n")
    #expect(try git.run("rev-list", "--count", "main..change", in: history.path).output == "10\n")
    #expect(
      try git.run("rev-parse", "main", "change", in: history.path).output
        == "\(history.base)\n\(history.head)\n")
    let touched = try git.run("diff", "--name-only", "main", "change", in: history.path).output
    #expect(touched.split(separator: "\n").allSatisfy { $0.hasPrefix("models/\(history.model)/") })
  }

  @Test func `git fsck --strict has nothing to say`() throws {
    let history = try GeneratedHistory.build(at: directory.path("bare"), commits: 300, models: 9, seed: 7)
    let outcome = try git.run("fsck", "--strict", "--full", in: history.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test func `the same seed makes the same ids and another seed others`() throws {
    let heads = try [("a", 1), ("b", 1), ("c", 2)].map { name, seed in
      try GeneratedHistory.build(at: directory.path(name), commits: 60, models: 4, seed: UInt64(seed)).head
    }
    #expect(heads[0] == heads[1])
    #expect(heads[0] != heads[2])
  }

  @Test func `side branches run beside each other, and merges lose nothing`() throws {
    let history = try GeneratedHistory.build(at: directory.path("bare"), commits: 400, models: 10)
    let reader = try Repository(at: history.path)
    var parallel = 0
    for id in try reader.firstParents(from: history.base) {
      let commit = try reader.commit(id)
      guard commit.parents.count == 2 else { continue }
      if try !reader.isAncestor(commit.parents[0], of: commit.parents[1]) { parallel += 1 }
      #expect(try reader.cleanMerge(ofParents: commit) == .clean(commit.tree))
    }
    #expect(parallel > 3)
  }

  @Test func `fewer than the policy and the models is refused`() {
    #expect(throws: RehearsalError.self) {
      try GeneratedHistory.build(at: directory.path("bare"), commits: 1, models: 1)
    }
  }
}
