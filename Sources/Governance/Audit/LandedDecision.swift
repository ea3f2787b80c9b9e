/// A decision that landed with a transition, by its reviewer's own signature. Those that were withdrawn later, and
/// approvals of what changed again, are there as well: the whole of what a reviewer did is to be seen.
package struct LandedDecision: Sendable, Codable {
  /// Nil where it is about a change of the policy.
  package var model: ModelID?
  package var version: String
  package var gate: GateID
  /// Nil where the transition did not judge the model.
  package var tier: TierID?
  package var stage: StageID?
  package var reviewer: IdentityID
  /// The teams of the reviewer, by the roster that judged.
  package var teams: [Team]
  package var decision: Approval.Decision
  /// The committer date of the reviewer's own commit, or else the date that the reviewer signed. A claim.
  package var date: Instant
  /// What the reviewer wrote; nil where that is nothing.
  package var rationale: Rationale?
  /// The commit that brought it.
  package var commit: CommitID
  /// Whether it fills a slot of its gate.
  package var isCounted: Bool
  /// Whether it approves what changed again before it landed.
  package var isStale: Bool
  /// The date of the newest change that it covers; nil where it covers none of this transition, or the reviewer is
  /// among those who changed it. Of a gate with a scope it is not known which changes lie in it, so it is that of the
  /// oldest: a review is never told to be shorter than it may have been.
  package var change: Instant?
  /// Who changed what it is about, in this transition.
  package var contributors: [IdentityID]

  /// A text by its fingerprint, and how it begins. A history may hold more texts than there is memory.
  package struct Rationale: Sendable, Codable {
    package let fingerprint: TextFingerprint
    package let excerpt: String
  }

  package init(
    model: ModelID?, version: String, gate: GateID, tier: TierID? = nil, stage: StageID? = nil,
    reviewer: IdentityID, teams: [Team] = [], decision: Approval.Decision = .approve, date: Instant,
    rationale: Rationale? = nil, commit: CommitID, isCounted: Bool = true, isStale: Bool = false,
    change: Instant? = nil, contributors: [IdentityID] = []
  ) {
    self.model = model
    self.version = version
    self.gate = gate
    self.tier = tier
    self.stage = stage
    self.reviewer = reviewer
    self.teams = teams
    self.decision = decision
    self.date = date
    self.rationale = rationale
    self.commit = commit
    self.isCounted = isCounted
    self.isStale = isStale
    self.change = change
    self.contributors = contributors
  }

  /// How long after the newest change that it covers it was given, in seconds; nil where that is not known, or where
  /// the dates cannot be true.
  package var secondsAfterChange: Int64? { change.flatMap { date.seconds(since: $0) } }
}

extension LandedDecision.Rationale {
  /// How many characters of a text are kept to show it.
  private static let excerptLength = 60

  /// The text without white space at its ends, whose bytes are then compared as they are; nil where nothing is left.
  package init?(_ text: String, digester: Digester) {
    var trimmed = Substring(text).unicodeScalars
    while trimmed.first?.properties.isWhitespace ?? false { trimmed.removeFirst() }
    while trimmed.last?.properties.isWhitespace ?? false { trimmed.removeLast() }
    if trimmed.isEmpty { return nil }
    fingerprint = digester.fingerprint(of: Array(Substring(trimmed).utf8))
    let start = trimmed.prefix(LandedDecision.Rationale.excerptLength)
    excerpt = String(start) + (start.endIndex < trimmed.endIndex ? "…" : "")
  }
}

extension Instant {
  /// How many seconds lie between an earlier moment and this one; nil where it is no earlier one.
  package func seconds(since earlier: Instant) -> Int64? {
    let (seconds, overflow) = seconds.subtractingReportingOverflow(earlier.seconds)
    return overflow || seconds < 0 ? nil : seconds
  }
}
