import Foundation
import Rehearsal
import Testing

/// What is typed wrong, and what is asked of the manual.
struct UsageTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  /// A repository with a policy and one model, on `main`.
  private func governed(_ edit: (RepositoryBuilder) throws -> Void = { _ in }) throws {
    let builder = try RepositoryBuilder(creating: workspace.path("repository"))
    try builder.write("policies/policy.yaml", PolicyDraft().yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.write("models/scorer/card.yaml", CardDraft(id: "scorer").yaml)
    try builder.commit("begin", by: .kim)
    try builder.branch("change")
    try edit(builder)
    try builder.commit("change", by: .erin)
  }

  @Test(arguments: [
    ["nonsense"], ["check"], ["check", "--base"], ["check", "--base", "main", "--no-such-option"],
    ["check", "--base", "nowhere", "--branch", "main"], ["check", "--base", "main", "--head", "nowhere"],
    ["check", "--base", "main", "--branch", "mian"], ["check", "--base", "change"],
    ["check", "--base", "main", "--at", "yesterday"], ["check", "--base", "main", "--at", "2026-02-30"],
    ["check", "--base", "main", "--format", "xml"], ["check", "--base", "main", "--output", "report.json"],
    ["check", "--base", "main", "--output", "json="], ["check", "--base", "main", "--root", "nowhere"],
    ["check", "--base", "main", "--color", "perhaps"], ["check", "--base", "--upload-pack=touch pwned"],
    ["check", "--repo", "/nowhere", "--base", "main"], ["check", "--repo", "", "--base", "main"],
    ["digest"], ["digest", "nobody"], ["digest", "scorer", "--gate", "nothing"],
    ["digest", "scorer", "--rev", "nowhere"],
    ["digest", "scorer", "--policy"], ["digest", "../scorer"], ["signatures", "nowhere"],
    ["signatures", "main..nowhere"],
    ["explain", "no-such-rule"], ["demo", "repository"],
  ])
  func `wrong usage ends with 64, says so on standard error and prints no report`(_ arguments: [String])
    throws
  {
    try governed()
    let directory = arguments.first == "demo" ? "." : "repository"
    let outcome = try workspace.run(.countersign, arguments, in: directory)
    #expect(outcome.status == 64, "\(outcome.text)\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(!outcome.errors.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: workspace.path("repository/pwned")))
  }

  @Test(arguments: [["--help"], ["check", "--help"], ["--version"], ["help", "check"]])
  func `help and version go to standard output and end well`(_ arguments: [String]) throws {
    let outcome = try workspace.run(.countersign, arguments)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)
  }

  @Test func `the exit status is that of the verdict, in every format`() throws {
    try governed { try $0.write("models/scorer/src/train.py", "fit()\n") }
    let formats = ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "tap"]
    for format in formats {
      func status(_ base: String, _ head: String) throws -> Int32 {
        try workspace.run(
          .countersign, ["check", "--base", base, "--head", head, "--branch", "main", "--format", format],
          in: "repository"
        ).status
      }
      #expect(try status("main", "main") == 0)
      #expect(try status("main", "change") == 1)
    }
    try workspace.write("\(String(repeating: "ab", count: 20))\n", to: "repository/.git/shallow")
    for format in formats {
      #expect(
        try workspace.run(
          .countersign, ["check", "--base", "main", "--head", "change", "--format", format], in: "repository"
        ).status == 2)
    }
  }

  @Test func `a SHA-256 repository is undecided, not wrong usage`() throws {
    try workspace.expect(.git, "init", "-q", "--object-format=sha256", "new")
    let outcome = try workspace.run(.countersign, ["check", "--base", "main"], in: "new")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("history-incomplete"))
  }

  @Test func `hostile names reach neither the terminal nor the structure of a report`() throws {
    let names = [
      "\u{1B}[2J\u{1B}]0;pwned\u{7}", "a\nviolated (exit status 0)", "::error file=x::pwned",
      "<script>alert(1)",
      "]]>", "\u{202E}gnp", "\u{9B}31m", "\"},{\"rule\":\"",
    ]
    try governed { builder in
      for name in names {
        try builder.write(.init("models/\(name)/card.yaml"), "kind: \u{22}\\e[31m\u{22}\n")
      }
    }
    let arguments = ["check", "--base", "main", "--head", "change", "--branch", "main"]
    let text = try workspace.run(.countersign, arguments, in: "repository")
    #expect(text.status == 1)
    for scalar in text.text.unicodeScalars {
      let isControl = (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
      #expect(!isControl && scalar.value != 0x202E, "U+\(String(scalar.value, radix: 16))")
    }
    #expect(!text.text.split(separator: "\n").contains("violated (exit status 0)"))
    let json = try workspace.run(.countersign, arguments + ["--format", "json"], in: "repository").report()
    #expect(Set(json.models.map(\.id)) == Set(names))
    let line = try workspace.run(.countersign, arguments + ["--format", "jsonl"], in: "repository")
    #expect(line.text.split(separator: "\n", omittingEmptySubsequences: false).count == 2)
  }

  // MARK: The manual

  /// The rules of this version: ids are stable, and a new one is added here on purpose.
  private static let rules = """
    history-incomplete root-mismatch commit-malformed tree-malformed merge-conflict date-implausible
    signature-missing signature-malformed signature-invalid signer-unknown key-expired key-retired key-compromised
    policy-missing policy-invalid identities-invalid policy-change-unapproved policy-version root-unpinned
    document-invalid path-refused model-removed card-missing card-incomplete card-placeholder artifact-mismatch
    gate-unsatisfied gate-vetoed gate-order threshold-unmet condition-unmet evidence-missing evidence-stale
    evidence-untrusted stage-skipped tier-lowered
    approval-stale approval-unsigned approval-misattributed approval-unauthorised approval-by-contributor
    approval-by-owner approval-replayed approval-expired approval-withdrawn checklist-incomplete rationale-short
    separation-person separation-teams separation-gates separation-roles
    waiver-used waiver-invalid waiver-expired kpi-breach monitoring-missing revalidation-due condition-overdue
    rubber-stamp-speed rubber-stamp-bulk rubber-stamp-text reviewer-never-rejects reviewer-reciprocal bypass-direct
    bypass-unreviewed history-rewritten
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  @Test func `explain has a page for every rule, and lists no other`() throws {
    let index = try workspace.expect(.countersign, "explain")
    let listed = index.split(separator: "\n").compactMap { line -> String? in
      let word = line.split(separator: " ").first.map(String.init) ?? ""
      return line.hasPrefix("  ") && !line.hasPrefix("   ") && word.contains("-") ? word : nil
    }
    #expect(Set(listed) == Set(UsageTests.rules))
    for rule in UsageTests.rules {
      let page = try workspace.expect(.countersign, "explain", rule)
      #expect(page.contains(rule) && page.count > 200, "\(rule)")
    }
  }

  @Test func `a rule that is misspelt is suggested`() throws {
    let outcome = try workspace.run(.countersign, ["explain", "aproval-stale"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("approval-stale"))
  }
}
