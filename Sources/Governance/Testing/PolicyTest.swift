/// A file of unit tests of a policy: what could happen, and what the policy has to make of it.
package struct PolicyTest: Sendable {
  /// The file, as whoever ran the tests named it.
  package var path: String
  /// The people of the tests, where they are not those of the policy's own roster.
  package var roster: Roster?
  package var cases: [Case]

  package init(path: String, roster: Roster? = nil, cases: [Case]) {
    self.path = path
    self.roster = roster
    self.cases = cases
  }

  /// One thing that could happen, and what has to come of it.
  package struct Case: Sendable {
    /// What happens: a model changes, or the policy itself.
    package enum Event: Sendable {
      case model(ModelEvent)
      case policy(PolicyEvent)
    }

    package var name: String
    /// Where the case stands in the file.
    package var position: Position
    /// The clock of the case.
    package var now: Instant
    package var event: Event
    package var expectation: Expectation

    package init(
      name: String, position: Position, now: Instant, event: Event, expectation: Expectation
    ) {
      self.name = name
      self.position = position
      self.now = now
      self.event = event
      self.expectation = expectation
    }
  }

  /// A model that changes.
  package struct ModelEvent: Sendable {
    /// The branch it comes to; nil leaves the stage to the card.
    package var branch: String?
    /// The card at base; nil for a new model.
    package var base: Card?
    package var card: Card
    /// Who changed the subject.
    package var contributors: [IdentityID] = []
    /// The stages where the same content has landed before.
    package var reached: [StageID] = []
    package var evidence: [Report] = []
    package var decisions: [Decision] = []

    package init(branch: String? = nil, base: Card? = nil, card: Card) {
      self.branch = branch
      self.base = base
      self.card = card
    }
  }

  /// A change of the policy.
  package struct PolicyEvent: Sendable {
    package var contributors: [IdentityID]
    package var decisions: [Decision]
    /// The version that the change brings.
    package var version: Int

    package init(contributors: [IdentityID] = [], decisions: [Decision] = [], version: Int) {
      self.contributors = contributors
      self.decisions = decisions
      self.version = version
    }
  }

  /// A report and who brought it.
  package struct Report: Sendable {
    package var document: Evidence
    package var by: IdentityID
    package var isSigned: Bool

    package init(document: Evidence, by: IdentityID, isSigned: Bool = true) {
      self.document = document
      self.by = by
      self.isSigned = isSigned
    }
  }

  /// Somebody's decision on a gate. What it leaves open is such that the decision counts.
  package struct Decision: Sendable {
    package var gate: GateID
    package var by: IdentityID
    package var decision: Approval.Decision = .approve
    /// Nil is an hour before now.
    package var date: Instant?
    /// Whether it was given for other content.
    package var isStale = false
    /// Nil vouches for all of the gate's items.
    package var checklist: [String]?
    /// Nil is one that is long enough.
    package var rationale: String?
    package var isSigned = true

    package init(gate: GateID, by: IdentityID) {
      self.gate = gate
      self.by = by
    }
  }
}
