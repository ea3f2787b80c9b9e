import Foundation
import GitHistory
import Testing

@Suite struct RepositoryTests {
  @Test func `a repository is found from the root, from below, from .git and when bare`() throws {
    let git = try Git()
    let head = try git.commit("one", ["a/b/c": "1"])
    _ = try git("clone", "-q", "--bare", ".", "bare.git")
    for path in ["", "/a/b", "/.git", "/bare.git"] {
      let repository = try Repository(at: git.path + path)
      #expect(try repository.head() == Head(branch: "main", id: head), "\(path)")
    }
    #expect(try Repository(at: git.path + "/bare.git").workingDirectory == nil)
  }

  @Test func `a linked worktree shares history and has its own HEAD`() throws {
    let git = try Git()
    let head = try git.commit("one")
    let second = try git.commit("two")
    _ = try git("worktree", "add", "-q", "--detach", "tree", head.hex)
    let repository = try Repository(at: git.path + "/tree")
    #expect(try repository.head() == Head(branch: nil, id: head))
    #expect(try repository.resolve("main") == second)
    #expect(repository.commonDirectory.hasSuffix("/.git/"))
    #expect(repository.gitDirectory.hasSuffix("/.git/worktrees/tree/"))
  }

  @Test func `an unborn branch has a name and no commit`() throws {
    let git = try Git()
    #expect(try git.open().head() == Head(branch: "main", id: nil))
  }

  @Test func `GIT_DIR is used when no path is given`() throws {
    let git = try Git()
    let head = try git.commit("one")
    let repository = try Repository(at: nil, environment: ["GIT_DIR": git.path + "/.git"])
    #expect(try repository.head().id == head)
  }

  @Test(arguments: ["/nowhere", "", "a\0b"])
  func `where there is no repository, that is said`(_ path: String) throws {
    let git = try Git(initializing: nil)
    let full = path.hasPrefix("/") ? git.path + path : path
    #expect(code { () throws(GitError) in try Repository(at: full) } == .notARepository)
  }

  @Test func `a SHA-256 repository is not read`() throws {
    let git = try Git(initializing: ["--object-format=sha256"])
    #expect(code { () throws(GitError) in try git.open() } == .unsupportedFormat)
  }

  @Test(arguments: [("refstorage", "reftable"), ("unheardof", "true")])
  func `a repository with an extension that changes the format is not read`(
    _ key: String, _ value: String
  ) throws {
    let git = try Git()
    _ = try git("config", "core.repositoryFormatVersion", "1")
    _ = try git("config", "extensions." + key, value)
    #expect(code { () throws(GitError) in try git.open() } == .unsupportedFormat)
  }

  @Test func `reference storage is checked whatever the format version`() throws {
    let git = try Git()
    _ = try git("config", "extensions.refStorage", "reftable")
    #expect(code { () throws(GitError) in try git.open() } == .unsupportedFormat)
  }

  @Test(arguments: [("partialClone", "origin"), ("worktreeConfig", "true"), ("preciousObjects", "true")])
  func `an extension that changes nothing here is accepted`(_ key: String, _ value: String) throws {
    let git = try Git()
    let head = try git.commit("one")
    _ = try git("config", "core.repositoryFormatVersion", "1")
    _ = try git("config", "extensions." + key, value)
    #expect(try git.open().head().id == head)
  }

  @Test func `a push in quarantine is seen with git's variables, and only then`() throws {
    let git = try Git()
    let base = try git.commit("one", ["a": "1"])
    let quarantine = git.path + "/.git/objects/incoming"
    try FileManager.default.createDirectory(atPath: quarantine, withIntermediateDirectories: true)
    let environment = [
      "GIT_OBJECT_DIRECTORY": quarantine, "GIT_ALTERNATE_OBJECT_DIRECTORIES": git.path + "/.git/objects",
    ]
    let text = try git.run(
      ["commit-tree", "-p", base.hex, "-m", "pushed", "HEAD^{tree}"], environment: environment)
    let pushed = try #require(ObjectID(hex: String(text.dropLast())))
    let inside = try Repository(at: git.path, environment: environment)
    #expect(try inside.commit(pushed).parents == [base])
    #expect(try inside.commitIDs(reachableFrom: pushed) == [base, pushed])
    let outside = try git.open()
    #expect(code { () throws(GitError) in try outside.commit(pushed) } == .missingObject)
  }

  @Test func `alternates are followed`() throws {
    let git = try Git()
    let head = try git.commit("one", ["a": "1"])
    _ = try git("clone", "-q", "--shared", ".", "borrower")
    #expect(try Repository(at: git.path + "/borrower").commit(head).id == head)
  }

  @Test func `references are listed loose and packed, in byte order`() throws {
    let git = try Git()
    let head = try git.commit("one")
    for name in ["z", "a/b", "a-b", "caf\u{e9}"] { _ = try git("branch", name) }
    _ = try git("pack-refs", "--all")
    _ = try git("branch", "m")
    let repository = try git.open()
    let shown = try git.lines("for-each-ref", "--format=%(refname)", "refs/heads/")
    let found = try repository.references(prefix: "refs/heads/")
    #expect(found.map(\.name) == shown.map { GitPath($0) }.sorted())
    #expect(found.allSatisfy { $0.id == head })
    #expect(try repository.references(prefix: "refs/tags/").isEmpty)
  }

  @Test func `a symbolic reference to nothing is left out, and a broken branch resolves to an error`() throws
  {
    let git = try Git()
    try git.commit("one")
    _ = try git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    #expect(try git.open().references(prefix: "refs/remotes/").isEmpty)
    try git.write("not an id\n", to: ".git/refs/heads/broken")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.resolve("broken") } == .io)
  }

  @Test func `a symbolic reference tells the name it holds, whatever is there`() throws {
    let git = try Git()
    try git.commit("one")
    _ = try git("symbolic-ref", "refs/heads/trunk", "refs/heads/main")
    _ = try git("symbolic-ref", "refs/heads/lost", "refs/heads/nowhere")
    let repository = try git.open()
    #expect(try repository.symbolicTarget(ofReference: "refs/heads/trunk") == "refs/heads/main")
    #expect(try repository.symbolicTarget(ofReference: "refs/heads/lost") == "refs/heads/nowhere")
    for name: GitPath in ["refs/heads/main", "refs/heads/absent", "refs/heads/a..b", ""] {
      #expect(try repository.symbolicTarget(ofReference: name) == nil, "\(name)")
    }
  }
}
