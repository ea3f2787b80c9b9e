import Foundation
import Rehearsal
import Testing

/// `countersign lint` as it is typed, on work trees and indexes that the real git made.
struct LintTests {
  private let workspace: Workspace
  private let repository = "repository"

  /// A repository with a policy, and a model `scorer` that is in order.
  init() throws {
    workspace = try Workspace()
    let builder = try RepositoryBuilder(creating: workspace.path(repository))
    try builder.write("policies/policy.yaml", PolicyDraft().yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.commit("bring the policy", by: .kim)
    try builder.write("models/scorer/weights.csv", "weight\n0.25\n")
    let artifact = try builder.sha256(of: "models/scorer/weights.csv")
    try builder.write(
      "models/scorer/card.yaml",
      CardDraft(id: "scorer") { $0.artifacts = [("weights.csv", artifact)] }.yaml)
    try builder.commit("bring scorer", by: .erin)
    let approval = ApprovalDraft(
      model: "scorer", subject: try builder.subjectDigest(of: "scorer"), reviewer: .alice, date: builder.clock
    )
    try builder.write("models/scorer/approvals/technical/alice.yaml", approval.yaml)
    try builder.commit("approve", by: .alice)
    try builder.writeWorkingTree()
  }

  private static let card = "models/scorer/card.yaml"

  private struct Found: Decodable {
    struct Finding: Decodable, Equatable {
      let rule: String
      let severity: String
      let path: String?
      let line: Int?
    }
    let documents: Int
    let verdict: String
    let findings: [Finding]

    var errors: [Finding] { findings.filter { $0.severity == "error" } }

    func has(_ rule: String, _ severity: String = "error", at path: String) -> Bool {
      findings.contains { $0.rule == rule && $0.severity == severity && $0.path == path }
    }
  }

  private func lint(
    _ arguments: String..., status: Int32? = nil, in directory: String = "repository",
    with environment: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Found {
    let outcome = try workspace.run(
      .countersign, ["lint", "--format", "json"] + arguments, in: directory, with: environment)
    if let status {
      #expect(
        outcome.status == status, "\(outcome.text)\(outcome.errors)", sourceLocation: sourceLocation)
    }
    return try JSONDecoder().decode(Found.self, from: Data(outcome.output))
  }

  private func status(_ arguments: String...) throws -> Int32 {
    try workspace.run(.countersign, ["lint"] + arguments, in: repository).status
  }

  private func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try workspace.read("\(repository)/\(file)")
    #expect(text.contains(old))
    try workspace.write(text.replacingOccurrences(of: old, with: new), to: "\(repository)/\(file)")
  }

  private func git(_ arguments: String...) throws {
    let outcome = try workspace.run(.git, arguments, in: repository)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `a repository in order passes, in the work tree, the index and at a revision`() throws {
    for arguments in [[], ["--staged"], ["--rev", "HEAD"], ["--strict"]] {
      #expect(try workspace.run(.countersign, ["lint"] + arguments, in: repository).status == 0)
    }
    #expect(try lint(status: 0).documents == 4)
  }

  @Test func `staged and broken, fine in the work tree`() throws {
    try edit(LintTests.card, "purpose:", "purpouse:")
    try git("add", "-A")
    try edit(LintTests.card, "purpouse:", "purpose:")
    #expect(try lint("--staged", status: 1).has("document-invalid", at: LintTests.card))
    #expect(try lint(status: 0).findings.isEmpty)
  }

  @Test func `fine in the index, broken in the work tree`() throws {
    try edit(LintTests.card, "version: 1.0.0", "version: 1.0.1")
    try git("add", "-A")
    try edit(LintTests.card, "purpose:", "purpouse:")
    #expect(try lint("--staged", status: 0).verdict == "satisfied")
    #expect(try lint(status: 1).has("document-invalid", at: LintTests.card))
  }

  @Test func `untracked documents are looked at, ignored ones are not`() throws {
    try workspace.write("kind: ModelCard\n", to: "repository/models/new/card.yaml")
    #expect(try lint(status: 1).has("document-invalid", at: "models/new/card.yaml"))
    try workspace.write("/models/new/\n", to: "repository/.gitignore")
    #expect(try lint(status: 0).findings.isEmpty)
  }

  @Test func `what the change makes stale is a note, and a stale approval that is new a warning`() throws {
    let approval = "models/scorer/approvals/technical/alice.yaml"
    try edit(LintTests.card, "requests", "mails")
    #expect(try lint(status: 0).has("approval-stale", "note", at: approval))
    #expect(try status("--strict") == 0)
    try edit(approval, "read the change", "read all of the change")
    #expect(try lint(status: 0).has("approval-stale", "warning", at: approval))
    #expect(try status("--strict") == 1)
  }

  @Test func `of the index only what changes is looked at, and what rests on it`() throws {
    try workspace.write("kind: ModelCard\n", to: "repository/models/broken/card.yaml")
    try git("add", "-A")
    try git("commit", "-q", "-m", "broken as it is")
    #expect(try lint("--staged", status: 0).documents == 0)
    try edit(LintTests.card, "requests", "mails")
    try git("add", "-A")
    #expect(try lint("--staged", status: 0).documents == 2)
    // A policy is about every model.
    try edit("policies/policy.yaml", "version: 1", "version: 2")
    try git("add", "-A")
    #expect(try lint("--staged", status: 1).has("document-invalid", at: "models/broken/card.yaml"))
    #expect(
      try lint("--staged", LintTests.card, status: 0).findings.allSatisfy {
        $0.path != "models/broken/card.yaml"
      })
  }

