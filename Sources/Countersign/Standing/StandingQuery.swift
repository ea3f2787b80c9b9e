import GitHistory
import Governance

/// How every model stands at a revision of a branch and at a moment.
///
/// A model stands as the transition stands that runs from before its last change on the first-parent line to the newest
/// commit of the line that changed anything in its directory: approvals that came later count. It is judged by the
/// policy at the revision, since the question is whether the model would pass now.
package struct StandingQuery {
  package struct Request: Sendable {
    package var branch: String
    /// The revision to look at; nil is the branch's end.
    package var revision: String?
    /// The moment to judge at; nil is the clock's.
    package var at: Instant?
    /// Whether to look at the branch as it ended then.
    package var isAsOfMoment: Bool
    /// The commit that brought the first policy, where it is pinned.
    package var root: String?
    /// Names or directories of models; none for all.
    package var models: [String]
    /// Whether to tell what each model was before, and how it did over time.
    package var tellsVersions: Bool
    /// Whether to keep the judgements themselves, as a check tells them.
    package var keepsJudgements: Bool

    package init(
      branch: String, revision: String? = nil, at: Instant? = nil, isAsOfMoment: Bool = false,
      root: String? = nil, models: [String] = [], tellsVersions: Bool = false,
      keepsJudgements: Bool = false
    ) {
      self.branch = branch
      self.revision = revision
      self.at = at
      self.isAsOfMoment = isAsOfMoment
      self.root = root
      self.models = models
      self.tellsVersions = tellsVersions
      self.keepsJudgements = keepsJudgements
    }
  }

  let request: Request
  let now: Instant

  /// - Parameter clock: the present, used where the request names no moment.
  package init(_ request: Request, clock: Instant) {
    self.request = request
    now = request.at ?? clock
  }

  /// - Parameters:
  ///   - workers: how many threads judge at once, each with a repository handle of its own.
  ///   - progress: called with how many models are judged, and of how many.
  /// - Throws: `UsageError` where branch, revision, root or a model names nothing, `GitError` where the line of the
  ///   branch cannot be read. What cannot be judged of one model is its own finding.
  package func registry(
    in repository: borrowing Repository, workers: Int,
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> RegistryReport {
    try repository.requireCompleteHistory()
    let branch = Check.branchName(request.branch)
    let line = try line(of: branch, repository)
    guard let tip = line.first else { throw UsageError("\(branch) has no commit") }
    var report = RegistryReport(branch: branch, revision: tip.commitID, at: request.at)
    report.findings = try rootFindings(tip, repository)
    let commit = try repository.commit(tip)
    report.committed = Instant(seconds: commit.committer.time)
    let tree = commit.tree
    guard let policy = try policy(of: tree, &report, repository) else { return report }
    if report.findings.verdict == .undecided { return report }
    report.repository = policy.policy.repository
    try requireProtection(of: branch, by: policy.policy)
    let governed = GovernedPath(layout: policy.policy.layout)
    let models = try models(in: tree, governed, repository)
    let landings = try LastLandings(
      of: models.asked + [GovernedPath.policies], on: line, governed: governed,
      isWhole: request.tellsVersions, workers: workers,
      repository)
    if let landing = landings.landings.last {
      report.findings += try PolicyStanding(landing, on: line, branch: branch, clock: now, repository)
        .findings
    }
    let judging = StandingJudging(
      line: line, branch: branch, policy: policy, governed: governed, now: now,
      tellsVersions: request.tellsVersions, keepsJudgements: request.keepsJudgements,
      repositoryPath: repository.gitDirectory,
      environment: repository.environment)
    report.models = try judging.standings(
      landings.landings.dropLast(), workers: workers, progress: progress)
    let twins = Kinship.twins(among: models.all.map { (StandingJudging.name(of: $0), $0.display) })
    for index in report.models.indices {
      guard let twin = twins[GitPath(report.models[index].directory)] else { continue }
      report.models[index].findings.append(twin)
      report.models[index].judgement?.findings.append(twin)
      report.models[index].state = .open
    }
    return report
  }

  /// The first-parent line that ends at what is asked for, the newest first.
  func line(of branch: String, _ repository: borrowing Repository) throws -> [ObjectID] {
    let tip: ObjectID
    if let revision = request.revision {
      tip = try DigestQuery.commit(revision, repository)
    } else {
      guard let found = try LikelyTransition.tip(of: branch, repository) else {
        throw UsageError(
          "there is no branch \(branch) here, nor on origin; fetch it, or name another with --branch")
      }
      tip = found
    }
    let line = try repository.firstParents(from: tip)
    guard request.isAsOfMoment else { return line }
    // Dates are claims: the newest commit that does not claim to be later, wherever it stands among others.
    for (index, id) in line.enumerated() where try repository.commit(id).committer.time <= now.seconds {
      return Array(line[index...])
    }
    throw UsageError("\(branch) has no commit that is not dated after \(now)")
  }

  func rootFindings(_ tip: ObjectID, _ repository: borrowing Repository) throws -> [Finding] {
    guard let named = request.root else {
      return [
        Finding(
          .rootUnpinned, .note,
          "the trust root is not pinned: whoever can rewrite \(Check.branchName(request.branch)) can replace the policy",
          help: "pin the commit that brought the first policy: --root <commit>")
      ]
    }
    let root = try DigestQuery.commit(named, repository)
    if try repository.isAncestor(root, of: tip) { return [] }
    return [
      Finding(
        .rootMismatch,
        "\(tip.commitID.short) does not descend from the pinned trust root \(root.commitID.short)",
        help: "this is another history than the one that was pinned; find out who replaced it",
        commit: root.commitID, verdict: .undecided)
    ]
  }

  /// The policy that judges; nil where there is none that loads, which the report then says.
  private func policy(
    of tree: ObjectID, _ report: inout RegistryReport, _ repository: borrowing Repository
  ) throws(GitError) -> LoadedPolicy? {
    switch try JudgingMemory().policy(of: tree, repository) {
    case .missing:
      report.findings.append(
        Finding(
          .policyMissing, "there is no policies/policy.yaml at \(report.revision.short)",
          help: "write a policy first: `countersign init`; `countersign demo` builds an example",
          path: "policies/policy.yaml", verdict: .undecided))
      return nil
    case .invalid(let findings):
      report.findings += findings.map { finding in
        var finding = finding
        finding.verdict = .undecided
        finding.commit = report.revision
        return finding
      }
      return nil
    case .loaded(let loaded):
      report.findings += loaded.warnings
      report.policy = TransitionReport.PolicySource(
        commit: report.revision, version: loaded.policy.version, digest: loaded.digest, root: nil,
        pinned: false)
      if let root = request.root {
        report.policy?.root = try repository.resolve(root).commitID
        report.policy?.pinned = true
      }
      return loaded
    }
  }

  /// A branch that no stage names, while others have one, is a mistake of whoever asks.
  private func requireProtection(of branch: String, by policy: Policy) throws {
    let branches = policy.stages.compactMap(\.branch)
    if branches.isEmpty || branches.contains(where: { $0.isExactly(branch) }) { return }
    throw UsageError(
      "no stage of the policy has branch \(branch); the branches are \(branches.joined(separator: ", "))")
  }

  /// The directories of all models, and of those that are asked for.
  private func models(
    in tree: ObjectID, _ governed: GovernedPath, _ repository: borrowing Repository
  ) throws -> (all: [GitPath], asked: [GitPath]) {
    let changes = try repository.changes(from: nil, to: tree) { governed.place(of: $0) == .above }
    // Plain files beside the models are nobody's business.
    let all = changes.filter { governed.place(of: $0.path) == .model && $0.new?.mode.isFile == false }
      .map(\.path).sorted()
    if request.models.isEmpty { return (all, all) }
    var asked: Set<GitPath> = []
    for name in request.models {
      let given = GitPath(name.hasSuffix("/") ? String(name.dropLast()) : name)
      let found = all.filter { $0 == given || $0.lastComponent.elementsEqual(name.utf8) }
      if found.isEmpty {
        let known = all.prefix(20).map { GitPath(bytes: $0.lastComponent).display }.joined(separator: ", ")
        throw UsageError(
          "there is no model \(name) at the revision; "
            + (all.isEmpty
              ? "there are none" : "the models are \(known)\(all.count > 20 ? " and others" : "")"))
      }
      asked.formUnion(found)
    }
    return (all, asked.sorted())
  }
}
