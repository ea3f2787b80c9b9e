import Foundation
import GitHistory
import Testing

@Suite struct ObjectReadingTests {
  @Test func `what a blob holds comes back, and its size beforehand`() throws {
    let git = try Git()
    let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0) }
    let id = try git.store(bytes, as: "blob")
    let repository = try git.open()
    #expect(try repository.blobSize(id) == 5000)
    #expect(try repository.blob(id, limit: 5000) == bytes)
    #expect(code { () throws(GitError) in try repository.blob(id, limit: 4999) } == .tooLarge)
  }

  @Test func `an object of another kind is refused`() throws {
    let git = try Git()
    let commit = try git.commit("one", ["a": "1"])
    let blob = try git.id("HEAD:a")
    let tree = try git.id("HEAD^{tree}")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.commit(tree) } == .malformedCommit)
    #expect(code { () throws(GitError) in try repository.tree(commit) } == .malformedTree)
    #expect(code { () throws(GitError) in try repository.blob(tree, limit: 100) } == .io)
    #expect(code { () throws(GitError) in try repository.tree(blob) } == .malformedTree)
  }

  @Test func `a missing blob, tree or commit is an error with a mend`() throws {
    let git = try Git()
    try git.commit("one", ["a": "1"])
    let head = try git.commit("two", ["d/a": "2"])
    let ids = try ["HEAD:d/a", "HEAD:d", "HEAD~1"].map { try git.id($0) }
    let root = try git.id("HEAD^{tree}")
    for id in ids { try FileManager.default.removeItem(atPath: git.looseFile(id)) }
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.blob(ids[0], limit: 10) } == .missingObject)
    #expect(code { () throws(GitError) in try repository.files(inTree: root) } == .missingObject)
    #expect(code { () throws(GitError) in try repository.entry(at: "d/a", inTree: root) } == .missingObject)
    #expect(code { () throws(GitError) in try repository.changes(from: nil, to: root) } == .missingObject)
    #expect(code { () throws(GitError) in try repository.commitIDs(reachableFrom: head) } == .missingObject)
    #expect(
      code { () throws(GitError) in try repository.isAncestor(ids[2], of: head) } == .missingObject)
    do { _ = try repository.tree(ids[1]) } catch { #expect(error.mend?.contains("git fsck") == true) }
  }

  @Test func `a flipped byte in a loose object is corruption`() throws {
    let git = try Git()
    try git.commit("one", ["a": "some content"])
    for name in ["HEAD:a", "HEAD^{tree}", "HEAD"] {
      let id = try git.id(name)
      // Content that unpacks well but hashes to something else.
      let other = try git.store(
        Array("tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\(name)".utf8),
        as: name == "HEAD" ? "commit" : name == "HEAD:a" ? "blob" : "tree")
      let url = URL(fileURLWithPath: git.looseFile(id))
      let whole = try Data(contentsOf: url)
      try FileManager.default.removeItem(at: url)
      try Data(contentsOf: URL(fileURLWithPath: git.looseFile(other))).write(to: url)
      let repository = try git.open()
      let swapped = code { () throws(GitError) in try Self.read(name, id, repository) }
      #expect(swapped == .corruptObject, "\(name) swapped")
      var flipped = whole
      flipped[flipped.count / 2] ^= 0x10
      try flipped.write(to: url)
      let again = try git.open()
      let damaged = code { () throws(GitError) in try Self.read(name, id, again) }
      #expect(damaged == .corruptObject || damaged == .missingObject, "\(name) flipped")
      try whole.write(to: url)
    }
  }

  private static func read(
    _ name: String, _ id: ObjectID, _ repository: borrowing Repository
  ) throws(GitError) {
    switch name {
    case "HEAD": _ = try repository.commit(id)
    case "HEAD:a": _ = try repository.blob(id, limit: 1000)
    default: _ = try repository.tree(id)
    }
  }

  @Test func `a truncated pack never looks like the end of history`() throws {
    let git = try Git()
    for number in 1...30 {
      try git.commit("\(number)", ["a\(number % 3)": String(repeating: "\(number) ", count: 99)])
    }
    let head = try git.id("HEAD")
    _ = try git("repack", "-adq")
    let directory = git.path + "/.git/objects/pack/"
    let pack = try #require(
      FileManager.default.contentsOfDirectory(atPath: directory).first { $0.hasSuffix(".pack") })
    let whole = try Data(contentsOf: URL(fileURLWithPath: directory + pack))
    try FileManager.default.removeItem(atPath: directory + pack)
    for length in [0, 12, 40, whole.count / 2, whole.count - 21] {
      try whole.prefix(length).write(to: URL(fileURLWithPath: directory + pack))
      let repository = try git.open()
      let found = code { () throws(GitError) in
        for id in try repository.commitIDs(reachableFrom: head) {
          for file in try repository.files(inTree: try repository.commit(id).tree) {
            _ = try repository.blob(file.id, limit: 10000)
          }
        }
      }
      #expect(found == .missingObject || found == .corruptObject, "cut after \(length) bytes")
    }
  }

  @Test func `a malformed commit is refused, and so is a malformed tree`() throws {
    let git = try Git()
    let tree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
    let author = "author E <e@x> 1 +0000\n"
    let commit = try git.store(
      Array((tree + author + "committer E <e@x> 1 +0000\n\nTitle\0tail").utf8), as: "commit")
    let entry = Array("100644 a\0".utf8) + [UInt8](repeating: 1, count: 20)
    let twice = try git.store(entry + entry, as: "tree")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.commit(commit) } == .malformedCommit)
    #expect(code { () throws(GitError) in try repository.tree(twice) } == .malformedTree)
    // History before the range under judgement may hold what old tools wrote.
    #expect(try repository.commitIDs(reachableFrom: commit) == [commit])
  }

  @Test func `a commit of more than 16 MiB is refused before it is unpacked`() throws {
    let git = try Git()
    let text = """
      tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
      author E <e@x> 1 +0000
      committer E <e@x> 1 +0000


      """
    let id = try git.store(Array(text.utf8) + [UInt8](repeating: 0x20, count: 16 << 20), as: "commit")
    let repository = try git.open()
    #expect(code { () throws(GitError) in try repository.commit(id) } == .tooLarge)
    #expect(code { () throws(GitError) in try repository.commitIDs(reachableFrom: id) } == .tooLarge)
  }
}
