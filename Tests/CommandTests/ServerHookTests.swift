import Foundation
import Rehearsal
import Testing

/// Pushes to a server that runs `update` or `pre-receive`; there the pushed objects are in quarantine while it judges.
@Suite(.enabled(if: Tool.present(.git, .sh), Tool.notTested("the hooks of a server", for: .git, .sh)))
struct ServerHookTests {
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
    #expect(outcome.errors.contains("error[root-unpinned]"))
    // The first branch of all may come: there is nothing that it could get around.
    try workspace.expect(.git, "update-ref", "-d", "refs/heads/other", in: "server.git")
    let first = try push("main:main", with: ["COUNTERSIGN_ROOT": ""])
    #expect(!first.errors.contains("error[root-unpinned]"))
  }

  @Test(arguments: ["update", "pre-receive"])
  func `a replace ref, which would blind every later judgement, is refused`(_ hook: String) throws {
    try install(as: hook)
    let outcome = try push("main:refs/replace/\(demo.root)")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("error[history-incomplete]"))
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
    #expect(outcome.errors.contains("countersign is not on the PATH of the server"))
  }

  @Test func `one bad reference refuses the whole push, and every report is shown`() throws {
    try install(as: "pre-receive")
    let stale = try #require(demo.scenes.last)
    let before = try workspace.expect(.git, "for-each-ref", in: "server.git")
    let outcome = try workspace.run(
      .git,
      [
        "push", "../server.git", "\(stale.branch):main", "main:feature", "main:refs/tags/v1",
        "main:refs/tags/main",
      ], in: "demo")
    #expect(outcome.status != 0)
    for text in ["violated: 1 model and", "refused: refs/tags/main", "2 of 4 references"] {
      #expect(outcome.errors.contains(text), "\(outcome.errors)")
    }
    #expect(try workspace.expect(.git, "for-each-ref", in: "server.git") == before)
    for line in outcome.errors.split(separator: "\n") where line.hasPrefix("remote: ") {
      // Paths are there to be copied, and never broken.
      if line.contains("--> ") { continue }
      #expect(line.trimmingCharacters(in: .whitespaces).count <= 80, "\(line)")
    }
  }

  @Test func `update refuses the bad reference alone`() throws {
    try install(as: "update")
    let stale = try #require(demo.scenes.last)
    let outcome = try workspace.run(
      .git, ["push", "../server.git", "\(stale.branch):main", "main:feature", "main:refs/tags/v1"], in: "demo"
    )
    #expect(outcome.status != 0)
    let names = try workspace.expect(.git, "for-each-ref", "--format=%(refname)", in: "server.git")
    #expect(names.split(separator: "\n") == ["refs/heads/feature", "refs/heads/main", "refs/tags/v1"])
    #expect(try landed == workspace.expect(.git, "rev-parse", "main", in: "demo"))
  }

  @Test(arguments: [[], ["countersign.root"]])
  func `the root is pinned by git's configuration, and two that differ are none`(_ keys: [String]) throws {
    try install(as: "pre-receive")
    let honest = try #require(demo.scenes.first)
    let other = try workspace.expect(.git, "rev-parse", "main~1", in: "demo")
    for key in keys { try workspace.expect(.git, "config", key, other, in: "server.git") }
    let outcome = try push("\(honest.branch):main")
    #expect((outcome.status == 0) == keys.isEmpty, "\(outcome.errors)")
    #expect(outcome.errors.contains("two trust roots are pinned") == !keys.isEmpty)
  }

  @Test(arguments: ["countersign.root=", "countersign.root=main"])
  func `a root that is no commit is a mistake, and nothing lands by it`(_ setting: String) throws {
    try install(as: "pre-receive")
    let parts = setting.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    try workspace.expect(.git, "config", parts[0], parts[1], in: "server.git")
    let outcome = try push("main:feature", with: ["COUNTERSIGN_ROOT": ""])
    #expect(outcome.status != 0 && outcome.errors.contains("is no full commit id"), "\(outcome.errors)")
  }

  @Test(arguments: ["update", "pre-receive"])
  func `settings protect more branches`(_ hook: String) throws {
    try install(as: hook)
    try workspace.expect(.git, "push", "-q", "../server.git", "main:feature", "main:other", in: "demo")
    try workspace.expect(.git, "config", "--add", "countersign.branches", "feature", in: "server.git")
    #expect(try push(":feature").errors.contains("history-rewritten"))
    #expect(
      try push(":other", with: ["COUNTERSIGN_BRANCHES": "x other"]).errors.contains("history-rewritten"))
    #expect(try push(":other").status == 0)
  }

  @Test func `an annotated tag over a branch is refused by the hook, before git refuses it`() throws {
    try install(as: "pre-receive")
    try workspace.expect(.git, "tag", "-a", "-m", "one", "v1", in: "demo")
    #expect(try push("+refs/tags/v1:refs/heads/main").errors.contains("commit-malformed"))
    #expect(try push("v1").status == 0)
  }

  @Test func `a thousand tags are judged in one go`() throws {
    try install(as: "pre-receive")
    let head = try workspace.expect(.git, "rev-parse", "main", in: "demo")
    let lines = (1...1_000).map { "create refs/tags/v\($0) \(head)\n" }.joined()
    try workspace.expect(.git, "update-ref", "--stdin", in: "demo", input: Array(lines.utf8))
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try workspace.run(.git, ["push", "-q", "--tags", "../server.git"], in: "demo").status == 0)
    #expect(clock.now - start < .seconds(20))
    #expect(
      try workspace.expect(.git, "tag", in: "server.git").split(separator: "\n").count == 1_000)
  }

  @Test func `a mirror may bring anything but another history`() throws {
    try install(as: "pre-receive")
    try workspace.expect(.git, "update-ref", "refs/remotes/origin/main", "main~1", in: "demo")
    let first = try workspace.run(.git, ["push", "--mirror", "../server.git"], in: "demo")
    #expect(first.status == 0, "\(first.errors)")
    try workspace.expect(.git, "update-ref", "refs/heads/main", "main~1", in: "demo")
    let second = try workspace.run(.git, ["push", "--mirror", "../server.git"], in: "demo")
    #expect(second.status != 0 && second.errors.contains("history-rewritten"))
  }

  @Test(arguments: ["update", "pre-receive"])
  func `the first push to an empty server brings the trust root`(_ hook: String) throws {
    try workspace.expect(.git, "init", "-q", "--bare", "-b", "main", "empty.git")
    try workspace.installHook(as: hook, in: "empty.git")
    let refspec = "\(demo.root):refs/heads/main"
    let first = try workspace.run(
      .git, ["push", "../empty.git", refspec], in: "demo", with: ["COUNTERSIGN_ROOT": ""])
    #expect(first.status == 0 && first.errors.contains("satisfied: the first policy"), "\(first.errors)")
    // From then on its policy judges.
    let stale = try #require(demo.scenes.last)
    #expect(
      try workspace.run(.git, ["push", "../empty.git", "\(stale.branch):main"], in: "demo").status != 0)
  }

  @Test(arguments: ["-server.git", "a server.git", "sér\"ver.git"])
  func `the path of the repository is no option and no word`(_ path: String) throws {
    try workspace.expect(.git, "clone", "-q", "--bare", "demo", "./\(path)")
    try workspace.expect(.countersign, "hook", "install", in: path)
    let (honest, stale) = try (#require(demo.scenes.first), #require(demo.scenes.last))
    let remote = workspace.path(path)
    #expect(try workspace.run(.git, ["push", remote, "\(stale.branch):main"], in: "demo").status != 0)
    let outcome = try workspace.run(.git, ["push", remote, "\(honest.branch):main"], in: "demo")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    (["pre-receive"], "A B refs/heads/main\n"), (["pre-receive", "more"], ""),
    (["update", "refs/heads/main", "x", "y"], ""), (["update", "refs/heads/main"], ""),
    (["update", "--", "--help", "x", "y"], ""),
  ])
  func `what git would not say is no push`(_ arguments: [String], _ input: String) throws {
    let outcome = try workspace.run(
      .countersign, ["hook"] + arguments, in: "server.git", input: Array(input.utf8))
    #expect(outcome.status == 64)
  }

  @Test func `a namespace, whose references are not read, is refused`() throws {
    try install(as: "pre-receive")
    let outcome = try push("main:main2", with: ["GIT_NAMESPACE": "x"])
    #expect(outcome.status != 0 && outcome.errors.contains("GIT_NAMESPACE"))
  }
}
