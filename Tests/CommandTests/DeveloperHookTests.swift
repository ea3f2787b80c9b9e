import Foundation
import Rehearsal
import Testing

/// `git push` from a clone whose `pre-push` says what the other side would say.
@Suite(.enabled(if: Tool.present(.git, .sh), Tool.notTested("the hook before a push", for: .git, .sh)))
struct DeveloperHookTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: Int64(Date().timeIntervalSince1970), cast: .test)
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
    try workspace.expect(.git, "remote", "add", "origin", "../server.git", in: "demo")
    try workspace.expect(.git, "push", "-q", "origin", "main", in: "demo")
    try workspace.expect(.git, "fetch", "-q", in: "demo")
    try workspace.installHook(as: "pre-push", in: "demo")
  }

  private func push(
    _ arguments: String..., in folder: String = "demo", with more: [String: String] = [:]
  ) throws -> Workspace.Outcome {
    try workspace.run(.git, ["push", "-q"] + arguments, in: folder, with: more)
  }

  @Test func `each scene is let go or held back as its story says`() throws {
    for scene in demo.scenes.reversed() {
      let outcome = try push("origin", "\(scene.branch):main")
      #expect((outcome.status == 0) == (scene.expectedExit == 0), "\(scene.title): \(outcome.errors)")
      #expect(outcome.errors.contains(scene.expectedExit == 0 ? "satisfied" : "violated"))
    }
  }

  @Test func `branches that no stage names go in silence, and no-verify leaves the word to the server`()
    throws
  {
    let stale = try #require(demo.scenes.last)
    let feature = try push("origin", "\(stale.branch):feature", "main:refs/tags/v1")
    #expect(feature.status == 0 && feature.errors.isEmpty && feature.output.isEmpty, "\(feature.errors)")
    #expect(try push("origin", ":feature").status == 0)
    #expect(try push("--no-verify", "origin", "\(stale.branch):main").status == 0)
  }

  @Test(arguments: [":main", "+main~1:main", "HEAD@{0}~1:main"])
  func `protected history is neither rewritten nor deleted`(_ refspec: String) throws {
    try workspace.expect(.git, "config", "receive.denyDeleteCurrent", "ignore", in: "server.git")
    let outcome = try push("--force", "origin", refspec)
    #expect(outcome.status != 0 && outcome.errors.contains("history-rewritten"), "\(outcome.errors)")
  }

  @Test func `in a worktree it is the same hook`() throws {
    let stale = try #require(demo.scenes.last)
    try workspace.expect(.git, "worktree", "add", "-q", "../a tree", stale.branch, in: "demo")
    let outcome = try push("origin", "HEAD:main", in: "a tree")
    #expect(outcome.status != 0 && outcome.errors.contains("violated"), "\(outcome.errors)")
    #expect(try push("origin", "HEAD:feature", in: "a tree").status == 0)
  }

  @Test func `what the server got in the meantime is to be fetched first`() throws {
    try workspace.expect(.git, "clone", "-q", "server.git", "other")
    try workspace.expect(.git, "commit", "-q", "--allow-empty", "-m", "more", in: "other")
    try workspace.expect(.git, "push", "-q", "origin", "main", in: "other")
    let honest = try #require(demo.scenes.first)
    let outcome = try push("--force", "origin", "\(honest.branch):main")
    #expect(outcome.status != 0 && outcome.errors.contains("git fetch origin"), "\(outcome.errors)")
  }

  @Test func `a remote given by its path is judged too`() throws {
    let (honest, stale) = try (#require(demo.scenes.first), #require(demo.scenes.last))
    #expect(try push("../server.git", "\(stale.branch):main").errors.contains("violated"))
    #expect(try push("../server.git", "\(honest.branch):main").status == 0)
  }

  @Test func `without countersign it says what to do`() throws {
    let outcome = try push("origin", "main:feature", with: ["PATH": Tool.searchPath])
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("countersign is not on the PATH"))
    #expect(outcome.errors.contains("hooks/pre-push"))
  }
}
