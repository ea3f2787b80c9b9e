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
    try run(as: person, arguments)
  }

  private func run(as person: String, _ arguments: [String]) throws -> Workspace.Outcome {
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

  @Test func `a rejection keeps the gate shut until its reviewer withdraws it`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "credit-scoring/recalibrate", in: "demo")
    #expect(try run("check", "--base", "main").status == 0)
    let security = ["approve", "credit-scoring", "--gate", "security"]
    let mute = try run(as: "heidi", security + ["--reject"])
    #expect(mute.status == 64)
    #expect(mute.errors.contains("--rationale TEXT  what you object to"), "\(mute.errors)")
    #expect(
      try run(as: "heidi", security + ["--reject", "--rationale", "nobody runs that host"]).status == 0)
    let report = try run("check", "--base", "main", "--format", "json")
    #expect(report.status == 1)
    #expect(try report.report().broken.contains("gate-vetoed"))
    let again = try run(as: "heidi", security + ["--reject", "--rationale", "still nobody"])
    #expect(again.status == 0 && again.errors.contains("nothing to do"), "\(again.errors)")

    #expect(try run(as: "heidi", security + ["--withdraw"]).status == 0)
    let withdrawn = try run("check", "--base", "main", "--format", "json")
    #expect(try !withdrawn.report().broken.contains("gate-vetoed"))
    let twice = try run(as: "heidi", security + ["--withdraw"])
    #expect(twice.status == 0 && twice.errors.contains("withdrawn it already"), "\(twice.errors)")
  }

  @Test func `who has decided nothing has nothing to withdraw`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "ticket-routing/develop", in: "demo")
    let before = try workspace.expect(.git, "rev-parse", "HEAD", in: "demo")
    let outcome = try run(as: "judy", ["approve", "ticket-routing", "--gate", "technical", "--withdraw"])
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.contains("judy has taken no decision on ticket-routing at gate technical"),
      "\(outcome.errors)")
    #expect(try workspace.expect(.git, "rev-parse", "HEAD", in: "demo") == before)
  }

  @Test func `what is missing is named all at once, and nothing is written`() throws {
    try workspace.expect(.git, "checkout", "--quiet", "credit-scoring/last-minute", in: "demo")
    let refusals = [
      (["--gate", "legal"], "judy", ["--rationale TEXT  at least 80 characters"]),
      (["--gate", "legal", "--rationale", "looks good"], "judy", ["70 more than there are"]),
      (["--gate", "legal", "--rationale", rationale], "grace", ["counsel", "[approval-unauthorised]"]),
      (["--gate", "leagl", "--rationale", rationale], "judy", ["no gate leagl"]),
      (["--gate", "technical"], "erin", ["erin changed what erin approves [approval-by-contributor]"]),
      (["--gate", "business"], "dana", ["satisfy technical, security, legal first", "[gate-order]"]),
      (
        ["--gate", "technical", "--reviewer", "farid"], "alice",
        ["which is alice's key", "approval-misattributed"]
      ),
      (
        ["--gate", "technical", "--reviewer", "nobody"], "alice",
        ["nobody is not in policies/identities.yaml"]
      ),
    ]
    for (arguments, person, expected) in refusals {
      let outcome = try run(as: person, ["approve", "credit-scoring"] + arguments)
      #expect(outcome.status == 64)
      for word in expected { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    }
    #expect(try workspace.expect(.git, "status", "--short", in: "demo").isEmpty)
  }
}
