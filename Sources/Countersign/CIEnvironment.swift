import Governance

/// What a CI system says about the change it runs for: a pull request, or a place in a merge queue.
///
/// The values are claims of whoever runs the job: a CI that the policy is to bind must be configured where
/// the change cannot reach it. Nothing is guessed: what does not fit together is wrong usage.
package struct CIEnvironment: Sendable {
  /// The system's name.
  package let system: String
  /// The branch that the change is to land on.
  package let branch: String
  /// The commit under test: what would land, or the change's last commit.
  package let head: String

  /// What the branch holds now, named in full: a branch of the change's own could be called `origin/main`.
  ///
  /// In a merge queue, too. The commit that an entry was put upon is the entry before, which has not landed
  /// and may have failed: judged from there, nobody would look at what it brings along.
  package var base: String { "refs/remotes/origin/\(branch)" }

  /// Reads the variables of GitHub Actions, GitLab CI, Buildkite or Jenkins; nil outside of them.
  ///
  /// - Throws: `UsageError` for an event that is about no change, for a pipeline whose clone is somebody
  ///   else's repository, and for values that contradict each other or that no such system sets.
  package init?(_ environment: [String: String]) throws(UsageError) {
    let systems = System.allCases.filter { $0.isRunning(environment) }
    guard let system = systems.first else { return nil }
    if systems.count > 1 {
      throw UsageError(
        "this cannot be both \(systems[0].rawValue) and \(systems[1].rawValue), whose variables are set; "
          + "name --base, --head and --branch")
    }
    let variables = CIVariables(system: system.rawValue, environment)
    let change =
      switch system {
      case .gitHub: try variables.gitHubChange()
      case .gitLab: try variables.gitLabChange()
      case .buildkite: try variables.buildkiteChange()
      case .jenkins: try variables.jenkinsChange()
      }
    self.system = system.rawValue
    branch = try variables.branch(change.branch)
    head = change.head
  }

  private enum System: String, CaseIterable {
    case gitHub = "GitHub Actions"
    case gitLab = "GitLab CI"
    case buildkite = "Buildkite"
    case jenkins = "Jenkins"

    /// Whether the variable is set that the system sets in every job, as the others do not.
    func isRunning(_ environment: [String: String]) -> Bool {
      let marker =
        switch self {
        case .gitHub: "GITHUB_ACTIONS"
        case .gitLab: "GITLAB_CI"
        case .buildkite: "BUILDKITE"
        case .jenkins: "JENKINS_URL"
        }
      guard let value = environment[marker] else { return false }
      return !value.isEmpty && !value.isExactly("false")
    }
  }
}
