import Rehearsal
import Testing

/// `countersign check` without a word about what to judge, in clones as GitHub's and GitLab's runners make
/// them, with the variables that they set.
struct CIReplayTests {
  private static let at = "2026-09-21T14:13:20Z"

  private let workspace: Workspace
  private let demo: Demo

  init() throws {
    workspace = try Workspace()
    demo = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
  }

  /// The scene that may land, and one that may not.
  private func scenes() throws -> (good: Demo.Scene, bad: Demo.Scene) {
    (
      try #require(demo.scenes.first { $0.expectedExit == 0 }),
      try #require(demo.scenes.first { $0.expectedExit == 1 })
    )
  }

  private func git(_ arguments: String..., in directory: String = "demo") throws -> String {
    let outcome = try workspace.run(.git, arguments, in: directory)
    guard outcome.status == 0 else {
      throw Workspace.ToolFailed(description: "\(arguments): \(outcome.errors)")
    }
    return outcome.line
  }

  /// The merge of a change and what its branch holds, as a forge makes it, unsigned.
  private func merge(_ scene: Demo.Scene, onto base: String) throws -> String {
    _ = try git("checkout", "-q", "--detach", base)
    _ = try git(
      "merge", "-q", "--no-ff", "--no-gpg-sign", "-m", "Merge \(scene.head) into \(base)", scene.head)
    return try git("rev-parse", "HEAD")
  }

  /// Clones as `actions/checkout` does: an empty repository, all branches fetched, one commit checked out.
  private func checkout(_ commit: String, depth: Int = 0, remote: String = "demo") throws {
    _ = try git("init", "-q", "runner", in: ".")
    _ = try git("remote", "add", "origin", "file://\(workspace.path(remote))", in: "runner")
    let source = "refs/for-the-runner"
    _ = try git("update-ref", source, commit)
    if depth == 0 {
      _ = try git(
        "fetch", "-q", "--prune", "origin", "+refs/heads/*:refs/remotes/origin/*",
        "+\(source):refs/pull/7/merge",
        in: "runner")
    } else {
      _ = try git(
        "fetch", "-q", "--depth=\(depth)", "origin", "+refs/heads/main:refs/remotes/origin/main",
        "+\(source):refs/pull/7/merge", in: "runner")
    }
    _ = try git("checkout", "-q", "--force", commit, in: "runner")
  }

