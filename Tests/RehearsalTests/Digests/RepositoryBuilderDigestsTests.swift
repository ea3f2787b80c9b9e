import Foundation
import GitHistory
import Testing

@testable import Rehearsal

struct RepositoryBuilderDigestsTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// The ten lines of the manual.
  private static let script = """
    import hashlib, os, subprocess, sys
    repo, top, label, skip = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].split(",")
    git = lambda *a: subprocess.run(["git", "-C", repo, *a], capture_output=True, check=True).stdout
    digest = hashlib.sha256(label.encode() + b"\\n")
    entries = git("ls-tree", "-rz", "main:" + top).split(b"\\0")[:-1]
    for entry in sorted(entries, key=lambda e: e.split(b"\\t", 1)[1]):
        (mode, kind, oid), path = entry.split(b"\\t", 1)[0].split(), entry.split(b"\\t", 1)[1]
        if path.split(b"/")[0].decode() in skip and b"/" in path: continue
        content = hashlib.sha256(git("cat-file", "blob", oid.decode())).hexdigest().encode()
        digest.update(mode + b" " + content + b" " + path + b"\\0")
    print("sha256:" + digest.hexdigest())
    """

  private func python(_ repository: RepositoryBuilder, _ top: String, _ label: String, _ skip: String) throws
    -> String
  {
    let python = Tool("python3", home: directory.path)
    let outcome = try python.run(
      "-c", RepositoryBuilderDigestsTests.script, repository.path, top, label, skip, in: directory.path)
    try #require(outcome.status == 0, "\(outcome.errors)")
    return String(outcome.output.dropLast())
  }

  private func repository() throws -> RepositoryBuilder {
    let repository = try RepositoryBuilder(creating: directory.path("repository"))
    try repository.write("models/a/card.yaml", "id: a\n")
    try repository.write("models/a/card-notes", "sorts before card.yaml\n")
    try repository.write("models/a/card/deep/é", bytes: [0, 255, 10])
    try repository.write("models/a/run", "#!/bin/sh\n", mode: .executable)
    try repository.link("models/a/link", to: "card.yaml")
    try repository.write("models/a/approvals/technical/alice.yaml", "left out\n")
    try repository.write("models/a/monitoring/2026.yaml", "left out\n")
    try repository.write("models/a/nested/approvals/stays", "in\n")
    try repository.write("models/ab/card.yaml", "another model\n")
    try repository.write("policies/policy.yaml", PolicyDraft().yaml)
    try repository.write("policies/approvals/policy/kim.yaml", "left out\n")
    try repository.commit("all at once", by: .erin)
    return repository
  }

  @Test func `the subject digest is what ten lines of python compute`() throws {
    let repository = try repository()
    let expected = try python(
      repository, "models/a", "countersign-subject-v1", "approvals,waivers,monitoring")
    #expect(try repository.subjectDigest(of: "a") == expected)
  }

  @Test func `the policy digest is what ten lines of python compute`() throws {
    let repository = try repository()
    let expected = try python(repository, "policies", "countersign-policy-v1", "approvals")
    #expect(try repository.policyDigest() == expected)
  }

  @Test func `approvals do not change the subject, modes do`() throws {
    let repository = try repository()
    let before = try repository.subjectDigest(of: "a")
    try repository.write("models/a/approvals/technical/bob.yaml", "more\n")
    #expect(try repository.subjectDigest(of: "a") == before)
    try repository.setMode("models/a/card.yaml", .executable)
    #expect(try repository.subjectDigest(of: "a") != before)
  }

  @Test func `a scope binds the files it matches and no others`() throws {
    let repository = try repository()
    let scope = ["card.yaml", "evidence/fairness*"]
    let before = try repository.subjectDigest(of: "a", scope: scope)
    try repository.write("models/a/run", "#!/bin/sh\nexit\n")
    #expect(try repository.subjectDigest(of: "a", scope: scope) == before)
    try repository.write("models/a/evidence/fairness.yaml", "new\n")
    #expect(try repository.subjectDigest(of: "a", scope: scope) != before)
  }

  @Test func `a scope of everything is the whole subject`() throws {
    let repository = try repository()
    #expect(try repository.subjectDigest(of: "a", scope: ["**"]) == repository.subjectDigest(of: "a"))
    #expect(try repository.subjectDigest(of: "a", scope: ["*"]) != repository.subjectDigest(of: "a"))
  }
}
