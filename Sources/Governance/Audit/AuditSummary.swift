/// What an audit of a branch came to, apart from its transitions.
package struct AuditSummary: Sendable {
  /// Which policy the transitions were judged by.
  package enum Policy: String, Sendable, CaseIterable {
    /// The one that held at the time.
    case then
    /// The one that holds at the end of the branch.
    case now
  }

  package var branch: String
  /// The branch's commit.
  package var tip: CommitID
  /// The commit that brought the first policy.
  package var root: CommitID?
  package var isPinned: Bool
  package var policy: Policy
  /// How many transitions came to each verdict.
  package var verdicts: [Verdict: Int] = [:]
  /// How many transitions there were before the trust root, when nothing was governed.
  package var ungoverned = 0
  /// What concerns the record as a whole, and what shows that checks were bypassed.
  package var findings: [Finding] = []

  package init(
    branch: String, tip: CommitID, root: CommitID? = nil, isPinned: Bool = false, policy: Policy = .then
  ) {
    self.branch = branch
    self.tip = tip
    self.root = root
    self.isPinned = isPinned
    self.policy = policy
  }

  package var transitions: Int { verdicts.values.reduce(0, +) }

  /// Violated if a transition or the record is; undecided if one could not be judged.
  package var verdict: Verdict {
    let ofTransitions = Verdict.allCases.filter { (verdicts[$0] ?? 0) > 0 }
    return ofTransitions.reduce(findings.verdict) { $0.combined(with: $1) }
  }

  /// Takes note of one more transition.
  package mutating func add(_ transition: AuditedTransition) {
    verdicts[transition.report.verdict, default: 0] += 1
    // What today's policy would not let pass was no bypass then.
    if policy == .then { findings += transition.bypasses }
  }
}
