/// Judges a change under `policies/` by the policy that stands at base: a loosened policy never helps the
/// transition that loosens it.
struct PolicyChangeJudging {
  let facts: TransitionFacts
  let change: PolicyChangeFacts

  func judgement() -> GateJudgement {
    var policy = facts.policy
    // Who wrote a policy never approves it: the switch is for models.
    policy.separation.approverIsNotContributor = true
    let contributors = Contributors(
      of: change.contributions, commits: facts.commits, roster: facts.roster, severity: .error,
      what: "the policy")
    var findings = change.findings + contributors.findings
    if change.version == nil, change.findings.verdict == .satisfied {
      findings.append(
        Finding(
          .policyInvalid, "the policy is gone or cannot be read, and a policy is never deleted",
          help: "restore policies/policy.yaml", path: "policies/policy.yaml"))
    }
    if let version = change.version, version <= policy.version {
      findings.append(
        Finding(
          .policyVersion, "the policy changes, but its version goes from \(policy.version) to \(version)",
          help: "set `version: \(policy.version + 1)` in policies/policy.yaml", path: "policies/policy.yaml"))
    }
    guard let gate = policy.policyGate else {
      findings.append(
        Finding(
          .policyChangeUnapproved, "the policy changes, and the policy at base has no gate for that",
          help:
            "a gate with `applies-to: policy` has to stand in the first policy; start anew from a pinned root",
          path: "policies/policy.yaml"))
      return GateJudgement(
        id: .policy, title: nil, roles: [], required: 0, counted: [], approvals: [], candidates: [],
        findings: findings)
    }
    let judgement = PolicyChangeJudging.judgement(
      of: gate, policy, facts, version: change.version, digest: change.digest,
      contributors: contributors.identities)
    // A policy has no tier: where counts are given per tier, the highest asks.
    let highest = policy.tiers[policy.tiers.count - 1].id
    let gateCase = GateCase(
      gate: gate, required: gate.approvals.count(for: highest, in: policy.tiers) ?? 1,
      distinctTeams: gate.distinctTeams?.value(for: highest) ?? 0, judgement: judgement,
      records: change.approvals,
      commits: facts.commits)
    let judging = GateJudging(
      [gateCase], gatesPerPerson: nil, distinctTeams: 0, roster: facts.roster, what: "the policy change",
      model: nil)
    var result = judging.judgements()[0]
    result.findings = result.findings.map(renamed) + findings
    return result
  }

  /// What of the policy's approvals must not land, whether the policy changes or not.
  static func inAdvance(_ facts: TransitionFacts) -> [Finding] {
    guard let gate = facts.policy.policyGate else { return [] }
    var advance = AdvanceJudgement(commits: facts.commits, model: nil)
    advance.judge(
      facts.policyChange?.approvals ?? facts.policyApprovals,
      by: judgement(
        of: gate, facts.policy, facts, version: nil, digest: facts.policyDigest, contributors: []))
    return advance.findings
  }

  static func judgement(
    of gate: Gate, _ policy: Policy, _ facts: TransitionFacts, version: Int?, digest: Digest,
    contributors: [IdentityID]
  ) -> ApprovalJudgement {
    ApprovalJudgement(
      gate: gate, policy: policy, roster: facts.roster, commits: facts.commits, now: facts.now,
      expected: ApprovalJudgement.Expectation(
        model: nil, stage: nil, version: version.map(String.init), subject: digest, policy: nil,
        name: "policies/"),
      contributors: contributors, owners: [], developers: [], minRationale: nil, expiry: nil)
  }

  /// The gate's findings under the rule that says what they mean here.
  private func renamed(_ finding: Finding) -> Finding {
    guard [.gateUnsatisfied, .separationTeams, .separationPerson].contains(finding.rule) else {
      return finding
    }
    var renamed = finding
    renamed.rule = .policyChangeUnapproved
    renamed.path = "policies/policy.yaml"
    renamed.message = "the policy changes: " + finding.message
    return renamed
  }
}