  @Test func `what git commit takes past the index is what a hook sees`() throws {
    try workspace.write(
      "#!/bin/sh\nexec countersign lint --staged >&2\n", to: "repository/.git/hooks/pre-commit")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: workspace.path("repository/.git/hooks/pre-commit"))
    try edit(LintTests.card, "purpose:", "purpouse:")
    for arguments in [["commit", "-q", "-a", "-m", "x"], ["commit", "-q", "-m", "x", LintTests.card]] {
      let outcome = try workspace.run(.git, arguments, in: repository)
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("unknown key purpouse"), "\(outcome.errors)")
    }
    try edit(LintTests.card, "purpouse:", "purpose:")
    try edit(LintTests.card, "requests", "mails")
    try git("commit", "-q", "-a", "-m", "x")
  }

  @Test func `a linked work tree has an index of its own`() throws {
    try git("worktree", "add", "-q", "../other", "-b", "other")
    let card = try workspace.read("other/\(LintTests.card)")
    try workspace.write(card.replacing("purpose:", with: "purpouse:"), to: "other/\(LintTests.card)")
    #expect(try lint(status: 1, in: "other").verdict == "violated")
    #expect(try lint(status: 0).verdict == "satisfied")
    try workspace.expect(.git, "add", "-A", in: "other")
    #expect(try lint("--staged", status: 1, in: "other").verdict == "violated")
    #expect(try lint("--staged", status: 0).verdict == "satisfied")
    // As git calls a hook there.
    let variables = ["GIT_DIR": workspace.path("repository/.git/worktrees/other"), "GIT_INDEX_FILE": ""]
    #expect(try lint("--staged", status: 1, in: "other", with: variables).verdict == "violated")
  }

  @Test func `paths are those of the working directory`() throws {
    try edit(LintTests.card, "purpose:", "purpouse:")
    for (directory, path) in [
      ("models/scorer", "card.yaml"), ("models", "scorer"), ("policies", "../models"),
      (".", workspace.path("repository/models/scorer/card.yaml")), ("models/scorer", "."),
    ] {
      #expect(try lint(path, status: 1, in: "repository/\(directory)").errors.count == 1)
    }
    #expect(try status("no-such-model") == 64)
    #expect(try status("/") == 64)
    #expect(try status("--rev", "no-such-branch") == 64)
    #expect(try status("--rev", "HEAD", "--staged") == 64)
  }

  @Test func `a file that is gone may be named`() throws {
    try git("rm", "-q", "models/scorer/approvals/technical/alice.yaml")
    #expect(try status("--staged", "models/scorer/approvals/technical/alice.yaml") == 0)
    #expect(try status("models/scorer/approvals/technical/alice.yaml") == 0)
  }

  @Test func `there is nothing to lint, and that is said`() throws {
    let outcome = try workspace.run(.countersign, ["lint", "--staged"], in: repository)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("no documents"))
  }

  @Test func `a conflict is undecided`() throws {
    try git("checkout", "-q", "-b", "theirs")
    try edit(LintTests.card, "requests", "mails")
    try git("commit", "-q", "-a", "-m", "theirs")
    try git("checkout", "-q", "main")
    try edit(LintTests.card, "requests", "letters")
    try git("commit", "-q", "-a", "-m", "ours")
    #expect(try workspace.run(.git, ["merge", "-q", "theirs"], in: repository).status == 1)
    #expect(try lint("--staged").has("merge-conflict", at: LintTests.card))
    #expect(try lint().has("merge-conflict", at: LintTests.card))
    #expect(try status() != 0)
    #expect(try status("--staged") != 0)
  }

  @Test(.timeLimit(.minutes(5))) func `hostile files in the work tree end with findings`() throws {
    let model = workspace.path("repository/models/hostile")
    let files = FileManager.default
    try files.createDirectory(atPath: "\(model)/approvals/technical", withIntermediateDirectories: true)
    #expect(mkfifo("\(model)/fifo", 0o600) == 0)
    #expect(mkfifo("\(model)/approvals/technical/alice.yaml", 0o600) == 0)
    try files.createSymbolicLink(atPath: "\(model)/loop", withDestinationPath: "loop")
    try files.createSymbolicLink(atPath: "\(model)/etc", withDestinationPath: "/etc")
    try Data().write(to: URL(fileURLWithPath: "\(model)/card.yaml"))
    #expect(truncate("\(model)/card.yaml", 1 << 30) == 0)
    let name = Array("\(model)/".utf8) + [0xFF, 0xFE, 0]
    let file = fopen(name.map { CChar(bitPattern: $0) }, "w")
    if let file { fclose(file) }
    let found = try lint(status: 1)
    #expect(found.has("document-invalid", at: "models/hostile/card.yaml"))
    #expect(found.has("path-refused", at: "models/hostile/etc"))
    #expect(found.findings.contains { $0.rule == "path-refused" && $0.path?.contains("\u{FFFD}") ?? false })
  }

  @Test func `a large file that Git LFS keeps is judged by its own digest, and approved by its pointer`()
    throws
  {
    let content = String(repeating: "0.25\n", count: 100_000)
    try workspace.write("*.csv filter=lfs -text\n", to: "repository/models/scorer/.gitattributes")
    try workspace.write(content, to: "repository/models/scorer/weights.csv")
    let stale = try lint(status: 1)
    #expect(stale.has("artifact-mismatch", at: LintTests.card))
    let digest = try workspace.expect(
      .sh, "-c", "sha256sum repository/models/scorer/weights.csv"
    ).prefix(64)
    let old = try workspace.read("repository/\(LintTests.card)").split(separator: "sha256: ")[1].prefix(64)
    try edit(LintTests.card, String(old), String(digest))
    #expect(!(try lint(status: 0).has("artifact-mismatch", at: LintTests.card)))
  }

  @Test func `a damaged index is undecided`() throws {
    try workspace.write("DIRC nonsense", to: "repository/.git/index")
    #expect(try status() == 2)
    #expect(try status("--staged") == 2)
    #expect(try status("--rev", "HEAD") == 0)
  }

  @Test func `a bare repository wants a revision`() throws {
    try workspace.expect(.git, "clone", "-q", "--bare", "repository", "bare")
    #expect(try workspace.run(.countersign, ["lint"], in: "bare").status == 64)
    #expect(try workspace.run(.countersign, ["lint", "--rev", "main"], in: "bare").status == 0)
  }

  @Test func `nothing is written, not even the index`() throws {
    try edit(LintTests.card, "requests", "mails")
    func state() throws -> [String] {
      let index = try Data(contentsOf: workspace.folder.appendingPathComponent("repository/.git/index"))
      let objects = try FileManager.default.subpathsOfDirectory(
        atPath: workspace.path("repository/.git/objects"))
      return [index.base64EncodedString()] + objects.sorted()
    }
    let before = try state()
    _ = try lint(status: 0)
    _ = try lint("--staged", status: 0)
    #expect(try state() == before)
  }
}
