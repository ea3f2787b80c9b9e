import Foundation
import Rehearsal
import Testing

/// `countersign record` with the real git, in the demo's repository, as its bot `ci`.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen, .python3),
    Tool.notTested("recording what landed", for: .git, .sshKeygen, .python3)))
struct RecordTests {
  private static let log = "refs/countersign/log"
  private static let at = "2026-09-21T14:13:20Z"

  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    try workspace.expect(.git, "checkout", "-q", "main", in: "demo")
    for person in [Person.ci, .mallory] {
      try workspace.write(person.key.openSSHPrivateKey(comment: person.id), to: person.id)
      try workspace.write(person.key.publicKey.text + "\n", to: "\(person.id).pub")
    }
  }

  private func git(_ arguments: String..., in directory: String = "demo") throws -> String {
    let outcome = try workspace.run(.git, arguments, in: directory)
    guard outcome.status == 0 else {
      throw Workspace.ToolFailed(description: "\(arguments): \(outcome.errors)")
    }
    return outcome.line
  }

  private func record(
    _ more: String..., in directory: String = "demo", key: String? = "ci",
    with variables: [String: String] = [:]
  ) throws -> Workspace.Outcome {
    let signing = key.map { ["--key", workspace.path($0)] } ?? []
    return try workspace.run(
      .countersign,
      ["record", "--branch", "main", "--root", "\(demo.root)", "--at", RecordTests.at] + signing + more,
      in: directory, with: variables)
  }

  private func entries(in directory: String = "demo") throws -> Int {
    let outcome = try workspace.run(.git, ["rev-list", "--count", RecordTests.log], in: directory)
    return outcome.status == 0 ? Int(outcome.line) ?? -1 : 0
  }

  @Test func `it keeps the bytes that check prints, signed, and says how to publish them`() throws {
    let outcome = try record("--base", "main~1", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for word in [
      "recorded as entry", "signed by ci", "git push origin \(RecordTests.log):\(RecordTests.log)",
    ] {
      #expect(outcome.errors.contains(word), "\(outcome.errors)")
    }
    let head = try git("rev-parse", "main")
    let check = try workspace.run(
      .countersign,
      [
        "check", "--branch", "main", "--base", "main~1", "--head", "main", "--root", "\(demo.root)", "--at",
        RecordTests.at, "--format", "json",
      ], in: "demo")
    #expect(outcome.output == check.output)
    #expect(
      try workspace.run(.git, ["cat-file", "blob", "\(RecordTests.log):report.json"], in: "demo").output
        == check.output)
    #expect(try git("ls-tree", "--name-only", RecordTests.log) == "report.json")
    #expect(
      try git("log", "-1", "--format=%s|%P", RecordTests.log)
        == "Record main at \(head.prefix(10)): satisfied|")
    #expect(try git("status", "--porcelain").isEmpty)

    // The same head twice is one entry, and the verdict stays.
    let again = try record("--base", "main~1")
    #expect(again.status == 0 && again.errors.contains("recorded already as satisfied"), "\(again.errors)")
    #expect(try entries() == 1)

    let audit = try workspace.run(
      .countersign, ["audit", "--root", "\(demo.root)", "--log-tip", git("rev-parse", RecordTests.log)],
      in: "demo")
    #expect(audit.status == 0, "\(audit.errors)")
    #expect(audit.text.contains("record: 1 of the branch's transitions"), "\(audit.text)")
    #expect(audit.text.contains(", recorded"), "\(audit.text)")
    let json = try workspace.run(
      .countersign, ["audit", "--root", "\(demo.root)", "--format", "json"], in: "demo")
    let entry = try git("rev-parse", RecordTests.log)
    #expect(json.text.contains("\"recorded\":\"\(entry)\""), "\(json.text)")
    #expect(
      json.text.contains("\"record\":{\"tip\":\"\(entry)\",\"entries\":1,\"delimited\":1,\"unrecorded\":[]}"))
  }

  @Test func `what landed past the gates is recorded as that, every time it is asked`() throws {
    #expect(try record("--base", "main~1").status == 0)
    try workspace.write("0.5", to: "demo/models/credit-scoring/weights.bin")
    _ = try git("add", "-A")
    _ = try git("commit", "-q", "--no-gpg-sign", "-m", "just this once")
    let outcome = try record()
    #expect(outcome.status == 1 && outcome.errors.contains("recorded as entry"), "\(outcome.errors)")
    #expect(try record().status == 1)
    #expect(try entries() == 2)
    #expect(try git("log", "-1", "--format=%s", RecordTests.log).hasSuffix(": violated"))
  }

  @Test func `a key that nobody lists, or none, records nothing`() throws {
    let stranger = try record("--base", "main~1", key: "mallory")
    #expect(stranger.status == 64, "\(stranger.errors)")
    for word in ["would not count", "identities.yaml"] { #expect(stranger.errors.contains(word)) }
    let missing = try record("--base", "main~1", key: "nowhere")
    #expect(missing.status == 64 && missing.errors.contains("there is no key"), "\(missing.errors)")
    _ = try git("config", "--unset", "user.signingKey")
    let none = try record("--base", "main~1", key: nil)
    #expect(none.status == 64 && none.errors.contains("git config user.signingkey"), "\(none.errors)")
    #expect(try entries() == 0)
    // The honest twin, by git's own configuration.
    _ = try git("config", "user.signingKey", workspace.path("ci.pub"))
    #expect(try record("--base", "main~1", key: nil).status == 0)
    #expect(try entries() == 1)
  }

  @Test func `it records what landed, and asks where to begin`() throws {
    let first = try record()
    #expect(first.status == 64 && first.errors.contains("--base REV"), "\(first.errors)")
    let change = try #require(demo.scenes.first { $0.expectedExit == 0 })
    let early = try record("--base", "main", "--head", change.branch)
    #expect(early.status == 64 && early.errors.contains("has not landed"), "\(early.errors)")
    #expect(try entries() == 0)
  }

  @Test func `a branch that was rolled back is not recorded, and both ends are named`() throws {
    let (head, back) = (try git("rev-parse", "main"), try git("rev-parse", "main~1"))
    #expect(try record("--base", "main~1").status == 0)
    _ = try git("reset", "-q", "--hard", "main~1")
    let outcome = try record()
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("[history-rewritten]"), "\(outcome.errors)")
    for end in [head, back] { #expect(outcome.errors.contains(end.prefix(10)), "\(outcome.errors)") }
    #expect(try entries() == 1)
    let audit = try workspace.run(.countersign, ["audit", "--root", "\(demo.root)"], in: "demo")
    #expect(audit.status == 1)
    #expect(audit.text.contains("history-rewritten"), "\(audit.text)")
  }

  // MARK: Several runners

  @Test func `a clone goes on with the record that it fetched, and git refuses a rewritten one`() throws {
    #expect(try record("--base", "main~2", "--head", "main~1").status == 0)
    _ = try git("clone", "-q", "--bare", "demo", "server.git", in: ".")
    _ = try git("push", "-q", "../server.git", RecordTests.log)
    _ = try git("clone", "-q", "server.git", "runner", in: ".")
    _ = try git("fetch", "-q", "origin", "\(RecordTests.log):\(RecordTests.log)", in: "runner")
    let outcome = try record(in: "runner", with: ["GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "push"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try entries(in: "runner") == 2)
    _ = try git("push", "-q", "origin", RecordTests.log, in: "runner")
    // Somebody else was slower.
    #expect(try record(with: ["GIT_COMMITTER_DATE": "1790000100 +0000"]).status == 0)
    let late = try workspace.run(.git, ["push", "-q", "../server.git", RecordTests.log], in: "demo")
    #expect(late.status != 0)
    _ = try git("fetch", "-q", "../server.git", "+\(RecordTests.log):\(RecordTests.log)")
    #expect(try record().errors.contains("recorded already"))
  }

  @Test func `of several at once in one repository each goes on from the other`() throws {
    let script = """
      import subprocess, sys
      runs = [subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE) for _ in range(4)]
      told = [run.communicate()[1] for run in runs]
      print(told)
      sys.exit(max(run.returncode for run in runs))
      """
    let outcome = try workspace.run(
      .python3,
      [
        "-c", script, "countersign", "record", "--branch", "main", "--root", "\(demo.root)", "--at",
        RecordTests.at, "--key", workspace.path("ci"), "--base", "main~1",
      ], in: "demo")
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try entries() == 1)
  }

  @Test func `who is overtaken between judging and writing begins again upon what is there`() throws {
    #expect(try record("--base", "main~2", "--head", "main~1").status == 0)
    let other = try git("rev-parse", RecordTests.log)
    _ = try git("update-ref", "-d", RecordTests.log)
    let real = try #require(Tool.git.location).path
    try workspace.write(
      """
      #!/bin/sh
      case "$*" in *update-ref*)
        if mkdir "\(workspace.path("overtaken"))" 2>/dev/null; then
          "\(real)" -C "\(workspace.path("demo"))" update-ref \(RecordTests.log) \(other)
        fi;;
      esac
      exec "\(real)" "$@"

      """, to: "bin/git")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: workspace.path("bin/git"))
    let path = "\(workspace.path("bin")):\(workspace.environment["PATH"] ?? "")"
    let outcome = try record("--base", "main~1", with: ["PATH": path])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("once more"), "\(outcome.errors)")
    #expect(try entries() == 2)
    #expect(try git("rev-parse", "\(RecordTests.log)^") == other)
  }

  @Test func `a bare repository records as well`() throws {
    _ = try git("clone", "-q", "--bare", "demo", "server.git", in: ".")
    let outcome = try record("--head", "main", "--base", "main~1", in: "server.git")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try entries(in: "server.git") == 1)
  }
}
