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
  /// What there was of the record of checks; nil where there is none.
  package var record: AuditedRecord?
  /// Whom alone the audit tells about.
  package let person: IdentityID?
  /// What is measured of all transitions, whomever the audit tells about.
  package private(set) var measures = AuditMeasures()
  /// The commit whose policy says from where on theatre is told; nil where what holds without a policy does.
  package let thresholdsFrom: CommitID?
  private var theatre: Theatre

  /// - Parameters:
  ///   - thresholds: those of the policy at the end of the record.
  ///   - thresholdsFrom: the commit of that policy.
  package init(
    branch: String, tip: CommitID, root: CommitID? = nil, isPinned: Bool = false, policy: Policy = .then,
    person: IdentityID? = nil, thresholds: TheatreThresholds = TheatreThresholds(),
    thresholdsFrom: CommitID? = nil
  ) {
    self.person = person
    self.thresholdsFrom = thresholdsFrom
    theatre = Theatre(thresholds)
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
    if policy == .then {
      findings += transition.bypasses
      if let contradiction = transition.recorded?.contradiction { findings.append(contradiction) }
    }
  }

  /// Takes note of what one more transition is to the measures, be it told by itself or not.
  package mutating func measure(_ transition: AuditedTransition) {
    measures.add(transition)
    for decision in transition.record?.decisions ?? [] { theatre.add(decision) }
  }

  /// Tells what was found over the whole record, once all transitions are there.
  package mutating func close() {
    let told = theatre.findings.filter { found in person.map(found.people.contains) ?? true }
    findings += told.map(\.finding)
  }
}
