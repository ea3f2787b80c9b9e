import GitHistory
import Testing

@Suite struct WalkTests {
  @Test(arguments: [(1, true), (2, true), (3, false), (4, false), (5, false), (6, true)])
  func `ranges, merge bases and ancestry agree with git and with brute force`(
    _ seed: UInt64, _ isHonest: Bool
  ) throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    _ = try writer.writeTree([])
    let history = try RandomHistory(seed: seed, count: 80, honest: isHonest, in: writer)
    var random = SeededNumbers(state: seed)
    for _ in 0..<25 {
      let (a, b) = (
        history.commits.randomElement(using: &random)!, history.commits.randomElement(using: &random)!
      )
      let repository = try git.open()
      let above = history.ancestors(of: a)
      let below = history.ancestors(of: b)
      let range = try repository.commitIDs(reachableFrom: a, excluding: [b])
      #expect(Set(range) == above.subtracting(below), "\(a) without \(b)")
      #expect(range.count == Set(range).count)
      for (position, id) in range.enumerated() {
        let parents = try repository.commit(id).parents
        #expect(parents.allSatisfy { parent in !range[position...].contains(parent) })
      }
      let everything = try repository.commitIDs(reachableFrom: a)
      let shown = try git.lines("rev-list", "--topo-order", a.hex)
      #expect(Set(everything.map(\.hex)) == Set(shown))
      #expect(everything.last == a)
      #expect(try repository.isAncestor(a, of: b) == below.contains(a))
      let common = above.intersection(below)
      let bests = common.filter { one in
        !common.contains { $0 != one && history.ancestors(of: $0).contains(one) }
      }
      #expect(try Set(repository.mergeBases(a, b)) == bests)
      let bases = try git.run(["merge-base", "--all", a.hex, b.hex], accept: [0, 1])
      #expect(Set(bases.split(separator: "\n").map(String.init)) == Set(bests.map(\.hex)))
    }
  }

  @Test func `first parents run from the newest to before the base`() throws {
    let git = try Git()
    let root = try git.commit("one")
    let second = try git.commit("two")
    _ = try git("checkout", "-q", "-b", "side")
    let side = try git.commit("side")
    _ = try git("checkout", "-q", "main")
    _ = try git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let merge = try git.id("HEAD")
    let repository = try git.open()
    #expect(try repository.firstParents(from: merge) == [merge, second, root])
    #expect(try repository.firstParents(from: merge, until: root) == [merge, second])
    #expect(try repository.firstParents(from: merge, until: merge).isEmpty)
    #expect(
      code { () throws(GitError) in try repository.firstParents(from: merge, until: side) }
        == .unrelatedHistories)
  }

  @Test func `the order depends on the graph only, not on dates or storage`() throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    let history = try RandomHistory(seed: 9, count: 120, honest: false, in: writer)
    let head = history.commits[119]
    try writer.updateRef("refs/heads/main", to: head)
    let loose = try git.open().commitIDs(reachableFrom: head)
    _ = try git("repack", "-adq")
    _ = try git("commit-graph", "write", "--reachable")
    let packed = try git.open().commitIDs(reachableFrom: head)
    #expect(loose == packed)
    // A range is the same list with gaps.
    let base = history.commits[100]
    let range = try git.open().commitIDs(reachableFrom: head, excluding: [base])
    let isBelow = history.ancestors(of: base)
    #expect(range == loose.filter { !isBelow.contains($0) })
  }

  @Test func `a line of 50,000 commits is walked without recursion`() throws {
    let git = try Git()
    var stream = ""
    for number in 1...50_000 {
      stream += "commit refs/heads/main\ncommitter E <e@x> \(number) +0000\ndata 1\nx\n"
    }
    try git.run(["fast-import", "--quiet"], input: Array(stream.utf8))
    let head = try git.id("main")
    let repository = try git.open()
    let line = try repository.commitIDs(reachableFrom: head)
    #expect(line.count == 50_000)
    #expect(try repository.firstParents(from: head) == line.reversed())
    let last = try repository.commitIDs(reachableFrom: head, excluding: [line[49_989]])
    #expect(last == Array(line[49_990...]))
  }
}
