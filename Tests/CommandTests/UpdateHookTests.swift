import Foundation
import Rehearsal
import Testing

/// Pushes to a server that runs `hooks/update`, under that name or as `pre-receive`, when the pushed objects are
/// in quarantine while it judges.
@Suite(.enabled(if: Tool.present(.git, .sh), "not run, for want of git"))
struct UpdateHookTests {
  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    // The hook judges at the present.
    demo = try Demo.build(at: workspace.path("demo"), now: Int64(Date().timeIntervalSince1970), cast: .test)
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "server.git")
    try workspace.expect(.git, "push", "-q", "../server.git", "main", in: "demo")
    // The hook is to have the word, not git's own defaults.
    try workspace.expect(.git, "config", "receive.denyDeleteCurrent", "ignore", in: "server.git")
    workspace.environment["COUNTERSIGN_ROOT"] = "\(demo.root)"
  }

  private func install(as name: String) throws {
    try workspace.installHook(as: name, in: "server.git")
  }

  private func push(_ refspec: String, with more: [String: String] = [:]) throws -> Workspace.Outcome {
    try workspace.run(.git, ["push", "../server.git", refspec], in: "demo", with: more)
  }

  private var landed: String {
    get throws { try workspace.expect(.git, "rev-parse", "main", in: "server.git") }
  }

  @Test(arguments: ["update", "pre-receive"])
  func `each scene is accepted or refused as its story says`(_ hook: String) throws {
    try install(as: hook)
    for scene in demo.scenes.reversed() {
      let before = try landed
      let outcome = try push("\(scene.branch):main")
      let head = try workspace.expect(.git, "rev-parse", scene.branch, in: "demo")
      if scene.expectedExit == 0 {
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(try landed == head)
      } else {
        #expect(outcome.status != 0, "\(scene.title)")
        #expect(outcome.errors.contains("violated"))
        #expect(try landed == before)
        // Refused in quarantine, the objects are gone.
        let isKept = try workspace.run(.git, ["cat-file", "-e", head], in: "server.git").status == 0
        #expect(isKept == (hook == "update"))
      }
    }
  }

  @Test func `a merge made by real git is judged like any other`() throws {
    try install(as: "pre-receive")
    let honest = try #require(demo.scenes.first)
    try workspace.expect(
      .git, "as", "dana", "merge", "-q", "--no-ff", "-m", "merge it", honest.branch, in: "demo")
    let outcome = try push("main:main")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `a branch that no stage is tied to is let through`() throws {
    try install(as: "pre-receive")
    let stale = try #require(demo.scenes.last)
    #expect(try push("\(stale.branch):\(stale.branch)").status == 0)
    // What lies on another branch of the server already is judged all the same.
    #expect(try push("\(stale.branch):main").status != 0)
  }

  @Test(arguments: ["+main~1:main", ":main", "+HEAD~2:refs/heads/main"])
  func `protected history is neither rewritten nor deleted`(_ refspec: String) throws {
    try install(as: "update")
    let before = try landed
    let outcome = try push(refspec)
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("history-rewritten"))
    #expect(try landed == before)
  }

  @Test func `a new branch is judged from its first commit`() throws {
    try install(as: "pre-receive")
    let stale = try #require(demo.scenes.last)
    try workspace.expect(.git, "update-ref", "-d", "refs/heads/main", in: "server.git")
    #expect(try push("\(stale.branch):main").status != 0)
  }

  @Test func `a new protected branch needs a pinned root, since its own policy would judge it`() throws {
    try install(as: "pre-receive")
    let honest = try #require(demo.scenes.first)
    try workspace.expect(.git, "branch", "-m", "main", "other", in: "server.git")
    let outcome = try push("\(honest.branch):main", with: ["COUNTERSIGN_ROOT": ""])
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("set COUNTERSIGN_ROOT"))
    // The first branch of all may come: there is nothing that it could get around.
    try workspace.expect(.git, "update-ref", "-d", "refs/heads/other", in: "server.git")
    let first = try push("main:main", with: ["COUNTERSIGN_ROOT": ""])
    #expect(!first.errors.contains("set COUNTERSIGN_ROOT"))
  }

  @Test(arguments: ["update", "pre-receive"])
  func `a replace ref, which would blind every later judgement, is refused`(_ hook: String) throws {
    try install(as: hook)
    let outcome = try push("main:refs/replace/\(demo.root)")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("replace refs are not accepted"))
  }

  @Test func `another root than the one that was pinned is refused`() throws {
    try install(as: "pre-receive")
    let honest = try #require(demo.scenes.first)
    let other = try workspace.expect(.git, "rev-parse", honest.branch, in: "demo")
    let outcome = try push("\(honest.branch):main", with: ["COUNTERSIGN_ROOT": other])
    #expect(outcome.status != 0)
  }

  @Test func `without countersign nothing lands`() throws {
    try install(as: "pre-receive")
    let honest = try #require(demo.scenes.first)
    let outcome = try push("\(honest.branch):main", with: ["PATH": Tool.searchPath])
    #expect(outcome.status != 0)
  }
}
