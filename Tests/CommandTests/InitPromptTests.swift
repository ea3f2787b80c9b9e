import Foundation
import Testing

/// `countersign init` on a terminal, with somebody who answers.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen, .python3),
    Tool.notTested("what init asks on a terminal", for: .git, .sshKeygen, .python3)))
struct InitPromptTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    workspace.environment["GIT_CONFIG_COUNT"] = "2"
    for (number, setting) in [("user.name", "Alice"), ("user.email", "alice@example.com")].enumerated() {
      workspace.environment["GIT_CONFIG_KEY_\(number)"] = setting.0
      workspace.environment["GIT_CONFIG_VALUE_\(number)"] = setting.1
    }
    try workspace.expect(.git, "init", "-q", "-b", "main", "here")
  }

  /// Gives a program a terminal of its own, types the lines, and prints what it shows.
  private static let terminal = """
    import os, pty, sys
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    lines = sys.stdin.buffer.read()
    # And then the end of input, so that a question too many fails and does not wait for ever.
    os.write(terminal, lines + bytes([4, 4, 4]))
    try:
        while part := os.read(terminal, 4096):
            sys.stdout.buffer.write(part)
    except OSError:
        pass
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    """

  private func type(_ lines: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .python3, ["-c", Self.terminal, "countersign", "init", "--color", "never"], in: "here",
      input: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test func `the questions are asked once, a mistake again, and the answers are written`() throws {
    try FileManager.default.createDirectory(
      at: workspace.folder.appendingPathComponent(".ssh"), withIntermediateDirectories: true)
    let key = try workspace.makeKey(".ssh/id_ed25519")
    let outcome = try type(
      "nonsense", "baseline", "acme/models", "Bob <bob@example.com>", "Bob <bob@example.com>", "", "y",
      "alice, carl",
      "bob", "", "alice", "", "alice", "credit",
      "",
      "Ranks loans", "MIT", "[{name: auc, value: 0.9}]", "y", "y")
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(outcome.text.contains("please name one of them"))
    #expect(outcome.text.contains("there is no carl"))
    #expect(outcome.text.contains("is ~/.ssh/id_ed25519.pub, SHA256:"))
    let roster = try workspace.read("here/policies/identities.yaml")
    #expect(roster.contains("roles: [security-reviewer, policy-maintainer]"))
    #expect(
      roster.contains(
        "  - id: bob\n    name: Bob\n    emails: [\"bob@example.com\"]\n    roles: [ml-engineer]"))
    #expect(outcome.text.contains("bob@example.com is the address of bob already"))
    #expect(roster.contains(key))
    #expect(try workspace.read("here/policies/policy.yaml").contains("repository: acme/models "))
    let card = try workspace.read("here/models/credit/card.yaml")
    #expect(card.contains("purpose: Ranks loans\n") && card.contains("owner: alice\n"))
    #expect(outcome.text.contains("git commit -S"))
  }

  @Test func `whoever does not say yes at the end, or says nothing, has nothing written`() throws {
    for last in ["n", "\u{4}"] {
      let outcome = try type("", "", "", "", "", "", "", "", "", last)
      #expect(outcome.status == 64, "\(outcome.text)")
      #expect(outcome.text.contains("nothing was written"))
      let files = try FileManager.default.contentsOfDirectory(atPath: workspace.path("here"))
      #expect(files == [".git"])
    }
  }
}
