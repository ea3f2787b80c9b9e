import Countersign
import Testing

/// What the variables of CI systems are taken to say.
struct CIEnvironmentTests {
  private static let commit = "6c2b0f77ad00000000000000000000000000beef"

  private static let gitHub = [
    "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
    "GITHUB_HEAD_REF": "retrain", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_REF_NAME": "7/merge",
    "GITHUB_SHA": commit,
  ]
  private static let queue = [
    "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "merge_group", "GITHUB_BASE_REF": "",
    "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-7-8d90e1b734000000000000000000000000000bad",
    "GITHUB_SHA": commit,
  ]
  private static let gitLab = [
    "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": "merge_request_event", "CI_PROJECT_ID": "5",
    "CI_MERGE_REQUEST_PROJECT_ID": "5", "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "9",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "retrain",
    "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "", "CI_COMMIT_SHA": commit,
  ]
  private static let buildkite = [
    "BUILDKITE": "true", "BUILDKITE_PULL_REQUEST": "7", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main",
    "BUILDKITE_BRANCH": "retrain", "BUILDKITE_COMMIT": commit,
  ]
  private static let jenkins = [
    "JENKINS_URL": "https://ci.example.com/", "CHANGE_ID": "7", "CHANGE_TARGET": "main",
    "CHANGE_BRANCH": "retrain", "BRANCH_NAME": "PR-7", "GIT_COMMIT": commit,
  ]

  private func refusal(_ environment: [String: String]) -> String? {
    do {
      _ = try CIEnvironment(environment)
      return nil
    } catch { return error.description }
  }

  @Test(arguments: [gitHub, queue, gitLab, buildkite])
  func `a change is judged against the remote's branch, named in full`(
    _ environment: [String: String]
  ) throws {
    let ci = try #require(try CIEnvironment(environment))
    #expect(ci.branch == "main")
    #expect(ci.base == "refs/remotes/origin/main")
    #expect(ci.head == CIEnvironmentTests.commit)
  }

  @Test func `Jenkins builds what it checked out`() throws {
    let ci = try #require(try CIEnvironment(CIEnvironmentTests.jenkins))
    #expect(ci.base == "refs/remotes/origin/main")
    #expect(ci.head == "HEAD")
  }

