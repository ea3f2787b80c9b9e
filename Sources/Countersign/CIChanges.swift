import GitHistory
import Governance

/// Where each system says what a job is about, as its own manual has it.
extension CIVariables {
  typealias Change = (branch: String, head: String)

  /// https://docs.github.com/actions/reference/workflows-and-actions/variables
  ///
  /// `GITHUB_SHA` is the merge that GitHub made of base and the pull request, or the merge group's last
  /// commit. `HEAD` would be whatever a step checked out, the base for one, where there is nothing to judge.
  func gitHubChange() throws(UsageError) -> Change {
    let event = try required("GITHUB_EVENT_NAME")
    let reference = try required("GITHUB_REF")
    let head = try commit("GITHUB_SHA")
    let base = self["GITHUB_BASE_REF"]
    if event.isExactly("pull_request") {
      guard let base, reference.utf8.starts(with: "refs/pull/".utf8) else {
        throw unfit("runs this for a pull request, but on \(reference)")
      }
      return (base, head)
    }
    if event.isExactly("merge_group") {
      let queued = try queuedBranch(reference)
      if let base, !base.isExactly(queued) {
        throw unfit("runs this for a merge queue of \(queued), but says GITHUB_BASE_REF=\(base)")
      }
      return (queued, head)
    }
    if event.isExactly("pull_request_target") {
      throw unfit(
        "runs this on pull_request_target, which checks out the base, so there would be nothing to judge; "
          + "run on pull_request, or fetch the change")
    }
    throw unfit(
      "runs this on \(event), which is about no change that is to land; run on pull_request and merge_group")
  }

  /// The branch of `refs/heads/gh-readonly-queue/<branch>/pr-<number>-<commit>`.
  ///
  /// See "Managing a merge queue" in the same manual.
  private func queuedBranch(_ reference: String) throws(UsageError) -> String {
    let prefix = "refs/heads/gh-readonly-queue/"
    let parts = reference.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false)
    let entry = parts.last?.split(separator: "-", omittingEmptySubsequences: false) ?? []
    guard reference.utf8.starts(with: prefix.utf8), parts.count > 1, entry.count == 3,
      entry[0].utf8.elementsEqual("pr".utf8), entry[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      ObjectID(hex: String(entry[2])) != nil
    else { throw unfit("runs this for a merge group, but on \(reference)") }
    return parts.dropLast().joined(separator: "/")
  }

  /// https://docs.gitlab.com/ci/variables/predefined_variables/
  ///
  /// The pipeline of a merge request from a fork runs in the fork, unless a member of the project starts it:
  /// `origin` is the fork then, and its branches hold whatever policy the fork's owner likes.
  func gitLabChange() throws(UsageError) -> Change {
    let source = try required("CI_PIPELINE_SOURCE")
    guard source.isExactly("merge_request_event") else {
      throw unfit(
        "runs this on \(source), which is about no change that is to land; run in merge request pipelines "
          + "(rules: if: $CI_PIPELINE_SOURCE == \"merge_request_event\")")
    }
    let (here, target) = (try required("CI_PROJECT_ID"), try required("CI_MERGE_REQUEST_PROJECT_ID"))
    guard here.isExactly(target) else {
      let fork = self["CI_PROJECT_PATH"] ?? "project \(here)"
      let project = self["CI_MERGE_REQUEST_PROJECT_PATH"] ?? "project \(target)"
      throw UsageError(
        "GitLab CI runs this in the fork \(fork), whose branches are not those of \(project); "
          + "a member of \(project) has to start the pipeline there (merge request, Pipelines, Run pipeline)")
    }
    return (try required("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), try commit("CI_COMMIT_SHA"))
  }

  /// https://buildkite.com/docs/pipelines/configure/environment-variables
  func buildkiteChange() throws(UsageError) -> Change {
    // "false" where the build is about no pull request.
    let request = self["BUILDKITE_PULL_REQUEST"].flatMap { $0.isExactly("false") ? nil : $0 }
    let target =
      request == nil ? self["BUILDKITE_MERGE_QUEUE_BASE_BRANCH"] : self["BUILDKITE_PULL_REQUEST_BASE_BRANCH"]
    guard let target else { throw unfit("runs this for no pull request") }
    // A build that was started by hand may be of "HEAD", which the agent checked out.
    let isByHand = self["BUILDKITE_COMMIT"].map { $0.isExactly("HEAD") } ?? false
    return (target, isByHand ? "HEAD" : try commit("BUILDKITE_COMMIT"))
  }

  /// https://www.jenkins.io/doc/book/pipeline/multibranch/ and the plugin for branch sources.
  ///
  /// `GIT_COMMIT` is set by some kinds of jobs only, and not always to the merge that was checked out.
  func jenkinsChange() throws(UsageError) -> Change {
    guard let target = self["CHANGE_TARGET"] else { throw unfit("runs this for no pull request") }
    return (target, "HEAD")
  }
}
