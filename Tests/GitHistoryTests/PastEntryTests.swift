import GitHistory
import Testing

@Suite struct PastEntryTests {
  private func entry(_ path: GitPath, _ content: ObjectID, _ ends: ObjectID..., mode: FileMode = .file)
    -> PastEntry
  {
    PastEntry(path: path, mode: mode, id: content, ends: ends)
  }

  @Test func `what stood in history is found though it was taken away, and nothing else`() throws {
    let git = try Git()
    let first = try git.commit("one", ["m/approvals/a": "yes", "x": "1"])
    let yes = try git.id("HEAD:m/approvals/a")
    try git.run(["rm", "-q", "m/approvals/a"])
    let withdrawn = try git.commit("withdrawn")
    let again = try git.commit("other", ["m/approvals/a": "no", "y": "1"])
    let no = try git.id("HEAD:m/approvals/a")
    let repository = try git.open()
    let answers = try repository.haveStood([
      entry("m/approvals/a", yes, again), entry("m/approvals/a", no, again),
      entry("m/approvals/a", no, withdrawn), entry("m/approvals/b", yes, again), entry("x", yes, again),
      entry("m/approvals/a", yes, again, mode: .executable), entry("m/approvals/a", yes, withdrawn),
      entry("m/approvals/a", yes, first), entry("m/approvals/a", yes), entry("", yes, again),
      entry("m/approvals/a/b", yes, again), entry("m", yes, again),
    ])
    #expect(
      answers == [true, true, false, false, false, false, true, true, false, false, false, false])
    #expect(try repository.haveStood([]) == [])
  }

  @Test func `what stood on another line of history is found from a merge of it only`() throws {
    let git = try Git()
    try git.commit("root", ["x": "1"])
    _ = try git("checkout", "-q", "-b", "side")
    try git.commit("side", ["a": "yes"])
    let yes = try git.id("HEAD:a")
    try git.run(["rm", "-q", "a"])
    let side = try git.commit("gone")
    _ = try git("checkout", "-q", "main")
    let main = try git.commit("main", ["z": "1"])
    _ = try git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let merge = try git.id("HEAD")
    let repository = try git.open()
    #expect(
      try repository.haveStood([
        entry("a", yes, main), entry("a", yes, side), entry("a", yes, merge), entry("a", yes, main, side),
      ]) == [false, true, true, true])
  }

  @Test func `a file that took a directory's place, or gave way to one, is found`() throws {
    let git = try Git()
    try git.commit("one", ["d/a/b": "inside", "d/a.c": "1"])
    let inside = try git.id("HEAD:d/a/b")
    try git.run(["rm", "-q", "-r", "d/a"])
    try git.commit("two", ["d/a": "file", "d/a.c": "2"])
    let file = try git.id("HEAD:d/a")
    try git.run(["rm", "-q", "d/a"])
    let head = try git.commit("three", ["d/a/b": "else", "d/a.c": "3"])
    let otherwise = try git.id("HEAD:d/a/b")
    let repository = try git.open()
    #expect(
      try repository.haveStood([
        entry("d/a", file, head), entry("d/a/b", inside, head), entry("d/a/b", otherwise, head),
        entry("d/a", inside, head),
      ]) == [true, true, true, false])
  }

  @Test func `many entries are answered as each by itself`() throws {
    let git = try Git()
    var entries: [PastEntry] = []
    var contents: [ObjectID] = []
    var commits: [ObjectID] = []
    for number in 0..<12 {
      commits.append(try git.commit("\(number)", ["m\(number % 3)/a\(number % 2)": "\(number)"]))
      contents.append(try git.id("HEAD:m\(number % 3)/a\(number % 2)"))
    }
    // More ends than a machine word has bits.
    for end in commits.indices {
      for number in contents.indices {
        entries.append(entry(GitPath("m\(number % 3)/a\(number % 2)"), contents[number], commits[end]))
      }
    }
    let repository = try git.open()
    let expected = commits.indices.flatMap { end in contents.indices.map { $0 <= end } }
    #expect(try repository.haveStood(entries) == expected)
    for (index, entry) in entries.enumerated() {
      #expect(try repository.haveStood([entry]) == [expected[index]])
    }
  }

  // A walk for each of them would take many minutes.
  @Test(.timeLimit(.minutes(1))) func `many entries take one walk through a long history`() throws {
    let git = try Git()
    var stream = ""
    for number in 0..<10_000 {
      stream += """
        commit refs/heads/main
        committer Erin <erin@example.com> \(1_700_000_000 + number) +0000
        data 1
        x
        M 100644 inline m/a\(number % 20)
        data <<END
        \(number)
        END

        """
    }
    try git.run(["fast-import", "--quiet"], input: Array(stream.utf8))
    let head = try git.id("main")
    let repository = try git.open()
    let content = try git.id("main:m/a0")
    let entries = (0..<2_000).map { entry(GitPath("m/a\($0)"), content, head) }
    #expect(try repository.haveStood(entries) == entries.indices.map { $0 == 0 })
  }
}
