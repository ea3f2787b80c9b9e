import GitHistory
import Testing

@Suite struct MergeTests {
  /// What the real git makes of a merge: a tree, or nil for a conflict. It looks for renames whatever it
  /// is told.
  private func gitMerge(_ git: Git, _ ours: ObjectID, _ theirs: ObjectID) throws -> ObjectID? {
    let output = try git.run(
      ["merge-tree", "--write-tree", ours.hex, theirs.hex], accept: [0, 1])
    let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.count == 2 ? ObjectID(hex: String(lines[0])) : nil
  }

  @Test(arguments: 1...16) func `a clean merge of random histories has the tree that git makes`(
    _ seed: UInt64
  ) throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    let history = try RandomFiles(seed: seed, count: 40, in: writer)
    var random = SeededNumbers(state: seed)
    let repository = try git.open()
    var clean = 0
    var stricter = 0
    for _ in 0..<40 {
      let ours = history.commits.randomElement(using: &random)!
      let theirs = history.commits.randomElement(using: &random)!
      let expected = try gitMerge(git, ours, theirs)
      let bases = try repository.mergeBases(ours, theirs).count
      switch try repository.mergedTree(ours, theirs) {
      case .clean(let tree):
        clean += 1
        #expect(tree == expected, "\(ours) and \(theirs), seed \(seed), \(bases) bases")
        // What was merged can be read back from memory.
        for file in try repository.files(inTree: tree) { _ = try repository.blob(file.id, limit: 10_000) }
      case .conflict(let paths):
        #expect(!paths.isEmpty)
        #expect(paths == paths.sorted())
        if expected != nil { stricter += 1 }
      }
    }
    #expect(clean >= 5)
    // With lines that repeat, what several methods merge differently is left to a person.
    #expect(stricter <= (seed % 2 == 0 ? 8 : 2), "conflicts where git has none")
  }

  /// Two branches from one root with these files; a nil text removes the file.
  private func fork(
    _ root: [String: String], _ ours: [String: String?], _ theirs: [String: String?],
    then change: (Git) throws -> Void = { _ in }
  ) throws -> (Git, ObjectID, ObjectID) {
    let git = try Git()
    try git.commit("root", root)
    _ = try git("branch", "theirs")
    var ids: [ObjectID] = []
    for (branch, files) in [("main", ours), ("theirs", theirs)] {
      _ = try git("checkout", "-q", branch)
      for (file, text) in files where text == nil { try git.run(["rm", "-q", file]) }
      ids.append(try git.commit(branch, files.compactMapValues { $0 }))
    }
    try change(git)
    return (git, ids[0], ids[1])
  }

  private static let lines = (1...20).map { "line \($0)\n" }.joined()

  @Test func `changes to different lines of one file are merged`() throws {
    let (git, ours, theirs) = try fork(
      ["a": Self.lines], ["a": Self.lines.replacing("line 2\n", with: "two\n")],
      ["a": Self.lines.replacing("line 18\n", with: "eighteen\n")])
    let repository = try git.open()
    guard case .clean(let tree) = try repository.mergedTree(ours, theirs) else {
      Issue.record("a conflict")
      return
    }
    #expect(try tree == gitMerge(git, ours, theirs))
    let entry = try #require(try repository.entry(at: "a", inTree: tree))
    let text = String(decoding: try repository.blob(entry.id, limit: 1000), as: UTF8.self)
    #expect(text.contains("two\n") && text.contains("eighteen\n"))
    repository.forgetMergedObjects()
  }

  @Test(
    arguments: [
      (
        "same line", ["a": lines.replacing("line 5", with: "x")], ["a": lines.replacing("line 5", with: "y")],
        "a"
      ),
      ("modify and delete", ["a": nil], ["a": "y"], "a"),
      ("both add", ["d/n": "x"], ["d/n": "y"], "d/n"),
      ("binary", ["b": "\0x"], ["b": "\0y"], "b"),
      ("file and directory", ["n": "x"], ["n/x": "y"], "n"),
      ("rename and modify", ["a": nil, "a2": lines], ["a": lines + "y"], "a"),
    ] as [(String, [String: String?], [String: String?], GitPath)])
  func `what both sides changed is a conflict`(
    _ name: String, _ ours: [String: String?], _ theirs: [String: String?], _ path: GitPath
  ) throws {
    let (git, left, right) = try fork(["a": Self.lines, "b": "\0", "c": "1"], ours, theirs)
    let repository = try git.open()
    #expect(try repository.mergedTree(left, right) == .conflict([path]), "\(name)")
    #expect(try repository.mergedTree(right, left) == .conflict([path]), "\(name), sides swapped")
    if name != "rename and modify" { #expect(try gitMerge(git, left, right) == nil) }
  }

  @Test func `lines that could be matched in two ways are a conflict, wherever git would put them`() throws {
    // The block that ours repeats and theirs edits beside could be either copy.
    let block = "- x\n- y\n"
    let (git, ours, theirs) = try fork(
      ["a": block + block + block], ["a": block + block + block + block],
      ["a": block + "- x\n- z\n" + block])
    let repository = try git.open()
    #expect(try repository.mergedTree(ours, theirs) == .conflict(["a"]))
  }

  @Test func `attributes and merge drivers of the repository have no say`() throws {
    let (git, ours, theirs) = try fork(
      ["a": "1\n", ".gitattributes": "* merge=union\n"], ["a": "2\n"], ["a": "3\n"])
    _ = try git("config", "merge.default", "union")
    let repository = try git.open()
    #expect(try repository.mergedTree(ours, theirs) == .conflict(["a"]))
  }

  @Test func `a mode and a content changed apart are merged, and an emptied tree is empty`() throws {
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    let (one, two) = (try writer.writeBlob([0x31]), try writer.writeBlob([0x32]))
    func commit(_ entries: [(FileMode, ObjectID, String)], _ parents: [ObjectID]) throws -> ObjectID {
      let person = PersonStamp(name: [0x45], email: [0x65], time: 1000)
      let tree = try writer.writeTree(entries.map { TreeEntry(name: Array($0.2.utf8), mode: $0.0, id: $0.1) })
      return try writer.writeCommit(
        tree: tree, parents: parents, author: person, committer: person, message: [])
    }
    let root = try commit([(.file, one, "a"), (.file, one, "b")], [])
    let mode = try commit([(.executable, one, "a"), (.file, one, "b")], [root])
    let content = try commit([(.file, two, "a"), (.file, one, "b")], [root])
    let link = try commit([(.symlink, one, "a"), (.file, one, "b")], [root])
    let module = try commit([(.submodule, root, "a"), (.file, one, "b")], [root])
    let noA = try commit([(.file, one, "b")], [root])
    let noB = try commit([(.file, one, "a")], [root])
    let repository = try git.open()
    let merged = try repository.mergedTree(mode, content)
    #expect(try merged == .clean(#require(try gitMerge(git, mode, content))))
    if case .clean(let tree) = merged {
      #expect(
        try repository.entry(at: "a", inTree: tree) == TreeEntry(name: [0x61], mode: .executable, id: two))
    }
    #expect(try repository.mergedTree(link, content) == .conflict(["a"]))
    #expect(try repository.mergedTree(module, link) == .conflict(["a"]))
    #expect(try repository.mergedTree(noA, noB) == .clean(.emptyTree))
    #expect(try repository.tree(.emptyTree).entries.isEmpty)
    #expect(try repository.mergedTree(root, content) == .clean(repository.commit(content).tree))
    #expect(try repository.mergedTree(content, root) == .clean(repository.commit(content).tree))
  }

  @Test func `unrelated histories are not merged`() throws {
    let git = try Git()
    let first = try git.commit("one")
    _ = try git("checkout", "-q", "--orphan", "other")
    let second = try git.commit("two")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.mergedTree(first, second) } == .unrelatedHistories)
  }

  @Test func `an octopus is folded from left to right`() throws {
    let git = try Git()
    try git.commit("root", ["r": "1"])
    for name in ["a", "b", "c"] {
      _ = try git("checkout", "-q", "-b", name, "main")
      try git.commit(name, [name: name])
    }
    _ = try git("checkout", "-q", "a")
    _ = try git("merge", "-q", "-m", "octopus", "b", "c")
    let repository = try git.open()
    let octopus = try repository.commit(git.id("HEAD"))
    #expect(octopus.parents.count == 3)
    #expect(try repository.cleanMerge(ofParents: octopus) == .clean(octopus.tree))
  }

  @Test func `what a merge commit smuggled in differs from the clean merge of its parents`() throws {
    let git = try Git()
    try git.commit("root", ["r": "1"])
    _ = try git("checkout", "-q", "-b", "side")
    try git.commit("side", ["s": "1"])
    _ = try git("checkout", "-q", "main")
    try git.commit("main", ["m": "1"])
    _ = try git("merge", "-q", "--no-ff", "--no-commit", "side")
    let evil = try git.commit("merge", ["approved": "yes"])
    let repository = try git.open()
    let commit = try repository.commit(evil)
    guard case .clean(let tree) = try repository.cleanMerge(ofParents: commit) else {
      Issue.record("a conflict")
      return
    }
    #expect(try repository.changes(from: tree, to: commit.tree).map(\.path) == ["approved"])
  }

  @Test
  func `in a criss-cross a path in conflict between the bases stays in conflict unless the sides agree`()
    throws
  {
    let git = try Git()
    try git.commit("root", ["a": "0\n", "x": "0\n"])
    _ = try git("checkout", "-q", "-b", "side")
    let second = try git.commit("side", ["a": "2\n"])
    _ = try git("checkout", "-q", "main")
    let first = try git.commit("main", ["a": "1\n"])
    func merge(_ parents: [ObjectID], _ a: String, _ x: String) throws -> ObjectID {
      try git.write(a, to: "a")
      try git.write(x, to: "x")
      _ = try git("add", "-A")
      let arguments = ["commit-tree", "-m", "merge"] + parents.flatMap { ["-p", $0.hex] }
      let text = try git.run(arguments + [try git("write-tree")])
      return try #require(ObjectID(hex: String(text.dropLast())))
    }
    let left = try merge([first, second], "1\n", "0\n")
    let right = try merge([second, first], "2\n", "1\n")
    let agreed = try merge([second, first], "1\n", "1\n")
    let repository = try git.open()
    #expect(try repository.mergeBases(left, right).count == 2)
    #expect(try repository.mergedTree(left, right) == .conflict(["a"]))
    #expect(try repository.mergedTree(left, agreed) == .clean(#require(try gitMerge(git, left, agreed))))
  }

  @Test func `nothing that a merge makes is written`() throws {
    let (git, ours, theirs) = try fork(
      ["a": Self.lines], ["a": Self.lines + "x\n"], ["a": "x\n" + Self.lines, "b": "1"])
    let before = try git.run(["count-objects"])
    let repository = try git.open()
    guard case .clean(let tree) = try repository.mergedTree(ours, theirs) else {
      Issue.record("a conflict")
      return
    }
    #expect(try git.run(["count-objects"]) == before)
    let again = try git.open()
    #expect(code { () throws(GitError) in try again.tree(tree) } == .missingObject)
  }
}
