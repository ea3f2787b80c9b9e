import Foundation
import Rehearsal
import Testing

/// `countersign status` and `countersign review` on the demo's repository, as people run them.
struct StatusTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  private func run(_ arguments: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign, arguments + ["--repo", workspace.path("demo"), "--at", "2026-09-21T14:13:20Z"])
  }

  private func checkOut(_ rule: String?) throws -> Demo.Scene {
    let scene = try #require(demo.scenes.first { $0.expectedRule == rule })
    try workspace.expect(.git, "checkout", "-q", scene.head, in: "demo")
    return scene
  }

  @Test func `status says who has to do what, in the order in which it can be done`() throws {
    _ = try checkOut("approval-stale")
    let outcome = try run("status")
    #expect(outcome.status == 1)
    let technical = try #require(outcome.text.firstRange(of: "approve technical: alice, farid"))
    let business = try #require(outcome.text.firstRange(of: "approve business, after technical"))
    #expect(technical.lowerBound < business.lowerBound)
    #expect(outcome.text.contains("countersign approve credit-scoring --gate technical"))
    #expect(outcome.text.contains("alice [approval-stale]"))
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `a model that the change leaves alone is shown as it landed`() throws {
    _ = try checkOut("approval-stale")
    let outcome = try run("status", "ticket-routing")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("ticket-routing 1.0.0"))
    #expect(!outcome.text.contains("to do"))
  }

  @Test func `models of several transitions are told each in its own`() throws {
    let scene = try checkOut("approval-stale")
    let outcome = try run("status", "ticket-routing", "credit-scoring", "--format", "json")
    #expect(outcome.status == 1)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/status/v1")
    let models = try #require(document["models"] as? [[String: Any]])
    #expect(models.map { $0["id"] as? String } == ["ticket-routing", "credit-scoring"])
    let head = try workspace.expect(.git, "rev-parse", scene.head, in: "demo")
    let heads = models.map { ($0["transition"] as? [String: Any])?["head"] as? String }
    #expect(heads[1] == head && heads[0] != head)
  }

  @Test func `on the branch itself nothing is on its way`() throws {
    try workspace.expect(.git, "checkout", "-q", "main", in: "demo")
    let outcome = try run("status")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("nothing is on its way"))
  }

  @Test func `a model or a branch that is not there is wrong usage that says what is`() throws {
    let model = try run("status", "credit")
    #expect(model.status == 64 && model.errors.contains("credit-scoring"))
    let branch = try run("status", "--branch", "releases")
    #expect(branch.status == 64 && branch.errors.contains("releases"))
  }

  @Test func `review counts changes from what somebody approved last`() throws {
    let scene = try checkOut("approval-stale")
    let outcome = try run("review", "credit-scoring", "--gate", "technical")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains("what changed since"))
    #expect(outcome.text.contains("approved gate technical on"))
    #expect(outcome.text.contains("M src/train.py"))
    // What was approved already is no news.
    #expect(!outcome.text.contains("version: "))
    let whole = try run("review", "credit-scoring", "--gate", "technical", "--since", scene.base)
    #expect(whole.text.contains("version: 2.1.0 -> 2.2.0"))
  }

  @Test func `review of somebody who approved nothing counts from what the branch holds`() throws {
    _ = try checkOut("approval-stale")
    let outcome = try run("review", "credit-scoring", "--gate", "technical", "--reviewer", "kim")
    #expect(outcome.text.contains("since it landed on main"))
    #expect(outcome.text.contains("auc at least"))
  }

  @Test func `review as JSON is the same again and again`() throws {
    _ = try checkOut("approval-stale")
    let first = try run("review", "credit-scoring", "--format", "json")
    #expect(first.output == (try run("review", "credit-scoring", "--format", "json")).output)
    let document = try #require(try JSONSerialization.jsonObject(with: Data(first.output)) as? [String: Any])
    #expect(document["schema"] as? String == "countersign/review/v1")
    #expect((document["gates"] as? [Any])?.count == 6)
  }

  @Test func `a form to paste is whole but for the decision, and counts for nothing until that is made`()
    throws
  {
    let scene = try checkOut("approval-stale")
    let outcome = try run("status", "credit-scoring", "--for", "heidi")
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("# file: models/credit-scoring/approvals/security/heidi.yaml\n"))
    #expect(outcome.errors.contains("does not take a forge's word"))
    let path = "models/credit-scoring/approvals/security/heidi.yaml"
    let form = outcome.text
    try workspace.write(form, to: "demo/\(path)")
    let unfinished = try workspace.run(.countersign, ["lint", path], in: "demo")
    #expect(unfinished.status != 0 || unfinished.text.contains("warning["))
    #expect(unfinished.text.contains("decision"))
    let digest = try workspace.expect(
      .countersign, "digest", "credit-scoring", "--gate", "security", "--rev", scene.head, in: "demo")
    #expect(form.contains("subject: \(digest)\n"))
    try workspace.write(
      form.replacing("decision:\n", with: "decision: approve\n").replacing(
        "rationale: \"\"", with: "rationale: \(String(repeating: "looked at it all ", count: 6))"),
      to: "demo/\(path)")
    let finished = try workspace.run(.countersign, ["lint", path], in: "demo")
    #expect(finished.status == 0 && !finished.text.contains("warning["), "\(finished.text)")
  }

  @Test func `a form lists the checklist, and each gate that somebody may fill has one`() throws {
    let scene = try #require(demo.scenes.first { $0.expectedRule == "approval-stale" })
    try workspace.expect(.git, "checkout", "-q", "\(scene.head)~12", in: "demo")
    let fairness = try run("status", "--for", "grace", "--gate", "fairness")
    if fairness.text.isEmpty { return }
    #expect(fairness.text.contains("checklist: []"))
    #expect(fairness.text.contains("#   groups: "))
  }

  @Test func `nothing to approve is said, and somebody unknown is wrong usage`() throws {
    _ = try checkOut("approval-stale")
    let nothing = try run("status", "credit-scoring", "--for", "erin")
    #expect(
      nothing.status == 0 && nothing.text.isEmpty
        && nothing.errors.contains("nothing that erin could approve now"))
    #expect(try run("status", "--for", "nobody").status == 64)
    let gate = try run("status", "--for", "heidi", "--gate", "securty")
    #expect(gate.status == 64 && gate.errors.contains("security"))
    #expect(try run("status", "--gate", "fairness").status == 64)
  }

  @Test func `a change of the policy has a form too`() throws {
    _ = try checkOut("policy-change-unapproved")
    let outcome = try run("status", "--for", "alice")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.hasPrefix("# file: policies/approvals/policy/alice.yaml\n"))
    let digest = try workspace.expect(.countersign, "digest", "--policy", in: "demo")
    #expect(outcome.text.contains("subject: \(digest)\n"))
  }

  @Test func `without a policy status does not say that all is well`() throws {
    try workspace.expect(.git, "init", "-q", "-b", "main", "bare")
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "start", in: "bare")
    let outcome = try workspace.run(.countersign, ["status"], in: "bare")
    #expect(outcome.status == 2)
    #expect(outcome.text.contains("policy-missing") && outcome.text.contains("countersign init"))
  }

  @Test func `an approval that only changes itself leaves the model as it landed`() throws {
    try workspace.expect(.git, "checkout", "-q", "main", in: "demo")
    let path = "models/ticket-routing/approvals/technical/alice.yaml"
    try workspace.write(try workspace.read("demo/\(path)") + "# x\n", to: "demo/\(path)")
    try workspace.expect(.git, "add", path, in: "demo")
    try workspace.expect(.git, "commit", "-q", "--no-gpg-sign", "-m", "touch", in: "demo")
    let outcome = try run("status", "ticket-routing")
    #expect(outcome.text.contains("ticket-routing 1.0.0"), "\(outcome.text)")
  }

  @Test func `an approval that the contributor wrote for somebody hides nothing from a review`() throws {
    _ = try checkOut("approval-stale")
    try workspace.write("import os\n", to: "demo/models/credit-scoring/src/extra.py")
    try workspace.expect(.git, "add", "-A", in: "demo")
    try workspace.expect(.git, "as", "erin", "commit", "-q", "-m", "slip something in", in: "demo")
    let digest = try workspace.expect(
      .countersign, "digest", "credit-scoring", "--gate", "security", in: "demo")
    let path = "models/credit-scoring/approvals/security/heidi.yaml"
    let forged = try workspace.read("demo/\(path)").replacing(
      #/subject: "?sha256:[0-9a-f]+"?/#, with: "subject: \(digest)")
    try workspace.write(forged, to: "demo/\(path)")
    try workspace.expect(.git, "as", "erin", "commit", "-q", "-a", "-m", "heidi saw it", in: "demo")
    let card = "models/credit-scoring/card.yaml"
    try workspace.write(try workspace.read("demo/\(card)") + "x-note: more\n", to: "demo/\(card)")
    try workspace.expect(.git, "as", "erin", "commit", "-q", "-a", "-m", "and a note", in: "demo")
    let outcome = try run("review", "credit-scoring", "--gate", "security")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.text.contains("src/extra.py"), "\(outcome.text)")
  }
}
