import GitHistory
import Testing

@Suite struct TreeWalkTests {
  @Test func `files are listed as ls-tree lists them`() throws {
    let git = try Git()
    try git.commit(
      "one",
      ["a": "1", "a.b": "2", "a-/x": "3", "b/c/d": "4", "b.c": "5", "b0": "6", "\u{e4}/\u{1f600}": "7"])
    let repository = try git.open()
    let root = try git.id("HEAD^{tree}")
    let shown = try git.run(["ls-tree", "-r", "-z", "--name-only", "HEAD"]).split(separator: "\0")
    let files = try repository.files(inTree: root)
    #expect(files.map(\.path) == shown.map { GitPath(String($0)) })
    #expect(files.map(\.path) == files.map(\.path).sorted())
    #expect(try repository.files(inTree: root, below: "b").map(\.path) == ["b/c/d"])
    #expect(try repository.files(inTree: root, below: "b/c/d").map(\.path) == ["b/c/d"])
    #expect(try repository.files(inTree: root, below: "nowhere").isEmpty)
    #expect(try repository.entry(at: "b/c/d", inTree: root)?.id == git.id("HEAD:b/c/d"))
    for path: GitPath in ["", "/a", "b/", "b//c", "b/c/d/e", "x"] {
      #expect(try repository.entry(at: path, inTree: root) == nil, "\(path)")
    }
  }

  @Test func `too many files or too deep a tree is refused`() throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    let blob = try writer.writeBlob([])
    var tree = try writer.writeTree([TreeEntry(name: [0x61], mode: .file, id: blob)])
    for _ in 0..<127 { tree = try writer.writeTree([TreeEntry(name: [0x61], mode: .tree, id: tree)]) }
    let deepest = tree
    let deeper = try writer.writeTree([TreeEntry(name: [0x61], mode: .tree, id: tree)])
    let repository = try git.open()
    #expect(try repository.files(inTree: deepest).count == 1)
    #expect(code { () throws(GitError) in try repository.files(inTree: deeper) } == .tooLarge)
    #expect(try repository.changes(from: nil, to: deepest).count == 1)
    #expect(code { () throws(GitError) in try repository.changes(from: nil, to: deeper) } == .tooLarge)
    #expect(code { () throws(GitError) in try repository.files(inTree: deepest, limit: 0) } == .tooLarge)
  }

  @Test func `changes agree with diff-tree on random trees`() throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    var random = SeededNumbers(state: 5)
    let trees = try (0..<40).map { _ in try Self.randomTree(depth: 3, in: writer, &random) }
    let repository = try git.open()
    for (old, new) in zip(trees, trees.dropFirst()) {
      let shown = try git.run([
        "diff-tree", "-r", "-z", "--no-renames", "--raw", "--no-abbrev", old.hex, new.hex,
      ])
      let fields = shown.split(separator: "\0", omittingEmptySubsequences: true).map(String.init)
      var expected: Set<String> = []
      for position in stride(from: 0, to: fields.count - 1, by: 2) {
        let words = fields[position].dropFirst().split(separator: " ")
        expected.insert("\(words[0]) \(words[1]) \(words[2]) \(words[3]) \(fields[position + 1])")
      }
      let zero = String(repeating: "0", count: 40)
      let changes = try repository.changes(from: old, to: new)
      let found = changes.map {
        "\($0.old?.mode.text ?? "000000") \($0.new?.mode.text ?? "000000") \($0.old?.id.hex ?? zero) "
          + "\($0.new?.id.hex ?? zero) \($0.path)"
      }
      #expect(Set(found) == expected)
      #expect(found.count == expected.count)
    }
  }

  private static func randomTree(
    depth: Int, in writer: borrowing RepositoryWriter, _ random: inout SeededNumbers
  ) throws -> ObjectID {
    var entries: [TreeEntry] = []
    for name in ["a", "a.b", "a0", "b", "b-"] where random.next() % 3 > 0 {
      if depth > 0, random.next() % 3 == 0 {
        let id = try randomTree(depth: depth - 1, in: writer, &random)
        if id != .emptyTree { entries.append(TreeEntry(name: Array(name.utf8), mode: .tree, id: id)) }
      } else {
        let id = try writer.writeBlob([UInt8(random.next() % 3)])
        let mode: FileMode = random.next() % 4 == 0 ? .executable : .file
        entries.append(TreeEntry(name: Array(name.utf8), mode: mode, id: id))
      }
    }
    return try writer.writeTree(entries)
  }

  @Test func `a directory is opened only where it differs and the caller wants it`() throws {
    let git = try Git()
    try git.commit("one", ["models/a/card": "1", "models/b/card": "1", "src/x": "1", "kind": "file"])
    let old = try git.id("HEAD^{tree}")
    try git.run(["rm", "-q", "kind"])
    try git.commit("two", ["models/b/card": "2", "src/x": "2", "kind/x": "dir"])
    let new = try git.id("HEAD^{tree}")
    let repository = try git.open()
    var asked: [GitPath] = []
    let changes = try repository.changes(from: old, to: new) {
      asked.append($0)
      return $0.hasPrefix("models")
    }
    #expect(asked.sorted() == ["kind", "models", "models/b", "src"])
    #expect(changes.map(\.path).sorted() == ["kind", "models/b/card", "src"])
    let kind = changes.first { $0.path == "kind" }
    #expect(kind?.old?.mode == .file)
    #expect(kind?.new?.mode == .tree)
    #expect(try repository.changes(from: new, to: new).isEmpty)
    #expect(try repository.changes(from: nil, to: nil).isEmpty)
    #expect(
      try repository.changes(from: nil, to: old).map(\.path) == repository.files(inTree: old).map(\.path))
  }
}
