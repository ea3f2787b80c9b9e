import GitHistory
import Testing

@Suite struct RevisionTests {
  @Test func `revisions name what they name to git`() throws {
    let git = try Git()
    try git.commit("one", ["a": "1"])
    try git.commit("two", ["a": "2"])
    _ = try git("checkout", "-q", "-b", "side", "HEAD~1")
    try git.commit("side", ["b": "1"])
    _ = try git("checkout", "-q", "main")
    _ = try git("merge", "-q", "--no-ff", "-m", "merge", "side")
    _ = try git("tag", "light", "HEAD~1")
    _ = try git("tag", "-a", "-m", "tag", "annotated", "side")
    _ = try git("tag", "-a", "-m", "tag of a tag", "twice", "annotated")
    _ = try git("update-ref", "refs/remotes/origin/main", "HEAD~1")
    _ = try git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    let repository = try git.open()
    let short = try String(git("rev-parse", "HEAD").prefix(9))
    for revision in [
      "HEAD", "@", "main", "side", "refs/heads/side", "heads/side", "light", "tags/light", "annotated",
      "twice",
      "twice^{commit}", "annotated^{}", "origin/main", "origin", "HEAD~", "HEAD^", "HEAD^2", "HEAD^2~1",
      "HEAD~2",
      "HEAD^0", "HEAD~0", "@^^", "main^1^{commit}~1", short, short.uppercased(),
      try git("rev-parse", "HEAD").uppercased(), "refs/remotes/origin/HEAD",
    ] {
      #expect(try repository.resolve(revision) == git.id(revision + "^{commit}"), "\(revision)")
    }
  }

  @Test(arguments: [
    "", "-main", "--upload-pack=touch x", "nowhere", "HEAD~9", "HEAD^3", "HEAD^{tree}", "HEAD:a", ":/one",
    "main..main",
    "^main", "~1", "HEAD~99999999999999999999", "main\0", "../HEAD", "HEAD~x", "config", "abc",
    "HEAD^{commit}x", "@{1}",
    "heads", "refs/heads/", "caf\u{e9}",
  ])
  func `what names no commit is unknown`(_ revision: String) throws {
    let git = try Git()
    try git.commit("one", ["a": "1"])
    // The other spelling of the same text.
    _ = try git("branch", "cafe\u{301}")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.resolve(revision) } == .unknownRevision)
  }

  @Test func `a branch named like an option is never resolved by its short name`() throws {
    let git = try Git()
    let head = try git.commit("one")
    _ = try git("update-ref", "refs/heads/--upload-pack=x", "HEAD")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.resolve("--upload-pack=x") } == .unknownRevision)
    #expect(try repository.resolve("refs/heads/--upload-pack=x") == head)
  }

  @Test func `a tag pushed over a branch makes the name ambiguous`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    _ = try git("tag", "main", first.hex)
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.resolve("main") } == .ambiguousRevision)
    #expect(try repository.resolve("refs/heads/main") == head)
    #expect(try repository.resolve("refs/tags/main") == first)
    _ = try git("tag", "-f", "main", head.hex)
    #expect(try repository.resolve("main") == head)
  }

  @Test func `a full name is nothing else's, not even where git would find something else`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    for namespace in ["tags", "heads"] {
      _ = try git("update-ref", "refs/\(namespace)/refs/remotes/origin/main", head.hex)
    }
    let repository = try git.open()
    #expect(
      code { () throws(GitError) in try repository.resolve("refs/remotes/origin/main") } == .unknownRevision)
    #expect(try repository.resolve("refs/tags/refs/remotes/origin/main") == head)
    _ = try git("update-ref", "refs/remotes/origin/main", first.hex)
    #expect(try repository.resolve("refs/remotes/origin/main") == first)
  }

  @Test func `a branch called HEAD does not move HEAD`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    _ = try git("update-ref", "refs/heads/HEAD", first.hex)
    #expect(try git.open().resolve("HEAD") == head)
  }

  @Test func `forty digits are an id even where a branch is called so`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    let missing = String(repeating: "a", count: 40)
    _ = try git("update-ref", "refs/heads/\(first)", head.hex)
    _ = try git("update-ref", "refs/heads/\(missing)", head.hex)
    let repository = try git.open()
    #expect(try repository.resolve(first.hex) == first)
    #expect(code { () throws(GitError) in try repository.resolve(missing) } == .missingObject)
  }

  @Test func `a branch called like an abbreviated id is ambiguous`() throws {
    let git = try Git()
    let first = try git.commit("one")
    let head = try git.commit("two")
    _ = try git("update-ref", "refs/heads/\(first.hex.prefix(7))", head.hex)
    let repository = try git.open()
    #expect(
      code { () throws(GitError) in try repository.resolve(String(first.hex.prefix(7))) }
        == .ambiguousRevision)
  }

  @Test func `a tag of a tree or a malformed tag leads to no commit`() throws {
    let git = try Git()
    try git.commit("one", ["a": "1"])
    _ = try git("tag", "-a", "-m", "tree", "tree", "HEAD^{tree}")
    let malformed = try git.store(Array("object \(try git.id("HEAD"))x\ntype commit\n".utf8), as: "tag")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.resolve("tree") } == .unknownRevision)
    #expect(code { () throws(GitError) in try repository.resolve(malformed.hex) } == .malformedCommit)
  }
}
