import Foundation
import Rehearsal
import Testing

/// `countersign due` and `check --all` on the demo's repository, as people and schedules run them.
struct DueTests {
  private let workspace: Workspace
  private static let now = "2026-09-21T14:13:20Z"

  init() throws {
    workspace = try Workspace()
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func run(_ arguments: String..., with more: [String: String] = [:]) throws -> Workspace.Outcome {
    try workspace.run(.countersign, arguments, in: "demo", with: more)
  }

  @Test func `what comes due is listed, the earliest first, in lines of a terminal`() throws {
    let all = try run("due", "--at", DueTests.now)
    #expect(all.status == 0, "\(all.errors)")
    #expect(all.text.hasPrefix("To come\n") && all.text.contains("approval of gate"))
    #expect(all.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let dates = all.text.split(separator: "\n").filter { $0.hasPrefix("  2") }.map { $0.prefix(12) }
    #expect(!dates.isEmpty && dates == dates.sorted())
    #expect(
      try run("due", "--at", DueTests.now, "--within", "1d").text.hasPrefix("nothing comes due within P1D"))
    let later = try run(
      "due", "--at", "2029-01-01", "--model", "credit-scoring", "--within", "p30d".uppercased())
    #expect(later.status == 0 && later.text.hasPrefix("Overdue\n"))
    #expect(!later.text.contains("fraud"))
  }

  @Test func `JSON and calendar go to files, and carry no clock`() throws {
    let outcome = try run("due", "--output", "ical=../due.ics", "--format", "json", "--within", "P9Y")
    #expect(outcome.status == 0)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/due/v1")
    #expect(document["within"] as? String == "P9Y" && document["at"] == nil)
    let dates = try #require(document["dates"] as? [[String: Any]])
    let calendar = try workspace.read("due.ics")
    #expect(calendar.hasPrefix("BEGIN:VCALENDAR\r\n") && calendar.hasSuffix("END:VCALENDAR\r\n"))
    #expect(calendar.components(separatedBy: "BEGIN:VEVENT\r\n").count == dates.count + 1)
  }

  @Test func `wrong usage is told as such`() throws {
    for arguments in [
      ["--within", "30"], ["--within", "soon"], ["--within", "1y1y"], ["--at", "tomorrow"],
      ["--branch", "nowhere"], ["--model", "nobody"], ["--format", "csv"],
    ] {
      let outcome = try workspace.run(.countersign, ["due"] + arguments, in: "demo")
      #expect(outcome.status == 64, "\(arguments): \(outcome.text)\(outcome.errors)")
    }
  }

  @Test func `a check of all passes while everything stands, and fails when something has lapsed`() throws {
    let now = try run("check", "--all", "--at", DueTests.now)
    #expect(now.status == 0 && now.text.contains("satisfied: 3 models on main, as it stands at "))
    let later = try run("check", "--all", "--at", "2029-01-01", "--branch", "main")
    #expect(later.status == 1 && later.text.contains("[approval-expired]"))
    #expect(later.text.contains("countersign approve credit-scoring --gate"))
    let other = try workspace.expect(.git, "commit-tree", "-m", "other", "HEAD^{tree}", in: "demo")
    #expect(try run("check", "--all", "--root", other, "--at", DueTests.now).status == 2)
    // The variables of a schedule name no change, and none is asked for.
    let schedule = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "schedule", "GITHUB_REF": "refs/heads/main",
    ]
    #expect(try run("check", "--all", "--at", DueTests.now, with: schedule).status == 0)
    #expect(try run("check", "--all", "--at", "now").status < 2)
  }

  @Test func `a check of all takes no transition`() throws {
    for option in [["--base", "main"], ["--head", "main"], ["--base", "none", "--head", "main"]] {
      let outcome = try workspace.run(.countersign, ["check", "--all"] + option, in: "demo")
      #expect(outcome.status == 64 && outcome.errors.contains("leave out --base and --head"))
    }
  }

  @Test func `a check of all speaks every format, and ends the same in each`() throws {
    for format in ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "tap"] {
      let outcome = try run("check", "--all", "--at", "2029-01-01", "--format", format)
      #expect(outcome.status == 1 && outcome.text.contains("approval-expired"), "\(format)")
    }
    let sarif = try run("check", "--all", "--at", "2029-01-01", "--format", "sarif").text
    #expect(sarif.contains("countersign/check-all/"))
  }

  /// What is asked of one moment, by every command that judges by it.
  private static let questions =
    [
      ["check", "--base", "main~1", "--head", "main", "--branch", "main"], ["check", "--all"], ["registry"],
      ["due"], ["audit"],
    ].flatMap { [$0 + ["--format", "json"], $0] } + [
      ["due", "--format", "ical"], ["registry", "--format", "csv"],
    ]

  @Test(arguments: [now, "2029-01-01"])
  func `the same moment gives the same bytes in every time zone`(at moment: String) throws {
    for question in DueTests.questions {
      let answers = try ["UTC", "Pacific/Kiritimati", "America/Los_Angeles"].map { zone in
        let outcome = try workspace.run(
          .countersign, question + ["--at", moment], in: "demo", with: ["TZ": zone])
        #expect(outcome.status < 2 && !outcome.output.isEmpty, "\(question): \(outcome.errors)")
        return outcome.output + [UInt8(outcome.status)]
      }
      #expect(answers.allSatisfy { $0 == answers[0] }, "\(question)")
    }
  }

  @Test(.enabled(if: Tool.present(.faketime), Tool.notTested("commands under another clock", for: .faketime)))
  func `the same moment gives the same bytes whatever the clock says`() throws {
    let command = Tool.built.appendingPathComponent("countersign").path
    for question in DueTests.questions {
      let answers = try ["2001-02-03 04:05:06", "2037-12-31 23:59:59"].map { clock in
        let outcome = try workspace.run(
          .faketime, [clock, command] + question + ["--at", DueTests.now], in: "demo")
        #expect(outcome.status < 2 && !outcome.output.isEmpty, "\(question): \(outcome.errors)")
        return outcome.output + [UInt8(outcome.status)]
      }
      #expect(answers[0] == answers[1], "\(question)")
    }
    // The clock was another one: without a moment it judges by it.
    #expect(
      try workspace.run(.faketime, ["2037-12-31 23:59:59", command, "check", "--all"], in: "demo").status == 1
    )
  }
}
