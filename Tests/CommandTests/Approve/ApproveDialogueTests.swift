import Foundation
import Rehearsal
import Testing

/// A reviewer at a terminal is shown what is decided, and asked for what is missing.
@Suite(
  .enabled(
    if: Tool.present(.git, .sshKeygen, .python3),
    Tool.notTested("approving at a terminal", for: .git, .sshKeygen, .python3)))
struct ApproveDialogueTests {
  private let desk: ReviewDesk

  /// What an attacker would like to have on the reviewer's screen.
  private static let hostile = "fine\u{1B}[2J\u{202E}\nreally"

  init() throws {
    desk = try ReviewDesk(
      in: Workspace(),
      policy: { policy in
        policy.gates[0].checklist = [
          ("holdout", "The holdout set was run"), ("odd", ApproveDialogueTests.hostile),
        ]
        policy.gates[0].more = [("title", .text("Technical\u{1B}]0;owned\u{7}review"))]
        policy.sections.append(("approvals", "{min-rationale: {low: 40}}"))
      })
  }

  private let rationale = "ran it on the holdout set, and the numbers hold"

  @Test func `each item, the decision and the reason are asked, and the approval counts`() throws {
    let outcome = try desk.dialogue([
      ("holdout: The holdout set was run [y/n]", "maybe"), ("please answer y or n", "y"),
      ("odd: fine", "y"), ("[a/c/r/s]", "a"), ("At least 40 characters", "too short"), (" ", ""),
      ("31 more characters, please", rationale), (" ", ""),
      ("approve: sign and commit it as alice? [y/n]", "y"),
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
    for words in [
      "credit 1.0.0, as alice", "stage    production, tier low, to land on main", "subject  sha256:",
      "changed  1 file since main: weights.bin", "countersign review credit",
      "gate technical of credit is satisfied",
    ] { #expect(outcome.text.contains(words), "\(outcome.text)") }
    try desk.expectCounted()
    #expect(try desk.repository.read(GovernedFolder.approval).contains("checklist: [holdout, odd]"))
    #expect(try desk.repository.git("status", "--porcelain").isEmpty)

    let again = try desk.dialogue([])
    #expect(again.status == 0 && again.text.contains("nothing to do"), "\(again.text)")
  }

  @Test func `nothing that a policy or a card says reaches the terminal as it is`() throws {
    let outcome = try desk.dialogue([("holdout", "y"), ("odd", "n"), ("Reject instead?", "n")])
    let shown = outcome.text
    #expect(!shown.contains("\u{1B}") && !shown.contains("\u{7}") && !shown.contains("\u{202E}"))
    #expect(shown.contains(#"fine\e[2J\u{202e}\nreally"#), "\(shown)")
    #expect(shown.contains(#"Technical\e]0;owned"#), "\(shown)")
  }

  @Test func `who cannot vouch for an item may reject instead, and says why`() throws {
    let before = try desk.state()
    let stopped = try desk.dialogue([("holdout", "n"), ("Reject instead?", "")])
    #expect(stopped.status == 64)
    #expect(stopped.text.contains("checklist-incomplete"))
    #expect(try desk.state() == before)

    let outcome = try desk.dialogue([
      ("holdout", "n"), ("Reject instead?", "y"), ("What do you object to?", "the holdout set is empty"),
      (" ", ""), ("reject: sign and commit it as alice?", "y"),
    ])
    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try desk.check().report().broken.contains("gate-vetoed"))
  }

  @Test func `conditions are asked one by one`() throws {
    let outcome = try desk.dialogue(
      [
        ("[a/c/r/s]", "c"), ("condition 1:", "measure drift"),
        ("is no condition", "erin by 2020-01-01: sleep"),
        ("is past", "erin by 2099-01-31: measure \"drift\": weekly"), ("condition 2:", ""),
        ("sign and commit it as alice?", "y"),
      ], "--checklist", "all", "--rationale", rationale)
    #expect(outcome.status == 0, "\(outcome.text)")
    let text = try desk.repository.read(GovernedFolder.approval)
    #expect(text.contains("decision: approve-with-conditions"))
    #expect(
      text.contains(#"{id: c1, text: "measure \"drift\": weekly", owner: erin, due: 2099-01-31}"#), "\(text)")
    try desk.expectCounted()
  }

  @Test(arguments: ["^D", "^C", "s"])
  func `whoever stops leaves nothing behind`(_ end: String) throws {
    let before = try desk.state()
    for prompt in ["holdout", "[a/c/r/s]"] where end != "s" || prompt == "[a/c/r/s]" {
      let outcome = try desk.dialogue(
        prompt == "holdout" ? [("holdout", end)] : [("holdout", "y"), ("odd", "y"), (prompt, end)])
      #expect(outcome.status == (end == "^C" ? 130 : 64), "\(outcome.text)")
      #expect(try desk.state() == before)
    }
  }

  @Test func `with all said and --yes nothing is asked`() throws {
    let outcome = try desk.dialogue([], "--checklist", "all", "--rationale", rationale, "--yes")
    #expect(outcome.status == 0, "\(outcome.text)")
    try desk.expectCounted()
  }
}
