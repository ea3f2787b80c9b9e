import Foundation
import GitHistory
import Testing

/// The index and the work tree as trees, compared with what git itself would commit.
struct DraftTreeTests {
  private let git: Git

  init() throws { git = try Git() }

  /// What a tree holds: mode, path, and the id that the content has in git.
  private func listing(_ tree: ObjectID, _ repository: borrowing Repository) throws -> [String] {
    var lines: [String] = []
    for file in try repository.files(inTree: tree) {
      let id =
        file.mode == .submodule
        ? "submodule" : ObjectID(of: try repository.blob(file.id, limit: 1 << 20), as: .blob).hex
      lines.append("\(file.mode.text) \(id) \(file.path)")
    }
    return lines
  }

  private func listing(ofWorkTree repository: borrowing Repository) throws -> [String] {
    try listing(repository.workTree().id, repository)
  }

  /// What a commit of everything would hold, by git.
  private func added() throws -> [String] {
    let index = ["GIT_INDEX_FILE": git.path + "/../index-\(UUID().uuidString)"]
    defer { try? FileManager.default.removeItem(atPath: index["GIT_INDEX_FILE"] ?? "") }
    try? FileManager.default.copyItem(atPath: git.path + "/.git/index", toPath: index["GIT_INDEX_FILE"]!)
    try git.run(["add", "-A"], environment: index)
    return try git.run(["ls-files", "-s", "-z"], environment: index).split(separator: "\0").map {
      let parts = $0.split(separator: "\t", maxSplits: 1)
      let words = parts[0].split(separator: " ")
      return "\(words[0]) \(words[0] == "160000" ? "submodule" : words[1]) \(parts[1])"
    }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: git.path + "/" + name, withDestinationPath: target)
  }

  private func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: git.path + "/" + name)
  }

  private func bringFiles() throws {
    try git.commit(
      "first",
      [
        "a": "1", "a.b": "2", "a-b/c": "3", "d/e/f/g": "4", "d/e.txt": "5", "d/e/h": "6", "é/ü": "7",
        "models/m/card.yaml": "id: m\n", ".gitignore": "*.tmp\n/cache/\n",
      ])
    try link("d/link", to: "e/h")
    _ = try git("add", "-A")
    _ = try git("update-index", "--chmod=+x", "a-b/c")
    _ = try git("update-index", "--add", "--cacheinfo", "160000,\(git.id("HEAD").hex),sub")
  }

  @Test func `the staged tree has the id that git writes`() throws {
    try bringFiles()
    let repository = try git.open()
    #expect(try repository.stagedTree().id.hex == git("write-tree"))
    _ = try git("rm", "-q", "-f", "--cached", "-r", ".")
    #expect(try repository.stagedTree().id == .emptyTree)
  }

  @Test func `an index that was never written is an empty tree`() throws {
    #expect(try git.open().stagedTree().id == .emptyTree)
    #expect(try git.open().workTree().id == .emptyTree)
  }

  @Test func `what is only intended to be added is not staged, and is in the work tree`() throws {
    try git.commit("first", ["a": "1"])
    try git.write("2", to: "b")
    _ = try git("add", "-N", "b")
    let repository = try git.open()
    #expect(try repository.stagedTree().id.hex == git("write-tree"))
    #expect(try listing(ofWorkTree: repository) == added())
  }

  @Test func `the index that git names for a hook is the one that is read`() throws {
    try git.commit("first", ["a": "1"])
    let other = git.path + "/other-index"
    try git.run(["read-tree", "--empty"], environment: ["GIT_INDEX_FILE": other])
    let repository = try Repository(at: git.path, environment: ["GIT_INDEX_FILE": other])
    #expect(try repository.stagedTree().id == .emptyTree)
  }

  @Test func `a clean work tree is the tree of HEAD`() throws {
    let commit = try git.commit("first", ["a": "1", "b/c": "2"])
    let repository = try git.open()
    #expect(try repository.workTree().id == repository.commit(commit).tree)
  }

  @Test func `the work tree is what git would add`() throws {
    try bringFiles()
    try git.run(["update-index", "--force-remove", "sub"])
    try git.commit("second")
    try git.write("changed", to: "a")
    try git.write("changed, and as long", to: "d/e.txt")
    try remove("a.b")
    try remove("d/link")
    try git.write("a file now", to: "d/link")
    try remove("d/e")
    try link("d/e", to: "nowhere")
    try git.write("deeper", to: "new/er/est")
    try git.write("ignored", to: "x.tmp")
    try git.write("ignored", to: "cache/y")
    try git.write("tracked although ignored", to: "z.tmp")
    _ = try git("add", "-f", "z.tmp")
    try git.write("changed", to: "z.tmp")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: git.path + "/models/m/card.yaml")
    try link("loop", to: "loop")
    let repository = try git.open()
    #expect(try listing(ofWorkTree: repository) == added())
  }

  @Test func `a repository inside is a submodule, and nothing of it is read`() throws {
    try git.commit("first", ["a": "1"])
    try FileManager.default.createDirectory(
      atPath: git.path + "/models", withIntermediateDirectories: true)
    _ = try git("init", "-q", "models/inner")
    try git.run(["-C", "models/inner", "commit", "-q", "--allow-empty", "-m", "inner"])
    try git.write("2", to: "models/inner/card.yaml")
    let repository = try git.open()
    #expect(try listing(ofWorkTree: repository) == added())
  }

  @Test(.timeLimit(.minutes(5))) func `a pipe is nothing that git could hold, and is not waited for`() throws
  {
    try git.commit("first", ["models/m/card.yaml": "1", "b": "2"])
    try remove("models/m/card.yaml")
    #expect(mkfifo(git.path + "/models/m/card.yaml", 0o600) == 0)
    #expect(mkfifo(git.path + "/models/m/new", 0o600) == 0)
    let repository = try git.open()
    #expect(try listing(ofWorkTree: repository).map { $0.split(separator: " ")[2] } == ["b"])
  }

  @Test func `a directory that became a link is a link`() throws {
    try git.commit("first", ["models/m/card.yaml": "1"])
    try remove("models/m")
    try FileManager.default.createDirectory(
      atPath: git.path + "/elsewhere", withIntermediateDirectories: true)
    try git.write("2", to: "elsewhere/card.yaml")
    try link("models/m", to: "../elsewhere")
    let repository = try git.open()
    #expect(try listing(ofWorkTree: repository) == added())
  }

  @Test func `a name that is no UTF-8 is read like any other`() throws {
    try git.commit("first", ["a": "1"])
    let name = Array((git.path + "/b").utf8) + [0xFF, 0]
    let file = fopen(name.map { CChar(bitPattern: $0) }, "w")
    try #require(file != nil)
    fputs("2", file)
    fclose(file)
    let repository = try git.open()
    let files = try repository.files(inTree: repository.workTree().id)
    #expect(files.map(\.path.bytes) == [[0x61], [0x62, 0xFF]])
    #expect(try repository.blob(files[1].id, limit: 10) == [0x32])
  }

  @Test func `what a sparse checkout leaves out is taken from the index`() throws {
    let commit = try git.commit("first", ["a": "1", "b/c": "2"])
    _ = try git("update-index", "--skip-worktree", "b/c")
    try remove("b")
    let repository = try git.open()
    #expect(try repository.workTree().id == repository.commit(commit).tree)
  }

  @Test func `conflicts are named, and are not staged`() throws {
    try git.commit("first", ["a": "1\n", "b": "1\n"])
    _ = try git("checkout", "-q", "-b", "other")
    try git.commit("theirs", ["a": "2\n"])
    _ = try git("checkout", "-q", "main")
    try git.commit("ours", ["a": "3\n"])
    try git.run(["merge", "-q", "other"], accept: [1])
    let repository = try git.open()
    let staged = try repository.stagedTree()
    #expect(staged.conflicts == ["a"])
    #expect(try listing(staged.id, repository).count == 1)
    let draft = try repository.workTree()
    #expect(draft.conflicts == ["a"])
    #expect(try listing(draft.id, repository) == added())
  }

  @Test func `a damaged index cannot be read`() throws {
    try git.commit("first", ["a": "1"])
    try Data("DIRC nonsense".utf8).write(to: URL(fileURLWithPath: git.path + "/.git/index"))
    #expect(code { () throws(GitError) in _ = try git.open().stagedTree() } == .io)
    #expect(code { () throws(GitError) in _ = try git.open().workTree() } == .io)
  }

  @Test func `a bare repository has no work tree`() throws {
    let bare = try Git(initializing: ["--bare"])
    #expect(code { () throws(GitError) in _ = try bare.open().workTree() } == .io)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a huge file is not read until somebody asks, and not beyond the limit`()
    throws
  {
    try git.commit("first", ["a": "1"])
    try git.write("", to: "huge")
    #expect(truncate(git.path + "/huge", 8 << 40) == 0 || truncate(git.path + "/huge", 1 << 30) == 0)
    let repository = try git.open()
    let files = try repository.files(inTree: repository.workTree().id)
    let huge = try #require(files.first { $0.path == "huge" })
    #expect(try repository.blobSize(huge.id) >= 1 << 30)
    #expect(code { () throws(GitError) in _ = try repository.blob(huge.id, limit: 1 << 20) } == .tooLarge)
    var read = 0
    #expect(
      code { () throws(GitError) in try repository.readBlob(huge.id, limit: 1 << 20) { read += $0.count } }
        == .tooLarge)
    #expect(read <= 1 << 20)
  }

  @Test func `a file that attributes give to Git LFS is known`() throws {
    try git.commit("first", [".gitattributes": "*.bin filter=lfs -text\n", "a.txt": "1"])
    try git.write("large", to: "b.bin")
    try git.write("small", to: "c.txt")
    let repository = try git.open()
    let files = try repository.files(inTree: repository.workTree().id)
    #expect(files.filter { repository.isLargeFile($0.id) }.map(\.path) == ["b.bin"])
  }
}
