import Governance

/// What a CI system says about the change it runs for.
package struct CIEnvironment: Sendable {
  /// The system's name.
  package let system: String
  package let base: String?
  package let head: String?
  package let branch: String?

  /// Reads the variables of GitHub Actions, GitLab CI, Buildkite or Jenkins; nil outside of them.
  ///
  /// The values are claims of whoever runs the job: a CI that the policy is to bind must be configured
  /// where the change cannot reach it.
  /// Base is named in full, `refs/remotes/origin/…`: a branch of the change's own could be called `origin/main`.
  ///
  /// - Throws: `UsageError` for an event that runs on something else than the change.
  package init?(_ environment: [String: String]) throws(UsageError) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty || $0 == "false" ? nil : $0 }
    }
    if value("GITHUB_ACTIONS") != nil {
      system = "GitHub Actions"
      if value("GITHUB_EVENT_NAME")?.utf8.elementsEqual("pull_request_target".utf8) ?? false {
        throw UsageError(
          "the event pull_request_target checks out the base, so there would be nothing to judge; "
            + "run on pull_request, or name --base and --head")
      }
      // On `pull_request`, GITHUB_SHA is the merge that GitHub made; HEAD is what was checked out.
      branch = value("GITHUB_BASE_REF") ?? value("GITHUB_REF_NAME")
      base = value("GITHUB_BASE_REF").map { "refs/remotes/origin/\($0)" }
      head = "HEAD"
    } else if value("GITLAB_CI") != nil {
      system = "GitLab CI"
      branch = value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME") ?? value("CI_COMMIT_BRANCH")
      base =
        value("CI_MERGE_REQUEST_TARGET_BRANCH_NAME").map { "refs/remotes/origin/\($0)" }
        ?? value("CI_COMMIT_BEFORE_SHA").flatMap { $0.utf8.allSatisfy { $0 == 0x30 } ? nil : $0 }
      head = value("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA") ?? value("CI_COMMIT_SHA")
    } else if value("BUILDKITE") != nil {
      system = "Buildkite"
      branch = value("BUILDKITE_PULL_REQUEST_BASE_BRANCH") ?? value("BUILDKITE_BRANCH")
      base = value("BUILDKITE_PULL_REQUEST_BASE_BRANCH").map { "refs/remotes/origin/\($0)" }
      head = value("BUILDKITE_COMMIT")
    } else if value("JENKINS_URL") != nil {
      system = "Jenkins"
      branch = value("CHANGE_TARGET") ?? value("BRANCH_NAME")
      base =
        value("CHANGE_TARGET").map { "refs/remotes/origin/\($0)" } ?? value("GIT_PREVIOUS_SUCCESSFUL_COMMIT")
      head = value("GIT_COMMIT") ?? "HEAD"
    } else {
      return nil
    }
  }
}
