/// How all models of a branch stand at a moment.
package struct RegistryReport: Sendable {
  package let branch: String
  /// The commit whose models are told of.
  package let revision: CommitID
  /// The date that this commit claims; nil where nobody looked.
  package var committed: Instant?
  /// What the policy calls the repository; nil where none could be read.
  package var repository: String?
  /// The moment it was judged at, where the user gave one.
  package var at: Instant?
  /// The policy at that commit, which judged; nil where none could be read.
  package var policy: TransitionReport.PolicySource?
  /// In byte order of their directories.
  package var models: [ModelStanding]
  /// What concerns all of them.
  package var findings: [Finding]

  package init(
    branch: String, revision: CommitID, at: Instant?, policy: TransitionReport.PolicySource? = nil,
    models: [ModelStanding] = [], findings: [Finding] = []
  ) {
    self.branch = branch
    self.revision = revision
    self.at = at
    self.policy = policy
    self.models = models
    self.findings = findings
  }

  /// Whether all could be told: how models stand is no reason for a table to fail.
  package var isDecided: Bool {
    findings.verdict != .undecided && !models.contains { $0.state == .undecided }
  }

  /// How many models stand so.
  package func count(_ state: ModelStanding.State) -> Int { models.count { $0.state == state } }

  /// The models that are approved now and whose approval expires, the earliest first.
  package var nextToLapse: [ModelStanding] {
    models.filter { $0.state == .approved && $0.expires != nil }.sorted {
      ($0.expires ?? Instant(seconds: 0), $0.id) < ($1.expires ?? Instant(seconds: 0), $1.id)
    }
  }
}
