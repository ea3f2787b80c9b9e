/// How one model came to land in a transition, in dates. All of them are claims of whoever made the commits.
package struct ModelChange: Sendable, Codable {
  /// A gate that was satisfied in this transition, and when its last approval was given.
  package struct Passage: Sendable, Codable, Equatable {
    package let gate: GateID
    package let date: Instant
    package init(gate: GateID, date: Instant) {
      self.gate = gate
      self.date = date
    }
  }

  package var model: ModelID
  package var tier: TierID
  package var stage: StageID
  package var contributors: [IdentityID]
  /// When its subject was changed first, and last, evidence left out.
  package var first: Instant
  package var last: Instant
  /// When the newest of its reports was committed; nil where none came with the transition.
  package var evidence: Instant?
  /// The gates in the order of the policy. One whose approvals all stood before is not among them.
  package var gates: [Passage]
  /// When it landed.
  package var merged: Instant

  package init(
    model: ModelID, tier: TierID, stage: StageID, contributors: [IdentityID] = [], first: Instant,
    last: Instant, evidence: Instant? = nil, gates: [Passage] = [], merged: Instant
  ) {
    self.model = model
    self.tier = tier
    self.stage = stage
    self.contributors = contributors
    self.first = first
    self.last = last
    self.evidence = evidence
    self.gates = gates
    self.merged = merged
  }
}
