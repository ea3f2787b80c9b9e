import GitHistory
import Testing

@Suite struct OriginTests {
  @Test func `an approval that stands was brought by the commit that wrote it`() throws {
    let git = try Git()
    try git.commit("one", ["m/approvals/a": "old", "x": "1"])
    let brought = try git.commit("two", ["m/approvals/a": "new"])
    for number in 2...6 { try git.commit("more", ["x": "\(number)", "m/card": "\(number)"]) }
    let head = try git.id("HEAD")
    let repository = try git.open()
    let entry = try #require(try repository.entry(at: "m/approvals/a", inTree: git.id("HEAD^{tree}")))
    let origins = try repository.origins(of: "m/approvals/a", entry: (entry.mode, entry.id), from: head)
    #expect(origins == [brought])
    #expect(try git.lines("log", "--format=%H", "-1", "HEAD", "--", "m/approvals/a") == [brought.hex])
    #expect(try repository.origins(of: "m/approvals/a", entry: (.executable, entry.id), from: head).isEmpty)
    #expect(try repository.origins(of: "m/approvals/b", entry: (entry.mode, entry.id), from: head).isEmpty)
    #expect(try repository.origins(of: "", entry: (entry.mode, entry.id), from: head).isEmpty)
  }

  @Test func `an entry withdrawn and dug out again has the later origin only`() throws {
    let git = try Git()
    try git.commit("one", ["a": "yes"])
    try git.run(["rm", "-q", "a"])
    try git.commit("withdrawn")
    let again = try git.commit("again", ["a": "yes"])
    let head = try git.commit("later", ["b": "1"])
    let repository = try git.open()
    #expect(try repository.origins(of: "a", entry: (.file, git.id("HEAD:a")), from: head) == [again])
  }

  @Test
  func `an entry that two lines brought has two origins, and a merge that keeps one side has that side's`()
    throws
  {
    let git = try Git()
    try git.commit("root", ["x": "1"])
    _ = try git("checkout", "-q", "-b", "side")
    let left = try git.commit("side", ["a": "yes"])
    _ = try git("checkout", "-q", "main")
    let right = try git.commit("main", ["a": "yes"])
    _ = try git("merge", "-q", "--no-ff", "-m", "merge", "side")
    let merge = try git.id("HEAD")
    let repository = try git.open()
    #expect(try repository.origins(of: "a", entry: (.file, git.id("HEAD:a")), from: merge) == [right, left])
  }

  @Test func `content that neither parent of a merge has comes from the merge`() throws {
    let git = try Git()
    try git.commit("root", ["x": "1"])
    _ = try git("checkout", "-q", "-b", "side")
    try git.commit("side", ["y": "1"])
    _ = try git("checkout", "-q", "main")
    try git.commit("main", ["z": "1"])
    _ = try git("merge", "-q", "--no-ff", "--no-commit", "side")
    let merge = try git.commit("evil merge", ["a": "smuggled"])
    let head = try git.commit("later", ["z": "2"])
    let repository = try git.open()
    #expect(try repository.origins(of: "a", entry: (.file, git.id("HEAD:a")), from: head) == [merge])
  }
}
