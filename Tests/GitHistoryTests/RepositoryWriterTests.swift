import Foundation
import GitHistory
import Testing

@Suite struct RepositoryWriterTests {
  private static let erin = PersonStamp(
    name: Array("Erin".utf8), email: Array("erin@example.com".utf8), time: 1_700_000_000, offsetMinutes: -90)

  @Test(arguments: [false, true]) func `a new repository is one that git likes`(isBare: Bool) throws {
    let git = try Git(initializing: nil)
    let writer = try RepositoryWriter(creating: git.path + "/new/deep", initialBranch: "trunk", bare: isBare)
    let blob = try writer.writeBlob(Array("hello\n".utf8))
    let inner = try writer.writeTree([TreeEntry(name: Array("x".utf8), mode: .executable, id: blob)])
    let tree = try writer.writeTree(
      [("b", FileMode.file, blob), ("a", .tree, inner), ("a.b", .file, blob), ("a0", .symlink, blob)].map {
        TreeEntry(name: Array($0.0.utf8), mode: $0.1, id: $0.2)
      })
    let commit = try writer.writeCommit(
      tree: tree, parents: [], author: Self.erin, committer: Self.erin, message: Array("Title\n".utf8))
    try writer.updateRef("refs/heads/trunk", to: commit)
    let run = { (arguments: [String]) in try git.run(["-C", git.path + "/new/deep"] + arguments) }
    #expect(try run(["rev-parse", "HEAD"]) == commit.hex + "\n")
    #expect(try run(["symbolic-ref", "HEAD"]) == "refs/heads/trunk\n")
    #expect(try run(["fsck", "--strict", "--no-dangling"]) == "")
    #expect(
      try run(["log", "-1", "--format=%an|%ae|%ad|%s", "--date=raw"])
        == "Erin|erin@example.com|1700000000 -0130|Title\n")
    try writer.setSymbolicHead("refs/heads/other")
    #expect(try run(["symbolic-ref", "HEAD"]) == "refs/heads/other\n")
    #expect(try Repository(at: writer.gitDirectory).head() == Head(branch: "other", id: nil))
  }

  @Test func `a signed commit has the same bytes as git's own`() throws {
    let git = try Git()
    let key = git.path + "/key"
    let keygen = Process()
    keygen.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    keygen.arguments = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key]
    try keygen.run()
    keygen.waitUntilExit()
    try #require(keygen.terminationStatus == 0)
    try git.write("one", to: "a")
    _ = try git("add", "a")
    _ = try git(
      "-c", "gpg.format=ssh", "-c", "user.signingKey=\(key)", "commit", "-q", "-S", "-m", "Title\n\nBody")
    let head = try git.id("HEAD")
    let repository = try git.open()
    let commit = try repository.commit(head)
    let signature = try #require(commit.signature)
    #expect(signature.starts(with: "-----BEGIN SSH SIGNATURE-----\n".utf8))
    #expect(signature.reversed().starts(with: "-----END SSH SIGNATURE-----\n".utf8.reversed()))
    let writer = try RepositoryWriter(at: git.path)
    var payload: [UInt8] = []
    let again = try writer.writeCommit(
      tree: commit.tree, parents: commit.parents, author: commit.author, committer: commit.committer,
      message: commit.message
    ) {
      payload = $0
      return signature
    }
    #expect(again == head)
    #expect(payload == commit.payload)
    // And git verifies what was unfolded here.
    let verified = try git.run(
      [
        "-c", "gpg.format=ssh", "-c", "gpg.ssh.allowedSignersFile=\(git.path)/signers", "log", "-1",
        "--format=%GK",
      ])
    #expect(!verified.isEmpty)
  }

  @Test func `what the signer throws is passed on`() throws {
    struct Refused: Error {}
    let git = try Git()
    let writer = try RepositoryWriter(at: git.path)
    #expect(throws: Refused.self) {
      try writer.writeCommit(
        tree: .emptyTree, parents: [], author: Self.erin, committer: Self.erin, message: [],
        sign: { _ in throw Refused() })
    }
  }
}
