import Foundation
import Rehearsal
import Testing

/// `countersign explain MODEL` on the demo's repository, as a user runs it.
struct ExplainTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func explain(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      ["explain", "--repo", workspace.path("demo"), "--at", "2026-09-21T14:13:20Z"] + arguments)
  }

  private func scene(_ rule: String?) throws -> Demo.Scene {
    try #require(demo.scenes.first { $0.expectedRule == rule })
  }

  @Test func `each value is told with its file, line, commit and signer, and who would have to sign`() throws
  {
    let scene = try scene("approval-stale")
    let outcome = try explain(
      "credit-scoring", "--base", scene.base, "--head", scene.head, "--gate", "technical")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("gate technical: 0 of 2"))
    #expect(outcome.text.contains("[approval-stale]"))
    #expect(outcome.text.contains("auc at least"))
    let evidence = #/models/credit-scoring/evidence/validation.yaml:\d+@[0-9a-f]{10}, signed by\s+ci/#
    #expect(outcome.text.contains(evidence))
    #expect(outcome.text.contains("to satisfy it: "))
    #expect(!outcome.text.contains("gate fairness"))
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.count <= 80 || !$0.contains(" ") })
  }

  @Test func `as JSON it is the same again and again, and names no path of the machine`() throws {
    let scene = try scene(nil)
    let arguments = ["credit-scoring", "--base", scene.base, "--head", scene.head, "--format", "json"]
    let first = try workspace.run(
      .countersign, ["explain", "--repo", workspace.path("demo"), "--at", "2026-09-21T14:13:20Z"] + arguments)
    let second = try workspace.run(
      .countersign, ["explain", "--repo", workspace.path("demo"), "--at", "2026-09-21T14:13:20Z"] + arguments)
    #expect(first.status == 0 && first.output == second.output)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(first.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/explain/v1")
    #expect(document["verdict"] as? String == "satisfied")
    let gates = try #require(document["gates"] as? [[String: Any]])
    #expect(!gates.isEmpty && gates.allSatisfy { $0["verdict"] as? String == "satisfied" })
    #expect(!first.text.contains(workspace.path("demo")))
  }

  @Test func `without a base it is the last change of the model that the branches hold`() throws {
    let outcome = try explain("models/credit-scoring")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("satisfied: credit-scoring"))
  }

  @Test func `a rule is explained as before, and what is neither is wrong usage that names the models`()
    throws
  {
    #expect(try explain("approval-stale").text.contains("approval-stale"))
    let outcome = try explain("aproval-stale")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("did you mean approval-stale?"))
    #expect(outcome.errors.contains("credit-scoring"))
    #expect(try explain("credit-scoring", "--gate", "tecnical").status == 64)
  }
}

/// `countersign explain COMMIT`.
struct ExplainCommitTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func explain(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(.countersign, ["explain", "--repo", workspace.path("demo")] + arguments)
  }

  @Test func `a commit is explained by its id, and by --commit where a model has its name`() throws {
    let commit = try workspace.expect(.git, "rev-parse", "main~1^{commit}", in: "demo")
    let outcome = try explain(commit)
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("commit \(commit.prefix(10))"))
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try workspace.expect(.git, "branch", "credit-scoring-2", "main", in: "demo")
    #expect(try explain("credit-scoring").text.contains("gate technical"))
    try workspace.expect(.git, "tag", "ticket-routing", "main", in: "demo")
    #expect(try explain("ticket-routing").text.contains("gate technical"))
    #expect(try explain("--commit", "ticket-routing").text.contains("it is itself a step of main"))
  }

  @Test func `as JSON it names who signed it and where it landed`() throws {
    let outcome = try explain("--commit", "main", "--format", "json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/commit/v1")
    #expect((document["landings"] as? [[String: Any]])?.first?["branch"] as? String == "main")
  }

  @Test func `what is neither rule, model nor commit is wrong usage`() throws {
    let outcome = try explain("nonsense")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("no rule") && outcome.errors.contains("no model"))
    #expect(try explain("--commit").status == 64)
    #expect(try explain("--commit", "main", "--gate", "technical").status == 64)
  }
}
