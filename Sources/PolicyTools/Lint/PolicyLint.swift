import Governance

/// The mistakes of a policy that loads: what can never be satisfied, what is never reached, and what is hardly
/// meant as it stands. A pure function of the documents and a moment.
package struct PolicyLint: Sendable {
  /// The gravest first, otherwise in the order of the file.
  package let findings: [LintFinding]

  /// The gravest severity among the findings; nil where there are none.
  package var severity: Severity? { findings.map(\.severity).max() }

  /// - Parameters:
  ///   - now: the moment at which keys and delegations are looked at.
  ///   - policyPath: where the policy lies, as findings shall name it; `rosterPath` likewise.
  ///   - certified: who may sign with a key that an authority of `allowed_signers` certifies.
  package init(
    _ policy: Policy, _ roster: Roster, at now: Instant, policyPath: String = "policies/policy.yaml",
    rosterPath: String = "policies/identities.yaml", certified: Set<IdentityID> = []
  ) {
    let linted = LintedPolicy(
      policy: policy, roster: roster, now: now, policyPath: policyPath, rosterPath: rosterPath,
      certified: certified)
    let signers = Signers(linted)
    var found: [LintFinding] = []
    found += ReachLint(linted).findings
    found += StaffingLint(linted, signers).findings
    found += PolicyGateLint(linted, signers).findings
    found += RoleLint(linted).findings
    found += EvidenceLint(linted, signers).findings
    found += ThresholdLint(linted).findings
    found += ScopeLint(linted).findings
    found += PeriodLint(linted).findings
    found += MonitoringLint(linted, signers).findings
    found += WaiverLint(linted, signers).findings
    found += TheatreLint(linted).findings
    found += TierOrderLint(linted).findings
    found += KeyLint(linted, signers).findings
    found += RepetitionLint(linted).findings
    var seen: Set<LintFinding> = []
    findings = found.filter { seen.insert($0).inserted }.enumerated().sorted { one, other in
      PolicyLint.rank(one.element, one.offset) < PolicyLint.rank(other.element, other.offset)
    }.map(\.element)
  }

  private static func rank(_ finding: LintFinding, _ offset: Int) -> (Int, String, Int, Int, Int) {
    let weight = finding.severity == .error ? 0 : finding.severity == .warning ? 1 : 2
    // `policy.yaml` is what people look at first.
    let path = finding.path.hasSuffix("identities.yaml") ? "1" : "0"
    return (weight, path, finding.position?.line ?? .max, finding.position?.column ?? .max, offset)
  }
}
