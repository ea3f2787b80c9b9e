import Documents
import GitHistory
import Governance
import Signatures

/// What an expression of a policy comes to for a model at a revision.
package struct ExpressionQuery {
  /// The values at hand, and what has to be said of them.
  package struct Values {
    package let scope: ExpressionScope
    /// Why the card, or something else of the model, was not as it should be.
    package let findings: [Finding]
    /// Whether there is a policy, which says the stage and the tier.
    package let hasPolicy: Bool
  }

  private let revision: String
  private let base: String?
  private let now: Instant

  /// - Parameter base: where the card stands that the model's is compared with; nil for none.
  package init(revision: String, base: String?, now: Instant) {
    self.revision = revision
    self.base = base
    self.now = now
  }

  /// Where the expression asks for fields that no document has, as warnings; their positions are in its text.
  package static func doubts(about expression: PolicyExpression) -> [Finding] {
    expression.fieldProblems.map { selection, problem in
      Finding(
        .policyInvalid, .warning, problem.message, help: problem.hint, position: selection.position)
    }
  }

  /// The values of the variables for a model, of what the expression can read.
  ///
  /// - Throws: `UsageError` where there is no such model or revision or the policy does not load, `GitError` where
  ///   they cannot be read.
  package func values(
    of name: String, for expression: PolicyExpression, in repository: borrowing Repository
  ) throws -> Values {
    let query = DigestQuery(revision: revision)
    let tree = try query.tree(repository)
    let baseTree = try base.map { try DigestQuery(revision: $0).tree(repository) }
    let loaded = try query.policy(tree, repository)
    let layout = loaded?.policy.layout ?? Glob("models/*")
    let directory = try query.directory(of: name, layout: layout, tree, repository)
    let reports = ReportReading()
    var reader = ModelReader(directory, digests: ContentDigests(), reports: reports)
    guard let landed = try reader.state(in: tree, isLanding: true, repository) else {
      throw UsageError("\(directory.display) is no directory at \(revision)")
    }
    var baseReader = ModelReader(directory, digests: ContentDigests(), reports: reports)
    let standing =
      if let baseTree { try baseReader.state(in: baseTree, repository) } else { nil as ModelState? }
    let facts = ModelFacts(
      id: ModelID(GitPath(bytes: directory.lastComponent).display), directory: directory.display,
      base: standing, landed: landed)
    var findings = reader.findings
    if landed.card == nil, findings.isEmpty {
      findings.append(
        Finding(
          .cardMissing, "model \(facts.id) has no card at \(revision)",
          help: "add \(directory.display)/card.yaml, or a front matter to the README.md there",
          model: facts.id, path: directory.display))
    }
    findings += baseReader.findings.map { finding in
      var finding = finding
      finding.message += ", at \(base ?? "")"
      return finding
    }
    var contributors: [IdentityID]?
    let rules = loaded?.policy.tiers.compactMap(\.when) ?? []
    if let loaded, ([expression] + rules).contains(where: \.readsContributors) {
      contributors = try self.contributors(to: directory, facts.id, loaded, repository)
    }
    return Values(
      scope: ExpressionScope(
        standing: facts, contributors: contributors, policy: loaded?.policy,
        digester: Digester(sha256: Signatures.Digest.sha256), now: now),
      findings: findings, hasPolicy: loaded != nil)
  }

  /// Who changed the model since base, or ever.
  private func contributors(
    to directory: GitPath, _ model: ModelID, _ policy: LoadedPolicy, _ repository: borrowing Repository
  ) throws -> [IdentityID] {
    try repository.requireCompleteHistory()
    var commits: [RawCommit] = []
    let excluded = try base.map { [try repository.resolve($0)] } ?? []
    for id in try repository.commitIDs(reachableFrom: repository.resolve(revision), excluding: excluded) {
      commits.append(try repository.commit(id))
    }
    let contributions = try ContributionGathering(
      in: commits, governed: GovernedPath(layout: policy.policy.layout), repository
    ).byModel[directory, default: []]
    let attribution = CommitAttribution(policy, range: Set(commits.map(\.id)), now: now)
    var facts: [CommitFacts] = []
    for id in contributions { facts.append(try attribution.facts(of: id, in: repository)) }
    return Contributors(
      of: contributions.map(\.commitID), commits: CommitGraph(facts), roster: policy.roster,
      severity: policy.policy.signatures.contributions, what: "model \(model)", model: model
    ).identities
  }
}
