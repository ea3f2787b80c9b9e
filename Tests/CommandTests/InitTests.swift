import Foundation
import Testing

/// `countersign init` as it is typed, with the real git.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen),
    Tool.notTested("what init scaffolds, judged and committed by git", for: .git, .sshKeygen)))
struct InitTests {
  private let workspace: Workspace
  /// The runner's own key.
  private let key: String

  init() throws {
    workspace = try Workspace()
    key = try workspace.makeKey("alice-key")
    // Who commits, and with which key, is what git's configuration says.
    let settings = [
      "user.name=Alice Example", "user.email=alice@example.com", "gpg.format=ssh",
      "user.signingKey=\(workspace.path("alice-key"))", "init.defaultBranch=main",
    ]
    workspace.environment["GIT_CONFIG_COUNT"] = "\(settings.count)"
    for (number, setting) in settings.enumerated() {
      let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
      workspace.environment["GIT_CONFIG_KEY_\(number)"] = parts[0]
      workspace.environment["GIT_CONFIG_VALUE_\(number)"] = parts[1]
    }
    for role in ["AUTHOR", "COMMITTER"] {
      for what in ["NAME", "EMAIL", "DATE"] { workspace.environment["GIT_\(role)_\(what)"] = nil }
    }
    try FileManager.default.createDirectory(
      at: workspace.folder.appendingPathComponent("models-here"), withIntermediateDirectories: true)
  }

  private static let directory = "models-here"

