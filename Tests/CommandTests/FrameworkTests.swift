import Foundation
import Rehearsal
import Testing

/// Under the real pre-commit framework, by `.pre-commit-hooks.yaml`, which it clones from a repository on disk.
@Suite(
  .enabled(
    if: Tool.present(.git, .preCommit), Tool.notTested("the pre-commit framework", for: .git, .preCommit)))
struct FrameworkTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    workspace.environment["PRE_COMMIT_HOME"] = workspace.path("cache")
    let definition = Tool.package.appendingPathComponent(".pre-commit-hooks.yaml")
    try workspace.write(String(contentsOf: definition, encoding: .utf8), to: "hooks/.pre-commit-hooks.yaml")
    for arguments in [
      ["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "hooks"], ["tag", "v1"],
    ] {
      _ = try workspace.run(.git, arguments, in: "hooks")
    }
    demo = try Demo.build(at: workspace.path("demo"), now: Int64(Date().timeIntervalSince1970), cast: .test)
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
    try workspace.expect(.git, "remote", "add", "origin", "../server.git", in: "demo")
    try workspace.expect(.git, "push", "-q", "origin", "main", in: "demo")
    try workspace.expect(.git, "fetch", "-q", in: "demo")
    let configuration = """
      default_install_hook_types: [pre-commit, pre-push]
      repos:
        - repo: \(workspace.path("hooks"))
          rev: v1
          hooks:
            - id: countersign-lint
            - id: countersign-check

      """
    try workspace.write(configuration, to: "demo/.pre-commit-config.yaml")
    try workspace.expect(.preCommit, "install", "--install-hooks", in: "demo")
  }

  @Test func `a push to a protected branch is judged, and others go`() throws {
    let (honest, stale) = try (#require(demo.scenes.first), #require(demo.scenes.last))
    let refused = try workspace.run(.git, ["push", "origin", "\(stale.branch):main"], in: "demo")
    #expect(refused.status != 0)
    #expect((refused.text + refused.errors).contains("violated"), "\(refused.text)\(refused.errors)")
    #expect(try workspace.run(.git, ["push", "origin", "\(stale.branch):feature"], in: "demo").status == 0)
    let accepted = try workspace.run(.git, ["push", "origin", "\(honest.branch):main"], in: "demo")
    #expect(accepted.status == 0, "\(accepted.text)\(accepted.errors)")
    // The first push of all, of which the framework tells the branch alone.
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "empty.git")
    try workspace.expect(.git, "remote", "add", "empty", "../empty.git", in: "demo")
    let first = try workspace.run(.git, ["push", "empty", "\(stale.branch):main"], in: "demo")
    #expect(
      first.status != 0 && (first.text + first.errors).contains("violated"), "\(first.text)\(first.errors)")
  }

  @Test func `what is staged is looked over`() throws {
    let path = "demo/models/credit-scoring/card.yaml"
    let card = try workspace.read(path)
    try workspace.write(card + "owner: dana\n", to: path)
    try workspace.expect(.git, "add", "-A", in: "demo")
    let refused = try workspace.run(.git, ["commit", "-q", "-m", "bad"], in: "demo")
    #expect(refused.status != 0)
    #expect((refused.text + refused.errors).contains("document-invalid"), "\(refused.text)\(refused.errors)")
    try workspace.write(card + "# fine\n", to: path)
    try workspace.expect(.git, "add", "-A", in: "demo")
    let accepted = try workspace.run(.git, ["commit", "-q", "--no-gpg-sign", "-m", "good"], in: "demo")
    #expect(accepted.status == 0, "\(accepted.text)\(accepted.errors)")
  }

  @Test func `beside countersign's own hooks both run`() throws {
    try workspace.expect(.countersign, "hook", "install", in: "demo")
    let stale = try #require(demo.scenes.last)
    let refused = try workspace.run(.git, ["push", "origin", "\(stale.branch):main"], in: "demo")
    #expect(refused.status != 0 && (refused.text + refused.errors).contains("countersign check"))
    let other = try workspace.run(.git, ["push", "origin", "\(stale.branch):feature", ":main"], in: "demo")
    #expect(other.status != 0 && other.errors.contains("history-rewritten"), "\(other.text)\(other.errors)")
  }

  @Test func `all hooks pass on everything that is in order`() throws {
    let outcome = try workspace.run(.preCommit, ["run", "--all-files"], in: "demo")
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    let push = try workspace.run(.preCommit, ["run", "--all-files", "--hook-stage", "pre-push"], in: "demo")
    #expect(push.status == 0, "\(push.text)\(push.errors)")
  }
}
