/// One named review that the policy requires.
package struct Gate: Sendable {
  package var id: GateID
  package var title: String?
  /// The stages it stands before; nil is every gated stage.
  package var stages: [StageID]?
  /// The tiers it applies to; nil is all.
  package var tiers: [TierID]?
  /// Which models it applies to among those; nil is all.
  package var when: PolicyExpression?
  /// The roles of which an approver holds at least one.
  package var roles: [Role]
  /// How many people have to approve.
  package var approvals: PerTier<Int>
  /// How many teams the gate's own approvals must come from.
  package var distinctTeams: PerTier<Int>?
  /// Which files of the model an approval binds; nil is all of the subject.
  package var scope: [Glob]?
  package var checklist: [ChecklistItem]
  package var thresholds: [Threshold]
  package var evidence: [EvidenceRequirement]
  /// What else has to hold.
  package var conditions: [GateCondition] = []
  /// Gates that come before this one.
  package var after: [GateID]
  /// Where the policy writes it, such as `gates[0]`, to look up positions.
  package var field: String = ""

  package init(
    id: GateID, title: String? = nil, stages: [StageID]? = nil, tiers: [TierID]? = nil, roles: [Role],
    approvals: PerTier<Int> = .all(1), distinctTeams: PerTier<Int>? = nil, scope: [Glob]? = nil,
    checklist: [ChecklistItem] = [], thresholds: [Threshold] = [], evidence: [EvidenceRequirement] = [],
    after: [GateID] = []
  ) {
    self.id = id
    self.title = title
    self.stages = stages
    self.tiers = tiers
    self.roles = roles
    self.approvals = approvals
    self.distinctTeams = distinctTeams
    self.scope = scope
    self.checklist = checklist
    self.thresholds = thresholds
    self.evidence = evidence
    self.after = after
  }

  /// Whether an approval of this gate binds the file, a path relative to the model's directory.
  package func binds(_ path: String) -> Bool {
    scope?.contains { $0.matches(path) } ?? true
  }

  /// Whether an approval of this gate binds the file of a model with these files. A scope that binds `card.yaml` binds
  /// the card: where there is no such file, that is `README.md`.
  package func binds(_ path: String, in subject: Subject) -> Bool {
    binds(path)
      || (path.isExactly(Card.readmeName) && subject[Card.fileName] == nil && binds(Card.fileName))
  }
}

/// Something that each approver of a gate vouches for.
package struct ChecklistItem: Sendable, Equatable {
  package let id: String
  package let text: String
  package init(id: String, text: String) {
    self.id = id
    self.text = text
  }
}

/// A bound on a metric.
package struct Threshold: Sendable, Equatable {
  package let metric: String
  package let slice: String?
  package let min: Number?
  package let max: Number?
  /// How far below the baseline's value the metric may fall: champion against challenger.
  package let notBelowBaseline: Number?

  package init(
    metric: String, slice: String? = nil, min: Number? = nil, max: Number? = nil,
    notBelowBaseline: Number? = nil
  ) {
    self.metric = metric
    self.slice = slice
    self.min = min
    self.max = max
    self.notBelowBaseline = notBelowBaseline
  }

  /// The metric's name with its slice, for messages.
  package var subject: String { slice.map { "\(metric) (\($0))" } ?? metric }

  /// What is asked, in words.
  package var text: String {
    let bounds = [
      min.map { "at least \($0)" }, max.map { "at most \($0)" },
      notBelowBaseline.map { "no more than \($0) below the baseline" },
    ]
    return "\(subject) \(bounds.compactMap { $0 }.joined(separator: ", "))"
  }
}

/// A report that a gate asks for, and from whom.
package struct EvidenceRequirement: Sendable {
  package let name: String
  /// Identities or roles whose signature makes the report trusted; nil is every identity of the roster.
  package let signedBy: [String]?
  package let maxAge: Period?
  /// Whether the producer must be no contributor.
  package let independent: Bool

  package init(name: String, signedBy: [String]? = nil, maxAge: Period? = nil, independent: Bool = false) {
    self.name = name
    self.signedBy = signedBy
    self.maxAge = maxAge
    self.independent = independent
  }

  /// What is asked, in words.
  package var text: String {
    let parts = [
      signedBy.map { "signed by \($0.joined(separator: " or "))" }, maxAge.map { "not older than \($0)" },
      independent ? "by somebody who contributed nothing" : nil,
    ].compactMap { $0 }
    return "evidence \(name)\(parts.isEmpty ? "" : " \(parts.joined(separator: ", "))")"
  }
}