  private func check(_ variables: [String: String], _ more: String...) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign,
      ["check", "--root", "\(demo.root)", "--at", CIReplayTests.at, "--format", "json"] + more,
      in: "runner", with: variables)
  }

  private func pullRequest(_ commit: String) -> [String: String] {
    [
      "CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_ACTOR": "erin", "GITHUB_BASE_REF": "main",
      "GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": "/home/runner/work/_temp/event.json",
      "GITHUB_HEAD_REF": "main", "GITHUB_JOB": "countersign", "GITHUB_REF": "refs/pull/7/merge",
      "GITHUB_REF_NAME": "7/merge", "GITHUB_REF_PROTECTED": "false", "GITHUB_REF_TYPE": "branch",
      "GITHUB_REPOSITORY": "acme/models", "GITHUB_SHA": commit, "GITHUB_WORKFLOW": "countersign",
      "RUNNER_OS": "Linux",
    ]
  }

  private func queued(_ commit: String, on parent: String) -> [String: String] {
    pullRequest(commit).merging([
      "GITHUB_BASE_REF": "", "GITHUB_HEAD_REF": "", "GITHUB_EVENT_NAME": "merge_group",
      "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-7-\(parent)",
      "GITHUB_REF_NAME": "gh-readonly-queue/main/pr-7-\(parent)",
    ]) { $1 }
  }

  private func mergeRequest(_ commit: String, type: String) -> [String: String] {
    [
      "CI": "true", "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_PROJECT_ID": "5",
      "CI_PROJECT_PATH": "acme/models", "CI_COMMIT_SHA": commit, "CI_COMMIT_REF_NAME": "retrain",
      "CI_COMMIT_BEFORE_SHA": String(repeating: "0", count: 40), "CI_MERGE_REQUEST_IID": "7",
      "CI_MERGE_REQUEST_EVENT_TYPE": type, "CI_MERGE_REQUEST_PROJECT_ID": "5",
      "CI_MERGE_REQUEST_PROJECT_PATH": "acme/models", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "5",
      "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "retrain",
      "CI_DEFAULT_BRANCH": "main", "CI_SERVER_NAME": "GitLab",
    ]
  }

  @Test func `a pull request on GitHub is judged as it would be by hand`() throws {
    let (good, bad) = try scenes()
    for (scene, status) in [(good, 0 as Int32), (bad, 1)] {
      let commit = try merge(scene, onto: "main")
      try checkout(commit)
      let outcome = try check(pullRequest(commit))
      #expect(outcome.status == status, "\(scene.title): \(outcome.text)\(outcome.errors)")
      #expect(try outcome.report().models.map(\.id) == ["credit-scoring"])
      _ = try workspace.expect(.sh, "-c", "rm -rf runner")
    }
  }

  @Test func `a workflow that checks out the base by mistake does not pass`() throws {
    let (_, bad) = try scenes()
    let commit = try merge(bad, onto: "main")
    try checkout(commit)
    _ = try git("checkout", "-q", "refs/remotes/origin/main", in: "runner")
    #expect(try check(pullRequest(commit)).status == 1)
    // Nor does one that fetches nothing but the base.
    _ = try git("update-ref", "-d", "refs/pull/7/merge", in: "runner")
    _ = try workspace.expect(.sh, "-c", "rm -rf runner")
    try checkout("main")
    #expect(try check(pullRequest(commit)).status == 2)
  }

  @Test func `a shallow checkout is undecided, and told how each system fetches everything`() throws {
    let commit = try merge(scenes().good, onto: "main")
    try checkout(commit, depth: 1)
    for variables in [pullRequest(commit), mergeRequest(commit, type: "merged_result")] {
      let outcome = try check(variables)
      #expect(outcome.status == 2)
      let finding = try #require(try outcome.report().findings.first { $0.rule == "history-incomplete" })
      let help = try #require(finding.help)
      #expect(help.contains("fetch-depth: 0 (GitHub)") && help.contains("GIT_DEPTH: 0 (GitLab)"))
    }
  }

  @Test func `an entry of a merge queue is judged together with those before it that have not landed`() throws
  {
    let (good, bad) = try scenes()
    let first = try merge(bad, onto: "main")
    // The queue put it upon an entry whose own check failed, and merges both if this one passes.
    let tree = try git("rev-parse", "\(first)^{tree}")
    let entry = try git("commit-tree", tree, "-p", first, "-m", "nothing else")
    try checkout(entry)
    #expect(try check(queued(entry, on: first)).status == 1)
    _ = try workspace.expect(.sh, "-c", "rm -rf runner")
    let alone = try merge(good, onto: "main")
    try checkout(alone)
    let outcome = try check(queued(alone, on: git("rev-parse", "main")))
    #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
  }

  @Test(arguments: ["detached", "merged_result", "merge_train"])
  func `a merge request on GitLab is judged as it would be by hand`(_ type: String) throws {
    let (good, bad) = try scenes()
    for (scene, status) in [(good, 0 as Int32), (bad, 1)] {
      let commit = try type == "detached" ? git("rev-parse", scene.head) : merge(scene, onto: "main")
      try checkout(commit)
      var variables = mergeRequest(commit, type: type)
      if type != "detached" {
        variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] = try git("rev-parse", scene.head)
        variables["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"] = try git("rev-parse", "main")
      }
      let outcome = try check(variables)
      #expect(outcome.status == status, "\(scene.title): \(outcome.text)\(outcome.errors)")
      _ = try workspace.expect(.sh, "-c", "rm -rf runner")
    }
  }

  @Test func `the fork's pipeline, a push and a contradiction are wrong usage`() throws {
    let commit = try merge(scenes().good, onto: "main")
    try checkout(commit)
    let fork = mergeRequest(commit, type: "detached").merging([
      "CI_PROJECT_ID": "9", "CI_PROJECT_PATH": "mallory/\u{1B}[2Jmodels",
    ]) { $1 }
    let outcome = try check(fork)
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("countersign: GitLab CI runs this in the fork"))
    #expect(!outcome.errors.contains("\u{1B}"))
    let push = pullRequest(commit).merging([
      "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main", "GITHUB_BASE_REF": "",
    ]) { $1 }
    #expect(try check(push).status == 64)
    #expect(try check(pullRequest(commit), "--branch", "staging").status == 64)
    // What is named by hand asks nothing of the CI.
    #expect(try check(push, "--base", "refs/remotes/origin/main", "--branch", "main").status == 0)
  }

  @Test func `a branch called origin/main does not stand in for the remote's`() throws {
    let (_, bad) = try scenes()
    let commit = try merge(bad, onto: "main")
    try checkout(commit)
    _ = try git("branch", "origin/main", commit, in: "runner")
    _ = try git("tag", "origin/main", commit, in: "runner")
    #expect(try check(pullRequest(commit)).status == 1)
  }

  @Test func `a tag that is called like the remote's branch does not stand in where that was not fetched`()
    throws
  {
    let (good, bad) = try scenes()
    let commit = try merge(bad, onto: "main")
    try checkout(commit)
    _ = try git("update-ref", "-d", "refs/remotes/origin/main", in: "runner")
    for namespace in ["tags", "heads", "remotes"] {
      _ = try git("update-ref", "refs/\(namespace)/refs/remotes/origin/main", commit, in: "runner")
    }
    let outcome = try check(pullRequest(commit))
    #expect(outcome.status == 64, "\(outcome.text)")
    #expect(outcome.errors.contains("refs/remotes/origin/main") && outcome.errors.contains("git fetch"))
    // Fetched, it is judged by what it is, whatever else has the name.
    _ = try git("fetch", "-q", "origin", "+refs/heads/*:refs/remotes/origin/*", in: "runner")
    #expect(try check(pullRequest(commit)).status == 1)
    #expect(try check(pullRequest(git("rev-parse", good.head))).status == 0)
  }
}
