import GitHistory
import Governance

/// A model that has landed, told like a transition: as the one that runs from before its last change to the newest
/// commit that changed anything in its directory, so that what came since, an approval or a breach, counts.
struct StandingTransition {
  let report: TransitionReport
  let standing: ModelStanding
  let judged: Check.Judged
}

extension StandingQuery {
  /// How one model stands and what that rests on.
  ///
  /// - Parameter isExplained: whether it is also wanted who could fill the empty slots of its gates.
  /// - Returns: nil where there is nothing to stand by: the branch holds no policy that loads, or not the model, or no
  ///   stage names the branch.
  /// - Throws: `UsageError` where the branch is not there, `GitError` where it cannot be read.
  func transition(
    of directory: GitPath, isExplained: Bool, in repository: borrowing Repository
  ) throws -> StandingTransition? {
    let branch = Check.branchName(request.branch)
    let line = try line(of: branch, repository)
    guard let tip = line.first,
      case .loaded(let policy) = try JudgingMemory().policy(of: repository.commit(tip).tree, repository)
    else { return nil }
    let branches = policy.policy.stages.compactMap(\.branch)
    let governed = GovernedPath(layout: policy.policy.layout)
    guard branches.isEmpty || branches.contains(where: { $0.isExactly(branch) }),
      governed.place(of: directory) == .model,
      let landing = try LastLandings(
        of: [directory], on: line, governed: governed, workers: 1, repository
      ).landings.first
    else { return nil }
    let judging = StandingJudging(
      line: line, branch: branch, policy: policy, governed: governed, now: now, tellsVersions: false,
      keepsJudgements: false,
      repositoryPath: repository.gitDirectory, environment: repository.environment)
    guard
      let (standing, judgement, facts, trees) = try StandingWorker(judging).judged(
        landing, isExplained: isExplained, repository)
    else { return nil }
    let rootFindings = try rootFindings(tip, repository)
    let report = TransitionReport(
      branch: branch, base: facts.base, head: facts.head, tree: facts.tree, at: request.at,
      policy: TransitionReport.PolicySource(
        commit: tip.commitID, version: policy.policy.version, digest: policy.digest, root: nil, pinned: false),
      models: judgement.models,
      findings: policy.warnings + rootFindings + judgement.findings)
    return StandingTransition(
      report: report, standing: standing,
      judged: Check.Judged(loaded: policy, transition: trees, facts: facts))
  }
}
