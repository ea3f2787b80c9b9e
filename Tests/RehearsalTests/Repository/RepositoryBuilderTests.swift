import Foundation
import GitHistory
import Signatures
import Testing

@testable import Rehearsal

struct RepositoryBuilderTests {
  private let directory: TemporaryDirectory
  private let git: Tool
  private let home: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    home = try TemporaryDirectory()
    git = Tool("git", home: home.path)
  }

  private func story(_ name: String = "repository") throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder(creating: directory.path(name))
    try repository.write("README.md", "one\n")
    try repository.write("bin/run", "#!/bin/sh\n", mode: .executable)
    try repository.link("latest", to: "README.md")
    try repository.commit("begin", by: .erin)
    try repository.branch("change")
    try repository.write("models/a/card.yaml", "id: a\n")
    try repository.commit("bring a", by: .farid, coAuthors: [.erin])
    try repository.checkOut("main")
    try repository.write("models/b/card.yaml", "id: b\n")
    try repository.commit("bring b", by: .erin)
    try repository.merge("change", by: .kim)
    return repository
  }

  @Test func `the same story makes the same ids`() throws {
    let first = try #require(try story("first").head)
    let second = try #require(try story("second").head)
    #expect(first == second)
    // Recorded once: a change here changes every golden that rests on these ids.
    #expect(first.hex == RepositoryBuilderTests.recordedTip)
  }

  @Test func `git fsck --strict has nothing to say`() throws {
    let repository = try story()
    let outcome = try git.run("fsck", "--strict", "--full", in: repository.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
  }

  @Test func `a merge holds what both sides changed and has both as parents`() throws {
    let repository = try story()
    let files = try git.run("ls-tree", "-r", "--name-only", "main", in: repository.path).output
    #expect(files == "README.md\nbin/run\nlatest\nmodels/a/card.yaml\nmodels/b/card.yaml\n")
    let parents = try git.run("rev-parse", "main^1", "main^2", in: repository.path).output
    #expect(parents.split(separator: "\n").last.map(String.init) == repository.tip(of: "change")?.hex)
  }

  @Test func `modes arrive in the tree`() throws {
    let repository = try story()
    try repository.submodule("vendor", at: try #require(repository.head))
    try repository.commit("a submodule", by: .erin)
    let tree = try git.run("ls-tree", "-r", "main", in: repository.path).output
    #expect(tree.contains("100755 blob") && tree.contains("120000 blob") && tree.contains("160000 commit"))
  }

  @Test func `both sides changing one file is a conflict until it is resolved`() throws {
    let repository = try story()
    try repository.branch("left", from: "main")
    try repository.write("README.md", "left\n")
    try repository.commit("left", by: .erin)
    try repository.checkOut("main")
    try repository.write("README.md", "right\n")
    try repository.commit("right", by: .farid)
    #expect(throws: RehearsalError.self) { try repository.merge("left", by: .kim) }
    try repository.reset(to: try #require(repository.tip(of: "main")))
    try repository.merge("left", by: .kim) { files throws(RehearsalError) in
      try files.write("README.md", "both\n")
    }
    #expect(try git.run("show", "main:README.md", in: repository.path).output == "both\n")
  }

  @Test func `an octopus has all its parents and all their files`() throws {
    let repository = try story()
    for name in ["x", "y", "z"] {
      try repository.branch(name, from: "main")
      try repository.write(GitPath("\(name).txt"), name)
      try repository.commit("bring \(name)", by: .farid)
    }
    try repository.checkOut("main")
    let octopus = try repository.merge("x", "y", "z", by: .kim)
    let parents = try git.run("rev-list", "--parents", "-n1", octopus.hex, in: repository.path).output
    #expect(parents.split(separator: " ").count == 5)
    #expect(try repository.text("z.txt") == "z")
  }

  @Test func `a commit says what it is told about author, committer, signer and date`() throws {
    let repository = try story()
    let id = try repository.commit(
      "odd", by: .erin, author: .alice, committer: .heidi, signed: .by(.mallory), at: 1_700_000_000,
      coAuthors: [.dana])
    let shown = try git.run(
      "show", "-s", "--format=%ae %ce %at %(trailers:key=Co-authored-by,valueonly)", id.hex,
      in: repository.path)
    #expect(
      shown.output.hasPrefix(
        "alice@example.com heidi@example.com 1700000000 Dana Petrov <dana@example.com>"))
    let commit = try Repository(at: repository.path).commit(id)
    let verifier = SignatureVerifier(keys: KeyRing([Person.mallory.key.publicKey]))
    let check = verifier.check(
      signature: commit.signature, payload: commit.payload, namespace: "git", at: commit.committer.time)
    #expect(check == .valid(Person.mallory.key.publicKey.signer, userPresence: nil))
  }

  @Test func `an unsigned commit has no signature, a forged one what was given`() throws {
    let repository = try story()
    let unsigned = try repository.commit("bare", by: .erin, signed: .unsigned)
    let forged = try repository.commit("forged", by: .erin, signed: .forged { _ in Array("nonsense".utf8) })
    let reader = try Repository(at: repository.path)
    #expect(try reader.commit(unsigned).signature == nil)
    #expect(try reader.commit(forged).signature == Array("nonsense\n".utf8))
  }

  @Test func `raw bytes become the commit that the branch names`() throws {
    let repository = try story()
    var draft = try repository.draft("spoiled", by: .erin)
    draft.message.append(0)
    let id = try repository.commitRaw(draft.payload)
    #expect(try git.run("rev-parse", "main", in: repository.path).output == "\(id)\n")
    #expect(id == ObjectID(of: draft.payload, as: .commit))
  }

  @Test func `removing the last file of a directory removes the directory`() throws {
    let repository = try story()
    try repository.remove("models/a/card.yaml")
    try repository.move("models/b", to: "old/b")
    try repository.commit("tidy up", by: .erin)
    let files = try git.run("ls-tree", "-r", "-t", "--name-only", "main", in: repository.path).output
    #expect(files == "README.md\nbin\nbin/run\nlatest\nold\nold/b\nold/b/card.yaml\n")
  }

  @Test func `checking out another branch brings its files and forgets what was not committed`() throws {
    let repository = try story()
    try repository.write("scratch", "x")
    try repository.checkOut("change")
    #expect(try repository.paths() == ["README.md", "bin/run", "latest", "models/a/card.yaml"])
    #expect(throws: RehearsalError.self) { try repository.checkOut("nowhere") }
  }

  @Test func `an edit that changes nothing is refused`() throws {
    let repository = try story()
    try repository.edit("README.md", "one", to: "two")
    #expect(try repository.text("README.md") == "two\n")
    #expect(throws: RehearsalError.self) { try repository.edit("README.md", "one", to: "two") }
  }

  @Test func `tags of both kinds name the commit`() throws {
    let repository = try story()
    try repository.tag("light")
    try repository.tag("heavy", message: "a release", by: .kim)
    let names = try git.run("rev-parse", "light^{commit}", "heavy^{commit}", "main", in: repository.path)
    #expect(Set(names.output.split(separator: "\n")).count == 1)
    #expect(try git.run("fsck", "--strict", in: repository.path).status == 0)
  }

  private static let recordedTip = "475f20e7a3241857c4a576d7c54185ce9861a651"
}
