import Foundation
import Rehearsal
import Testing

/// A change that was pushed after its approvals is approved anew, each by one command.
@Suite(.enabled(if: Tool.present(.git, .sshKeygen), "git or ssh-keygen is missing"))
struct ApproveTests {
  private let workspace: Workspace
  private let demo: Demo
  private let rationale =
    "I read what changed, ran it on the holdout set and compared every number with the card."

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(
      at: workspace.path("demo"), now: Int64(Date().timeIntervalSince1970), cast: .test)
  }

  private func run(as person: String = "erin", _ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign, arguments, in: "demo",
      with: [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "include.path",
        "GIT_CONFIG_VALUE_0": workspace.path("demo/.git/demo-keys/\(person).gitconfig"),
      ])
  }

  @Test func `the approvals that are asked for turn the verdict`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "credit-scoring/last-minute", in: "demo")
    #expect(try run("check", "--base", "main").status == 1)
    for (person, gate) in [
      ("alice", "technical"), ("farid", "technical"), ("heidi", "security"), ("judy", "legal"),
      ("kim", "board"),
      ("dana", "business"),
    ] {
      let outcome = try run(as: person, "approve", "credit-scoring", "--gate", gate, "--rationale", rationale)
      #expect(outcome.status == 0, "\(person): \(outcome.errors)")
    }
    let check = try run("check", "--base", "main")
    #expect(check.status == 0, "\(check.text)")
    #expect(try workspace.expect(.git, "status", "--short", in: "demo").isEmpty)
  }

  @Test func `a rejection keeps the gate shut`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "credit-scoring/recalibrate", in: "demo")
    #expect(try run("check", "--base", "main").status == 0)
    #expect(try run(as: "heidi", "approve", "credit-scoring", "--gate", "security", "--reject").status == 0)
    let report = try run("check", "--base", "main", "--format", "json")
    #expect(report.status == 1)
    #expect(try report.report().broken.contains("gate-vetoed"))
  }

  @Test func `what is missing is named, and nothing is written`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "credit-scoring/last-minute", in: "demo")
    let refusals = [
      (["--gate", "fairness", "--rationale", rationale], "grace", "groups"),
      (["--gate", "legal"], "judy", "rationale"),
      (["--gate", "legal", "--rationale", rationale], "grace", "counsel"),
      (["--gate", "leagl", "--rationale", rationale], "judy", "no gate leagl"),
    ]
    for (arguments, person, expected) in refusals {
      let outcome = try workspace.run(
        .countersign, ["approve", "credit-scoring", "--reviewer", person] + arguments, in: "demo")
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(expected), "\(outcome.errors)")
    }
    #expect(try workspace.expect(.git, "status", "--short", in: "demo").isEmpty)
  }
}
