import Countersign
import Testing

/// What the variables of CI systems are taken to say.
struct CIEnvironmentTests {
  @Test func `a pull request on GitHub is judged against the remote's branch, named in full`() throws {
    let ci = try #require(
      try CIEnvironment([
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
        "GITHUB_REF_NAME": "7/merge",
      ]))
    #expect(ci.base == "refs/remotes/origin/main")
    #expect(ci.branch == "main")
    #expect(ci.head == "HEAD")
  }

  @Test func `an event that checks out the base is refused, since there would be nothing to judge`() {
    #expect(throws: UsageError.self) {
      try CIEnvironment([
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request_target", "GITHUB_BASE_REF": "main",
      ])
    }
  }

  @Test(arguments: [
    ["GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_SHA": "1234"],
    ["BUILDKITE": "true", "BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_COMMIT": "1234"],
    ["JENKINS_URL": "https://ci", "CHANGE_TARGET": "main", "GIT_COMMIT": "1234"],
  ])
  func `a merge request elsewhere, too`(_ environment: [String: String]) throws {
    let ci = try #require(try CIEnvironment(environment))
    #expect(ci.base == "refs/remotes/origin/main")
    #expect(ci.branch == "main")
    #expect(ci.head == "1234")
  }

  @Test func `a branch that is new to GitLab has no base`() throws {
    let ci = try #require(
      try CIEnvironment([
        "GITLAB_CI": "true", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_SHA": "1234",
        "CI_COMMIT_BEFORE_SHA": String(repeating: "0", count: 40),
      ]))
    #expect(ci.base == nil)
  }

  @Test func `outside of a CI nothing is found`() throws {
    #expect(try CIEnvironment(["HOME": "/"]) == nil)
  }
}
