/// The report of one transition, as every output format tells it.
package struct TransitionReport: Sendable, Codable {
  /// Where the policy that judged came from.
  package struct PolicySource: Sendable, Codable {
    /// The commit whose `policies/` judged: base, or head where it brings the first policy.
    package var commit: CommitID
    package var version: Int
    package var digest: Digest
    /// The trust root, where it was given.
    package var root: CommitID?
    package var pinned: Bool

    package init(commit: CommitID, version: Int, digest: Digest, root: CommitID?, pinned: Bool) {
      self.commit = commit
      self.version = version
      self.digest = digest
      self.root = root
      self.pinned = pinned
    }
  }

  package var branch: String?
  /// Nil where the branch starts from nothing.
  package var base: CommitID?
  package var head: CommitID
  /// The tree that will land; nil where it could not be established.
  package var tree: CommitID?
  /// The moment it was judged at, where the user gave one.
  package var at: Instant?
  /// Nil where no policy could be read.
  package var policy: PolicySource?
  package var models: [ModelJudgement]
  /// The gate of a policy change; nil where the policy does not change.
  package var policyChange: GateJudgement?
  /// In the order of the report: those of the transition and the policy first, then model by model.
  package var findings: [Finding]

  package var verdict: Verdict { findings.verdict }

  package init(
    branch: String? = nil, base: CommitID?, head: CommitID, tree: CommitID? = nil, at: Instant? = nil,
    policy: PolicySource? = nil, models: [ModelJudgement] = [], policyChange: GateJudgement? = nil,
    findings: [Finding] = []
  ) {
    self.branch = branch
    self.base = base
    self.head = head
    self.tree = tree
    self.at = at
    self.policy = policy
    self.models = models
    self.policyChange = policyChange
    self.findings = findings
  }
}
