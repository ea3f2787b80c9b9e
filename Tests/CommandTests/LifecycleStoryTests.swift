import Foundation
import Rehearsal
import Testing

/// `countersign demo --story lifecycle`: what it shows, and that every command agrees about it.
struct LifecycleStoryTests {
  private struct Registry: Decodable {
    struct Model: Decodable {
      let id: String
      let state: String
    }
    let models: [Model]
  }

  private struct Line: Decodable {
    struct Transition: Decodable { let head: String }
    let transition: Transition
  }

  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func build() throws -> LifecycleDemo { try LifecycleDemo.build(at: workspace.path("story")) }

  private func run(_ arguments: [String], with more: [String: String] = [:]) throws -> Workspace.Outcome {
    try workspace.run(.countersign, arguments + ["--repo", workspace.path("story")], with: more)
  }

  private func states(_ arguments: String..., with more: [String: String] = [:]) throws -> [String] {
    let outcome = try run(arguments + ["--format", "json"], with: more)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return try JSONDecoder().decode(Registry.self, from: Data(outcome.output)).models.map(\.state)
  }

  @Test func `the story is told as it is written down, in 80 columns`() throws {
    let outcome = try workspace.run(
      .countersign, ["demo", "--story", "lifecycle", "story"], with: ["LC_ALL": "C.UTF-8"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try CommandGolden.expect(outcome.output, is: "lifecycle.txt")
    // What is shown can be pasted: a line goes on where a backslash ends it.
    #expect(outcome.text.contains("--branch main \\\n    --at 2025-01-14 --root "))
    // It is an ordinary repository, and what is there is never overwritten.
    #expect(try workspace.expect(.git, "status", "--porcelain", in: "story").isEmpty)
    try workspace.expect(.git, "fsck", "--strict", "--full", in: "story")
    #expect(
      try workspace.expect(.git, "log", "--all", "--format=%G?", in: "story").split(separator: "\n")
        .allSatisfy { $0 == "G" })
    #expect(try workspace.run(.countersign, ["demo", "--story", "lifecycle", "story"]).status == 64)
  }

  @Test func `every command that the story shows ends as it says`() throws {
    let demo = try build()
    for command in demo.scenes.flatMap(\.commands) + [demo.finale] {
      let outcome = try run(command.arguments)
      #expect(
        outcome.status == command.expectedExit, "\(command.arguments): \(outcome.text)\(outcome.errors)")
    }
  }

  @Test func `the registry of a day and the audit as of that day tell the same state`() throws {
    let demo = try build()
    for scene in demo.scenes {
      let moment = "\(scene.date)T23:59:59Z"
      let state = [scene.state]
      #expect(
        try states("registry", "--rev", scene.revision, "--at", moment, "--model", "credit-scoring") == state,
        "\(scene.title)")
      #expect(try states("audit", "--at", moment) == state, "\(scene.title)")
      // Neither the machine's time zone nor who asks has a say.
      #expect(
        try states("audit", "--at", moment, with: ["TZ": "Pacific/Kiritimati", "HOME": "/nonexistent"])
          == state)
    }
    let told = demo.scenes.map(\.state)
    #expect(Set(told) == ["approved", "lapsed", "retired"])
    #expect(told.filter { $0 == "lapsed" }.count == 4)
  }

  @Test func `an audit says of each step what the check said on its day`() throws {
    let demo = try build()
    let audit = try run(["audit", "--root", "\(demo.root)", "--format", "jsonl"])
    #expect(audit.status == 0)
    var audited: [String: Report] = [:]
    for line in audit.text.split(separator: "\n") {
      let bytes = Data(line.utf8)
      let head = try JSONDecoder().decode(Line.self, from: bytes).transition.head
      audited[head] = try JSONDecoder().decode(Report.self, from: bytes)
    }
    let steps = try workspace.expect(
      .git, "log", "--first-parent", "--reverse", "--format=%H %P %cI", "main", in: "story"
    ).split(separator: "\n").dropFirst()
    #expect(steps.count == 8)
    for step in steps {
      let fields = step.split(separator: " ").map(String.init)
      let check = try run([
        "check", "--base", fields[1], "--head", fields[0], "--branch", "main", "--root", "\(demo.root)",
        "--at",
        fields[fields.count - 1], "--format", "json",
      ])
      let (then, now) = (try check.report(), try #require(audited[fields[0]]))
      #expect(then.verdict == "satisfied" && now.verdict == then.verdict, "\(step)")
      #expect(now.models.map(\.subject) == then.models.map(\.subject))
      #expect(now.models.flatMap(\.gates).map(\.counted) == then.models.flatMap(\.gates).map(\.counted))
      #expect(now.findings.map(\.message) == then.findings.map(\.message), "\(step)")
    }
    #expect(audited.values.flatMap(\.findings).contains { $0.rule == "waiver-used" })
  }

  @Test func `the help names the stories, and another one is wrong usage`() throws {
    let help = try workspace.run(.countersign, ["demo", "--help"]).text
    #expect(help.contains("--story changes") && help.contains("--story lifecycle"))
    #expect(try workspace.run(.countersign, ["demo", "--story", "other", "story"]).status == 64)
  }
}
