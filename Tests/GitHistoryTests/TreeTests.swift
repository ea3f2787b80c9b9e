import Testing

@testable import GitHistory

@Suite struct TreeTests {
  private static let id = ObjectID(hex: "0123456789abcdef0123456789abcdef01234567")!

  private static func bytes(_ entries: [(mode: String, name: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (mode, name) in entries {
      bytes += mode.utf8
      bytes.append(0x20)
      bytes += name
      bytes.append(0)
      bytes += id.bytes
    }
    return bytes
  }

  private static func parse(_ entries: (mode: String, name: String)...) throws(ParseProblem) -> Tree {
    try Tree(parsing: bytes(entries.map { ($0.mode, Array($0.name.utf8)) }))
  }

  @Test func `entries are read in order and found by name`() throws {
    let tree = try TreeTests.parse(
      ("100755", "a"), ("100644", "a.b"), ("40000", "b"), ("120000", "b0"), ("160000", "c"))
    #expect(tree.entries.map(\.mode) == [.executable, .file, .tree, .symlink, .submodule])
    for entry in tree.entries { #expect(tree[entry.name] == entry) }
    #expect(tree[Array("a.".utf8)] == nil)
    #expect(tree[Array("b/".utf8)] == nil)
    #expect(Tree.serialized(Array(tree.entries)) == tree.bytes)
  }

  @Test func `git's own trees are read as ls-tree shows them`() throws {
    let git = try Git()
    try git.commit("one", ["a": "1", "a.b": "2", "a-b/x": "3", "b/c/d": "4", "a0": "5", "ä/ö": "6"])
    let repository = try git.open()
    let tree = try repository.tree(git.id("HEAD^{tree}"))
    let shown = try git.lines("-c", "core.quotePath=false", "ls-tree", "HEAD")
    #expect(
      tree.entries.map {
        let kind = $0.mode == .tree ? "tree" : "blob"
        let mode = $0.mode == .tree ? "040000" : $0.mode.text
        return "\(mode) \(kind) \($0.id)\t\(String(decoding: $0.name, as: UTF8.self))"
      } == shown)
  }

  @Test(arguments: [
    [("100644", "b"), ("100644", "a")], [("100644", "a"), ("100644", "a")],
    [("40000", "a"), ("100644", "a.b")],
    [("100644", "a"), ("40000", "a")], [("100644", "a"), ("100644", "a.b"), ("40000", "a")],
    [("100644", "a"), ("100644", "a-"), ("100644", "a-b"), ("100644", "a."), ("40000", "a")],
    [("40000", "a"), ("40000", "a")], [("40000", "a"), ("100644", "a")],
  ])
  func `entries out of order or twice are refused`(_ entries: [(String, String)]) {
    let bytes = TreeTests.bytes(entries.map { ($0.0, Array($0.1.utf8)) })
    #expect(throws: ParseProblem.self) { try Tree(parsing: bytes) }
  }

  @Test func `files that begin like a later directory are no duplicates`() throws {
    let tree = try TreeTests.parse(("100644", "a"), ("100644", "a.b"), ("40000", "a.b.c"), ("40000", "ab"))
    #expect(tree.entries.count == 4)
  }

  @Test(arguments: [
    "040000", "100664", "100600", "0100644", "644", "", "140000", "40755", "1006440", "100 44",
  ])
  func `other modes are refused`(_ mode: String) {
    #expect(throws: ParseProblem.self) { try TreeTests.parse((mode, "a")) }
  }

  @Test(arguments: [
    "", ".", "..", "a/b", ".git", ".GIT", ".Git", "git~1", "GIT~1", ".git.", ".git ", ".git. .",
    ".git::$INDEX",
    ".git\\config", "a\\.git", "a\\b\\GIT~1", ".g\u{200c}it", "\u{feff}.git", ".git\u{202e}", ".G\u{206f}IT",
  ])
  func `a name that could mean .git or another directory is refused`(_ name: String) {
    #expect(throws: ParseProblem.self) { try TreeTests.parse(("40000", name)) }
  }

  @Test(arguments: [
    ".gitx", ".gitmodules", ".gi", "git", "git~2", "git~10", "...", ".git-", "gitignore", "a\\git",
    ".g\u{e9}it", "-x",
    " ",
  ])
  func `a name that only resembles .git is kept`(_ name: String) throws {
    #expect(try TreeTests.parse(("40000", name)).entries.first?.name == Array(name.utf8))
  }

  @Test func `a name of invalid UTF-8 is a name, but not behind .git`() throws {
    #expect(try Tree(parsing: TreeTests.bytes([("100644", [0x61, 0xff])])).entries.count == 1)
    let disguised = TreeTests.bytes([("100644", Array(".git".utf8) + [0xff])])
    #expect(throws: ParseProblem.self) { try Tree(parsing: disguised) }
  }

  @Test func `a tree cut anywhere inside an entry is refused`() throws {
    let whole = TreeTests.bytes([("100644", Array("a".utf8)), ("40000", Array("b".utf8))])
    let firstEnd = whole.count / 2 + 1
    for length in 1..<whole.count where length != firstEnd - 1 {
      let isBoundary = length == 29
      let part = Array(whole[..<length])
      if isBoundary { continue }
      #expect(throws: ParseProblem.self, "cut after \(length) bytes") { try Tree(parsing: part) }
    }
  }

  @Test func `the all-zero id is refused`() {
    let bytes = Array("100644 a".utf8) + [UInt8](repeating: 0, count: 21)
    #expect(throws: ParseProblem.self) { try Tree(parsing: bytes) }
  }

  @Test func `a tree of many nested prefixes is read in linear time`() throws {
    // 4,000 names, each a prefix of the next: quadratic work would be 16 million comparisons of long names.
    let names = (1...4000).map { [UInt8](repeating: 0x21, count: $0) }
    let tree = try Tree(parsing: TreeTests.bytes(names.map { ("100644", $0) }))
    #expect(tree.entries.count == 4000)
  }
}
