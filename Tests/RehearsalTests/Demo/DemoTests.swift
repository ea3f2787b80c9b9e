import Foundation
import GitHistory
import Signatures
import Testing

@testable import Rehearsal

struct DemoTests {
  private static let now: Int64 = 1_795_168_800
  private let directory: TemporaryDirectory
  private let git: Tool
  private let home: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    home = try TemporaryDirectory()
    git = Tool("git", home: home.path)
  }

  private func demo(_ name: String = "demo", cast: Cast = .test) throws -> Demo {
    try Demo.build(at: directory.path(name), now: DemoTests.now, cast: cast)
  }

  @Test func `git fsck --strict has nothing to say`() throws {
    let demo = try demo()
    let outcome = try git.run("fsck", "--strict", "--full", in: demo.path)
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(!outcome.output.contains("dangling"), "\(outcome.output)")
  }

  @Test func `git finds nothing to do in the working tree`() throws {
    let demo = try demo()
    #expect(try git.run("status", "--porcelain=v1", "--branch", in: demo.path).output == "## main\n")
    #expect(try git.run("diff", "--stat", "HEAD", in: demo.path).output.isEmpty)
  }

  @Test func `git verifies every commit by the allowed signers, and its author is its signer`() throws {
    let demo = try demo(cast: .fresh())
    let log = try git.run("log", "--all", "--format=%G? %GS %ae", in: demo.path).output
    let lines = log.split(separator: "\n")
    #expect(lines.count > 50)
    for line in lines {
      let fields = line.split(separator: " ")
      #expect(fields.count == 3 && fields[0] == "G" && fields[1] == fields[2], "\(line)")
    }
    let head = try git.run("rev-list", "-n1", "main", in: demo.path).output.dropLast()
    #expect(try git.run("verify-commit", String(head), in: demo.path).status == 0)
  }

  @Test func `the same cast and the same moment make the same ids`() throws {
    let references = try ["first", "second"].map { name in
      try git.run("for-each-ref", in: try demo(name).path).output
    }
    #expect(references[0] == references[1])
    #expect(references[0].contains("refs/heads/main"))
  }

  @Test func `dates grow from parent to child and end before now`() throws {
    let demo = try demo()
    let log = try git.run("log", "--all", "--format=%H %P|%ct", in: demo.path).output
    var times: [Substring: Int64] = [:]
    var parents: [(Substring, Substring)] = []
    for line in log.split(separator: "\n") {
      let halves = line.split(separator: "|")
      let ids = halves[0].split(separator: " ")
      times[ids[0]] = Int64(halves[1])
      parents += ids.dropFirst().map { (ids[0], $0) }
    }
    for (child, parent) in parents { #expect(try #require(times[parent]) <= #require(times[child])) }
    #expect(try #require(times.values.max()) < DemoTests.now)
    #expect(try #require(times.values.max()) > DemoTests.now - 86_400)
  }

  @Test func `every scene is a branch on top of main`() throws {
    let demo = try demo()
    #expect(demo.scenes.map(\.expectedExit) == [0, 1, 1, 1])
    #expect(
      demo.scenes.compactMap(\.expectedRule) == [
        "approval-by-contributor", "approval-stale", "policy-change-unapproved",
      ])
    for scene in demo.scenes {
      let outcome = try git.run("merge-base", "--is-ancestor", scene.base, scene.head, in: demo.path)
      #expect(outcome.status == 0)
      let count = try git.run("rev-list", "--count", "\(scene.base)..\(scene.head)", in: demo.path).output
      #expect(try #require(Int(count.dropLast())) >= 9)
    }
  }

  @Test func `the approvals on the honest branch name the digest of what is there`() throws {
    let demo = try demo()
    let scene = try #require(demo.scenes.first)
    try git.run("checkout", "--quiet", scene.branch, in: demo.path)
    // Read back through a builder of its own, from what git checked out.
    let copy = try RepositoryBuilder(creating: directory.path("copy"))
    for path in try git.run("ls-files", in: demo.path).output.split(separator: "\n") {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(demo.path)/\(path)"))
      try copy.write(GitPath(String(path)), bytes: Array(bytes))
    }
    let approvals = try copy.paths(below: "models/credit-scoring/approvals")
    #expect(approvals.count == 7)
    for path in approvals {
      let scope = path.description.contains("/fairness/") ? ["card.yaml", "evidence/fairness*"] : nil
      let digest = try copy.subjectDigest(of: "credit-scoring", scope: scope)
      #expect(try copy.text(path).contains("subject: \"\(digest)\"\n"), "\(path)")
    }
  }

  @Test func `the card names the artifact that is committed`() throws {
    let demo = try demo()
    for model in ["credit-scoring", "churn-forecast", "ticket-routing"] {
      let root = "\(demo.path)/models/\(model)"
      let weights = try Data(contentsOf: URL(fileURLWithPath: "\(root)/weights/model.csv"))
      let sha256 = Hexadecimal.encode(Signatures.Digest.sha256(Array(weights)))
      for document in ["card.yaml", "evidence/validation.yaml"] {
        #expect(try String(contentsOfFile: "\(root)/\(document)", encoding: .utf8).contains(sha256))
      }
    }
  }

  @Test func `a newcomer commits as anybody of the cast, signed`() throws {
    let demo = try demo(cast: .fresh())
    try Data("x\n".utf8).write(to: URL(fileURLWithPath: "\(demo.path)/note.txt"))
    try git.run("add", "note.txt", in: demo.path)
    let plain = try git.run("commit", "--quiet", "-m", "as erin", in: demo.path)
    #expect(plain.status == 0, "\(plain.errors)")
    let other = try git.run(
      "as", "alice", "commit", "--quiet", "--allow-empty", "-m", "as alice", in: demo.path)
    #expect(other.status == 0, "\(other.errors)")
    let log = try git.run("log", "-2", "--format=%G? %GS", in: demo.path).output
    #expect(log == "G alice@example.com\nG erin@example.com\n")
  }

  @Test func `private keys are for their owner's eyes only`() throws {
    let demo = try demo()
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(demo.path)/.git/demo-keys/erin")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `a directory that is not empty is refused and left alone`() throws {
    let path = directory.path("taken")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(path)/.hidden"))
    let error = #expect(throws: RehearsalError.self) {
      try Demo.build(at: path, now: DemoTests.now, cast: .test)
    }
    #expect(error?.message == "\(path) is not empty")
    #expect(try FileManager.default.contentsOfDirectory(atPath: path) == [".hidden"])
    #expect(throws: RehearsalError.self) {
      try Demo.build(at: "\(path)/.hidden", now: DemoTests.now, cast: .test)
    }
  }

  @Test func `an empty directory is taken, whatever its name`() throws {
    let path = directory.path("a \"quoted\" \\ name")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    _ = try Demo.build(at: path, now: DemoTests.now, cast: .test)
    #expect(try git.run("log", "-1", "--format=%G?", in: path).output == "G\n")
  }
}