  private func scaffold(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["init"] + arguments, in: InitTests.directory)
  }

  private func run(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(.countersign, arguments, in: InitTests.directory)
  }

  @discardableResult
  private func git(_ arguments: String...) throws -> String {
    let outcome = try workspace.run(.git, arguments, in: InitTests.directory)
    guard outcome.status == 0 else { throw Workspace.ToolFailed(description: "git: \(outcome.errors)") }
    return outcome.line
  }

  private func text(_ path: String) throws -> String { try workspace.read("\(InitTests.directory)/\(path)") }

  /// Whether a text stands in quotes depends on what a key happens to hold.
  private func unquoted(_ path: String) throws -> String { try text(path).replacing("\"", with: "") }

  private func write(_ text: String, to path: String) throws {
    try workspace.write(text, to: "\(InitTests.directory)/\(path)")
  }

  /// All files but git's own, with their content.
  private func files() throws -> [String: Data] {
    let root = workspace.folder.appendingPathComponent(InitTests.directory)
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) where !path.hasPrefix(".git/")
    {
      files[path] = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
    }
    return files.filter { !$0.value.isEmpty }
  }

  @Test func `an empty directory becomes a governed repository whose first commit is satisfied`() throws {
    let outcome = try scaffold("--git-init")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("gate fairness needs 1 more person with role fairness-reviewer"))
    #expect(outcome.text.contains("git commit -S -m 'Govern models'"))
    #expect(try unquoted("policies/identities.yaml").contains("- {ssh: \(key)}"))
    try git("add", "policies", ".github")
    try git("commit", "-q", "-S", "-m", "Govern models")
    let check = try run(
      "check", "--base", "none", "--branch", "main", "--root", git("rev-parse", "HEAD"), "--format", "json")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
    #expect(try check.report().broken.isEmpty)
    #expect(try run("signatures", "HEAD").text.contains("alice-example"))
    #expect(try run("policy", "test").status == 0)
    let lint = try run("lint", "--strict")
    #expect(lint.status == 0, "\(lint.text)\(lint.errors)")
  }

  @Test func `a first card with all its values lands, and one without is not written`() throws {
    #expect(try scaffold("--git-init").status == 0)
    try git("add", ".")
    try git("commit", "-q", "-S", "-m", "Govern models")
    let bare = try scaffold("--model", "draft")
    #expect(bare.status == 0, "\(bare.errors)")
    #expect(bare.text.contains("models/draft/card.yaml is not written"), "\(bare.text)")
    for field in ["purpose", "license", "metrics"] { #expect(bare.text.contains("\(field)=")) }
    #expect(try !files().keys.contains { $0.contains("draft") })
    let whole = try scaffold(
      "--model", "credit", "--card", "purpose=Ranks: \"loans\"", "--card", "license=MIT", "--card",
      "metrics=[{name: auc, value: 0.87}]")
    #expect(whole.status == 0, "\(whole.errors)")
    let lint = try run("lint", "models/credit")
    #expect(lint.status == 0, "\(lint.text)\(lint.errors)")
    try git("switch", "-q", "-c", "first-model")
    try git("add", "models/credit")
    try git("commit", "-q", "-S", "-m", "Add credit")
    let check = try run("check", "--base", "main")
    #expect(check.status == 0, "\(check.text)\(check.errors)")
  }

  @Test func `without a repository it says the next step and writes nothing`() throws {
    let outcome = try scaffold()
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("git init -b main first, or add --git-init"))
    #expect(try files().isEmpty)
  }

  @Test func `a dry run shows what would be written, and writes nothing, not even a repository`() throws {
    let outcome = try scaffold("--dry-run", "--git-init", "--verbose")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("policies/policy.yaml"))
    #expect(outcome.text.contains("repository: models-here"))
    let root = workspace.folder.appendingPathComponent(InitTests.directory)
    #expect(try FileManager.default.contentsOfDirectory(atPath: root.path).isEmpty)
  }

  @Test func `run again it writes only what is missing, and changes no byte of the rest`() throws {
    #expect(try scaffold("--git-init").status == 0)
    let before = try files()
    #expect(before.count == 9)
    let again = try scaffold()
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.text.hasPrefix("nothing to write"))
    #expect(try files() == before)
    let root = workspace.folder.appendingPathComponent(InitTests.directory)
    try FileManager.default.removeItem(at: root.appendingPathComponent(".github/workflows/countersign.yml"))
    #expect(try scaffold().status == 0)
    #expect(try files() == before)
  }

  @Test func `what is there is kept, be it a link that leads nowhere`() throws {
    try git("init", "-q")
    try write("# mine\n", to: "policies/README.md")
    try write("mine: true\n", to: ".github/workflows/countersign.yml")
    let root = workspace.folder.appendingPathComponent(InitTests.directory)
    try FileManager.default.createSymbolicLink(
      atPath: root.appendingPathComponent("policies/tests").path, withDestinationPath: "/nowhere")
    let outcome = try scaffold()
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("policies/tests is no directory"))
    try FileManager.default.removeItem(at: root.appendingPathComponent("policies/tests"))
    let second = try scaffold()
    #expect(second.status == 0, "\(second.errors)")
    #expect(second.text.contains("kept as it is"))
    #expect(try text("policies/README.md") == "# mine\n")
    #expect(try text(".github/workflows/countersign.yml") == "mine: true\n")
  }

  @Test func `a repository with models, a history and another branch is judged from its policy on`() throws {
    try git("init", "-q", "-b", "trunk")
    try git("remote", "add", "origin", "git@github.com:acme/models.git")
    try write("weights", to: "models/fraud/weights.bin")
    try write("# no card\n", to: "models/credit/README.md")
    try git("add", ".")
    try git("-c", "user.name=Bob", "-c", "user.email=bob@example.com", "commit", "-q", "-m", "models")
    let outcome = try scaffold()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("models/fraud has no card.yaml"))
    #expect(try text("policies/policy.yaml").contains("repository: acme/models "))
    #expect(try text("policies/policy.yaml").contains("- {id: production, branch: trunk}"))
    #expect(try text(".github/workflows/countersign.yml").contains("[trunk]"))
    #expect(try text("policies/identities.yaml").contains("- id: bob\n"))
    #expect(try run("policy", "test").status == 0)
    try git("add", "policies", ".github")
    try git("commit", "-q", "-S", "-m", "Govern models")
    let check = try run("check", "--base", "HEAD~1", "--branch", "trunk", "--root", git("rev-parse", "HEAD"))
    #expect(check.status == 0, "\(check.text)\(check.errors)")
  }

  @Test func `keys come from allowed_signers, with what they signed, and private keys stay where they are`()
    throws
  {
    try git("init", "-q")
    let bob = try workspace.makeKey("bob-key")
    try workspace.write(
      "alice@example.com namespaces=\"git\" \(key)\nbob@example.com,b@example.com valid-before=\"20400101Z\" \(bob)\n"
        + "*@example.com cert-authority \(key)\n", to: "signers")
    for _ in 0..<2 {
      try git(
        "-c", "user.name=Bob", "-c", "user.email=bob@example.com", "-c",
        "user.signingKey=\(workspace.path("bob-key"))", "commit", "-q", "-S", "--allow-empty", "-m", "work")
    }
    let outcome = try scaffold("--allowed-signers", workspace.path("signers"))
    #expect(outcome.status == 0, "\(outcome.errors)")
    let roster = try unquoted("policies/identities.yaml")
    #expect(roster.contains("# line 2 of allowed_signers, signed 2 commits of the log\n"))
    #expect(roster.contains("- {ssh: \(bob), until: 2040-01-01T00:00:01Z}"))
    #expect(roster.contains("# line 1 of allowed_signers\n      - {ssh: \(key)}"))
    #expect(outcome.text.contains("1 line of "))
    for file in try files().values { #expect(!String(decoding: file, as: UTF8.self).contains("PRIVATE KEY")) }
    let refused = try scaffold("--key", "alice-example=\(workspace.path("alice-key"))")
    #expect(refused.status == 0, "a roster that is kept takes no key")
  }

  @Test func `a file that may be a private key is not opened`() throws {
    try git("init", "-q")
    let refused = try scaffold("--key", "alice-example=\(workspace.path("alice-key"))")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("its name ends in .pub"))
    #expect(try files().isEmpty)
  }

  @Test func `a hostile log makes neither YAML nor escapes`() throws {
    try git("init", "-q")
    for (name, email) in [
      ("x\n  - id: root\n    roles: [policy-maintainer]", "x@example.com"),
      ("a\"}], roles: [x", "q\"]@example.com"),
      ("\u{1B}[2J\u{1B}]0;owned\u{7}", "esc@example.com"), ("rtl\u{202E}", "rtl@example.com"),
    ] {
      try git(
        "-c", "user.name=\(name)", "-c", "user.email=\(email)", "commit", "-q", "--allow-empty", "-m", "m")
    }
    let outcome = try scaffold("--dry-run", "--verbose")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!outcome.text.contains("\u{1B}") && !outcome.text.contains("\u{202E}"))
    #expect(try scaffold().status == 0)
    #expect(try run("policy", "lint").status == 1)
    #expect(!(try text("policies/identities.yaml").contains("    roles:")))
  }

  @Test func `packs are listed, and one that is none is refused`() throws {
    let list = try scaffold("--packs")
    #expect(list.status == 0)
    #expect(list.text.hasPrefix("  baseline "))
    #expect(list.text.split(separator: "\n").count >= 8)
    let refused = try scaffold("--git-init", "--pack", "baselin")
    #expect(refused.status == 64)
    #expect(refused.errors.contains("the packs are baseline, "))
  }
}
