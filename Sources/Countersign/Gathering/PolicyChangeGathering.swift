import GitHistory
import Governance
import Signatures

/// Gathers what happens to the policy itself.
struct PolicyChangeGathering {
  let policy: LoadedPolicy
  let transition: TransitionTrees
  let attribution: CommitAttribution
  let digests: ContentDigests
  /// What has to be known of the change's approvals.
  private(set) var doubts: [ApprovalGathering.Doubt] = []

  /// The change, or nil where only approvals differ.
  mutating func facts(
    contributions: [ObjectID], _ repository: borrowing Repository
  ) throws(GitError) -> PolicyChangeFacts? {
    let before = try ContributionGathering.fingerprint(
      of: GovernedPath.policies, in: transition.trusted, repository)
    let after = try ContributionGathering.fingerprint(
      of: GovernedPath.policies, in: transition.landed, repository)
    if before == after { return nil }
    var ignored: [Finding] = []
    let subject = try LoadedPolicy.subject(
      of: transition.landed, in: repository, digests: digests, findings: &ignored)
    let digest = Digester(sha256: Signatures.Digest.sha256).digest(ofPolicy: subject)
    var change = PolicyChangeFacts(digest: digest, version: nil, contributions: contributions.map(\.commitID))
    switch try LoadedPolicy.load(from: transition.landed, in: repository, digests: digests) {
    case .loaded(let loaded): change.version = loaded.policy.version
    case .invalid(let findings): change.findings = findings
    case .missing:
      change.findings = [PolicyChangeGathering.deletion]
    }
    var approvals = ApprovalGathering(
      directory: GovernedPath.policyApprovals, gate: .policy, model: nil, transition: transition,
      attribution: attribution
    ) { approval, _ in approval.subject == digest }
    try approvals.gather(repository)
    change.approvals = approvals.records
    doubts = approvals.doubts
    change.findings += approvals.findings
    return change
  }

  /// That there is no policy any more.
  static let deletion = Finding(
    .policyInvalid, "the change deletes policies/policy.yaml", help: "a policy is never deleted; put it back",
    path: "policies/policy.yaml")
}