  @Test func `a build of Buildkite's that was started by hand is of what is checked out`() throws {
    let byHand = CIEnvironmentTests.buildkite.merging(["BUILDKITE_COMMIT": "HEAD"]) { $1 }
    #expect(try CIEnvironment(byHand)?.head == "HEAD")
    #expect(
      try CIEnvironment([
        "BUILDKITE": "true", "BUILDKITE_PULL_REQUEST": "false", "BUILDKITE_MERGE_QUEUE_BASE_BRANCH": "main",
        "BUILDKITE_COMMIT": CIEnvironmentTests.commit,
      ])?.branch == "main")
  }

  @Test(arguments: ["release/2026", "gh-readonly-queue/main", "pr-1-2", "ÄÖ"])
  func `a queue's branch may have any name that git allows`(_ branch: String) throws {
    var environment = CIEnvironmentTests.queue
    environment["GITHUB_REF"] =
      "refs/heads/gh-readonly-queue/\(branch)/pr-12-\(CIEnvironmentTests.commit)"
    #expect(try CIEnvironment(environment)?.branch == branch)
  }

  @Test(arguments: [
    "refs/heads/main", "refs/pull/7/merge", "refs/heads/gh-readonly-queue/pr-7-\(commit)",
    "refs/heads/gh-readonly-queue/main/pr-7-abc", "refs/heads/gh-readonly-queue/main/pr-x-\(commit)",
    "refs/heads/gh-readonly-queue/main/7-\(commit)", "refs/tags/gh-readonly-queue/main/pr-7-\(commit)",
    "refs/heads/gh-readonly-queue/main/pr-7-\(commit)/", "refs/heads/gh-readonly-queue//pr-7-\(commit)",
  ])
  func `a merge group on a reference of another form is refused`(_ reference: String) {
    var environment = CIEnvironmentTests.queue
    environment["GITHUB_REF"] = reference
    #expect(refusal(environment) != nil)
  }

  @Test(arguments: [
    "refs/heads/main", "-x", "--upload-pack=x", "main@{1}", "main~1", "main^", "main..x", "HEAD", "@", "",
    "a b", "main\n", "/main", "main/", "a//b", ".hidden", "a/.b", "main.lock", "main.", "a:b", "a\\b", "a*",
  ])
  func `what is no branch's name is refused, whatever it would be read as`(_ name: String) {
    for (environment, variable) in [
      (CIEnvironmentTests.gitHub, "GITHUB_BASE_REF"),
      (CIEnvironmentTests.gitLab, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
      (CIEnvironmentTests.buildkite, "BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
      (CIEnvironmentTests.jenkins, "CHANGE_TARGET"),
    ] {
      #expect(refusal(environment.merging([variable: name]) { $1 }) != nil, "\(variable)")
    }
  }

  @Test(arguments: ["", "HEAD", "main", "6c2b0f77ad", "\(commit)0", "refs/heads/main", commit.uppercased()])
  func `what is no commit's id is refused: a branch could be called so`(_ head: String) {
    for (environment, variable) in [
      (CIEnvironmentTests.gitHub, "GITHUB_SHA"), (CIEnvironmentTests.queue, "GITHUB_SHA"),
      (CIEnvironmentTests.gitLab, "CI_COMMIT_SHA"),
    ] {
      #expect(refusal(environment.merging([variable: head]) { $1 }) != nil, "\(variable)")
    }
  }

  @Test(arguments: ["push", "schedule", "workflow_dispatch", "workflow_run", "issue_comment", "release"])
  func `an event of GitHub's that is about no change is refused`(_ event: String) throws {
    let environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": event, "GITHUB_REF": "refs/heads/main",
      "GITHUB_REF_NAME": "main", "GITHUB_SHA": CIEnvironmentTests.commit,
    ]
    let reason = try #require(refusal(environment))
    #expect(reason.contains(event) && reason.contains("name --base"))
    // Not even with the variables of another one.
    #expect(refusal(environment.merging(["GITHUB_BASE_REF": "main"]) { $1 }) != nil)
  }

  @Test func `an event that checks out the base is refused, since there would be nothing to judge`() throws {
    let reason = try #require(
      refusal(
        CIEnvironmentTests.gitHub.merging([
          "GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_REF": "refs/heads/main",
        ]) { $1 }))
    #expect(reason.contains("nothing to judge"))
  }

  @Test func `variables that contradict each other are refused`() {
    // A pull request that was merged runs on the base.
    #expect(refusal(CIEnvironmentTests.gitHub.merging(["GITHUB_REF": "refs/heads/main"]) { $1 }) != nil)
    #expect(refusal(CIEnvironmentTests.queue.merging(["GITHUB_BASE_REF": "staging"]) { $1 }) != nil)
    #expect(refusal(CIEnvironmentTests.gitHub.merging(CIEnvironmentTests.gitLab) { $1 }) != nil)
    #expect(refusal(CIEnvironmentTests.jenkins.merging(["GITLAB_CI": "true"]) { $1 }) != nil)
  }

  @Test func `the pipeline of a fork is refused, whose branches hold a policy of its owner's`() throws {
    let fork = CIEnvironmentTests.gitLab.merging([
      "CI_PROJECT_ID": "9", "CI_PROJECT_PATH": "mallory/models",
      "CI_MERGE_REQUEST_PROJECT_PATH": "acme/models",
    ]) { $1 }
    let reason = try #require(refusal(fork))
    #expect(reason.contains("the fork mallory/models"))
    #expect(reason.contains("a member of acme/models has to start the pipeline there"))
    var unsaid = CIEnvironmentTests.gitLab
    unsaid["CI_MERGE_REQUEST_PROJECT_ID"] = nil
    #expect(refusal(unsaid) != nil)
  }

  @Test(arguments: ["push", "schedule", "web", "trigger", "parent_pipeline"])
  func `a pipeline of GitLab's that is about no merge request is refused`(_ source: String) {
    #expect(
      refusal([
        "GITLAB_CI": "true", "CI_PIPELINE_SOURCE": source, "CI_COMMIT_BRANCH": "main", "CI_PROJECT_ID": "5",
        "CI_COMMIT_SHA": CIEnvironmentTests.commit, "CI_COMMIT_BEFORE_SHA": CIEnvironmentTests.commit,
      ]) != nil)
  }

  @Test func `a build of a branch elsewhere is refused`() {
    #expect(
      refusal([
        "BUILDKITE": "true", "BUILDKITE_PULL_REQUEST": "false", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "",
        "BUILDKITE_BRANCH": "main", "BUILDKITE_COMMIT": CIEnvironmentTests.commit,
      ]) != nil)
    #expect(refusal(["JENKINS_URL": "https://ci", "BRANCH_NAME": "main", "GIT_COMMIT": "1234"]) != nil)
  }

  @Test func `outside of a CI nothing is found`() throws {
    #expect(try CIEnvironment(["HOME": "/"]) == nil)
    #expect(try CIEnvironment(["HOME": "/", "GITHUB_ACTIONS": "false", "GITLAB_CI": ""]) == nil)
  }
}
