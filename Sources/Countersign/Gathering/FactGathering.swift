import GitHistory
import Governance
import Signatures

/// Gathers the facts of one transition.
struct FactGathering {
  let policy: LoadedPolicy
  /// Whether the transition itself brings the policy that judges it.
  let isFirstPolicy: Bool
  let transition: TransitionTrees
  let branch: String?
  let now: Instant
  let memory: JudgingMemory

  func facts(_ repository: borrowing Repository) throws(GitError) -> TransitionFacts {
    let governed = GovernedPath(layout: policy.policy.layout)
    let attribution = CommitAttribution(policy, range: Set(transition.commits.map(\.id)), now: now)
    let contributions = try ContributionGathering(in: transition.commits, governed: governed, repository)
    var commits: [CommitFacts] = []
    for commit in transition.commits { commits.append(try attribution.facts(of: commit.id, in: repository)) }
    var facts = TransitionFacts(
      branch: branch, base: transition.baseCommit?.commitID, head: transition.head.commitID,
      tree: transition.landed.commitID, now: now, policy: policy.policy, roster: policy.roster,
      policyDigest: policy.digest, commits: CommitGraph(commits),
      digester: Digester(sha256: Signatures.Digest.sha256))
    facts.baseDate = try transition.baseCommit.map { (id) throws(GitError) in
      Instant(seconds: try repository.commit(id).committer.time)
    }
    let gathering = ModelGathering(
      policy: policy, governed: governed, transition: transition, attribution: attribution, memory: memory,
      branch: branch)
    var doubtful: [(record: WritableKeyPath<TransitionFacts, ApprovalRecord>, question: PastEntry)] = []
    let changed = try ContributionGathering.directories(
      changedFrom: transition.base, to: transition.landed, governed: governed, repository)
    for directory in changed.sorted() where directory != GovernedPath.policies {
      guard try isModel(directory, repository) else { continue }
      let (model, doubts) = try gathering.facts(
        of: directory, contributions: contributions.byModel[directory] ?? [], repository)
      let place = facts.models.count
      facts.models.append(model)
      doubtful += doubts.map { (\.models[place].approvals[$0.record], $0.question) }
    }
    Kinship.markTwins(&facts.models)
    Kinship.markMoves(&facts.models)
    if changed.contains(GovernedPath.policies), !isFirstPolicy {
      var gathering = PolicyChangeGathering(
        policy: policy, transition: transition, attribution: attribution, digests: memory.digests)
      if let change = try gathering.facts(contributions: contributions.policy, repository) {
        facts.policyChange = change
        doubtful += gathering.doubts.map { (\.policyChange!.approvals[$0.record], $0.question) }
      } else {
        var approvals = ApprovalGathering(
          directory: GovernedPath.policyApprovals, gate: .policy, model: nil, transition: transition,
          attribution: attribution
        ) { _, _ in false }
        try approvals.gather(repository)
        facts.policyApprovals = approvals.records
        facts.findings += approvals.isExcessive ? approvals.findings : []
        doubtful += approvals.doubts.map { (\.policyApprovals[$0.record], $0.question) }
      }
    }
    // One walk through history for all of them: each of its own would let a change cost as much as it likes.
    let stood = try repository.haveStood(doubtful.map(\.question))
    for (doubt, answer) in zip(doubtful, stood) where answer {
      facts[keyPath: doubt.record].stoodBefore = true
    }
    return facts
  }

  /// Whether there is a model, or something in a model's place that has to be refused: plain files beside
  /// the models are nobody's business.
  private func isModel(_ directory: GitPath, _ repository: borrowing Repository) throws(GitError) -> Bool {
    for tree in [transition.base, transition.landed] {
      guard let tree, let entry = try repository.entry(at: directory, inTree: tree) else { continue }
      if !entry.mode.isFile { return true }
    }
    return false
  }
}
