/// One person's decision on one gate for one subject digest.
package struct Approval: Sendable, Codable {
  package enum Decision: String, Sendable, Codable, CaseIterable {
    case approve
    case approveWithConditions = "approve-with-conditions"
    case reject, withdraw

    package var approves: Bool { self == .approve || self == .approveWithConditions }
  }

  /// Something that the approver asks to be done after the approval.
  package struct Condition: Sendable, Codable, Equatable {
    package let id: String
    package let text: String
    package let owner: IdentityID
    package let due: Instant
    package init(id: String, text: String, owner: IdentityID, due: Instant) {
      self.id = id
      self.text = text
      self.owner = owner
      self.due = due
    }
  }

  package var repository: String
  /// Nil in an approval of a policy change, as is the stage.
  package var model: ModelID?
  package var version: String
  package var gate: GateID
  package var stage: StageID?
  /// The digest of what the reviewer saw, limited to the gate's scope.
  package var subject: Digest
  /// The digest of the policy the reviewer saw.
  package var policy: Digest?
  package var decision: Decision
  package var reviewer: IdentityID
  package var date: Instant
  package var rationale: String?
  package var checklist: [String]
  package var evidence: [String]
  package var conditions: [Condition]

  package init(
    repository: String, model: ModelID?, version: String, gate: GateID, stage: StageID?, subject: Digest,
    policy: Digest? = nil, decision: Decision = .approve, reviewer: IdentityID, date: Instant,
    rationale: String? = nil, checklist: [String] = [], evidence: [String] = [], conditions: [Condition] = []
  ) {
    self.repository = repository
    self.model = model
    self.version = version
    self.gate = gate
    self.stage = stage
    self.subject = subject
    self.policy = policy
    self.decision = decision
    self.reviewer = reviewer
    self.date = date
    self.rationale = rationale
    self.checklist = checklist
    self.evidence = evidence
    self.conditions = conditions
  }

  /// The first of its conditions that should have been met by then. That it is met only the reviewer can say, by
  /// approving anew without it.
  package func overdueCondition(at now: Instant) -> Condition? { conditions.first { now >= $0.due } }

  /// How long a rationale is, in characters without the white space at either end, as the policy's least length
  /// counts it.
  package static func length(ofRationale text: String) -> Int {
    var trimmed = Substring(text)
    while trimmed.first?.isWhitespace ?? false { trimmed.removeFirst() }
    while trimmed.last?.isWhitespace ?? false { trimmed.removeLast() }
    return trimmed.count
  }
}

/// A report by a validation run.
package struct Evidence: Sendable {
  package struct Test: Sendable, Equatable {
    package let name: String
    package let passed: Bool
    package init(name: String, passed: Bool) {
      self.name = name
      self.passed = passed
    }
  }

  package var name: String
  /// SHA-256 of the artifact that was measured.
  package var artifact: String?
  package var produced: Instant
  package var metrics: [Metric]
  package var tests: [Test]
  /// Every field of the document as it stands, for the policy's expressions.
  package var fields: Value
  package var positions: Positions

  package init(
    name: String, artifact: String? = nil, produced: Instant, metrics: [Metric] = [], tests: [Test] = [],
    fields: Value = .map([]), positions: Positions = Positions()
  ) {
    self.name = name
    self.artifact = artifact
    self.produced = produced
    self.metrics = metrics
    self.tests = tests
    self.fields = fields
    self.positions = positions
  }
}
