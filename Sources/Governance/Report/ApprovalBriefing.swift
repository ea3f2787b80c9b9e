/// What a reviewer is told before deciding: what is decided on, for what, and as whom.
package struct ApprovalBriefing: Sendable {
  /// What changed since the reviewers looked last.
  package struct Change: Sendable {
    package enum Since: Sendable {
      /// An approval of the same gate, of another subject.
      case approval(by: IdentityID, version: String, date: Instant)
      /// The branch that the change is to land on, or the state before it.
      case base(String)
    }
    package let since: Since
    /// The files that the gate's approval binds and that differ, in byte order of their paths.
    package let paths: [String]
    package init(since: Since, paths: [String]) {
      self.since = since
      self.paths = paths
    }
  }

  /// Nil where a change of the policy is decided on, as are stage and tier.
  package let model: ModelID?
  package let version: String
  package let stage: StageID?
  /// The effective tier.
  package let tier: TierID?
  package let gate: Gate
  package let subject: Digest
  package let commit: CommitID
  /// The branch that it is to land on, where one is known.
  package let branch: String?
  package let reviewer: IdentityID
  /// Nil where there is nothing to compare with.
  package let change: Change?

  package init(
    model: ModelID?, version: String, stage: StageID?, tier: TierID?, gate: Gate, subject: Digest,
    commit: CommitID, branch: String?, reviewer: IdentityID, change: Change?
  ) {
    self.model = model
    self.version = version
    self.stage = stage
    self.tier = tier
    self.gate = gate
    self.subject = subject
    self.commit = commit
    self.branch = branch
    self.reviewer = reviewer
    self.change = change
  }
}
