/// What may be no review, over the whole record: one rule a file, folded decision by decision. What a rule finds is
/// a reason to talk, and never an accusation.
package struct Theatre: Sendable {
  private var speed: RubberStampSpeed?
  private var bulk: RubberStampBulk?
  private var text: RubberStampText?
  private var neverRejects: ReviewerNeverRejects?
  private var reciprocal: ReviewerReciprocal?

  package init(_ thresholds: TheatreThresholds = TheatreThresholds()) {
    speed = thresholds.speed.map { RubberStampSpeed(within: $0) }
    bulk = thresholds.bulk.map { RubberStampBulk($0) }
    text = thresholds.repeatedText.map { RubberStampText(uses: $0) }
    neverRejects = thresholds.neverRejects.map { ReviewerNeverRejects(decisions: $0) }
    reciprocal = thresholds.reciprocal.map { ReviewerReciprocal(approvals: $0) }
  }

  package mutating func add(_ decision: LandedDecision) {
    speed?.add(decision)
    bulk?.add(decision)
    text?.add(decision)
    neverRejects?.add(decision)
    reciprocal?.add(decision)
  }

  /// One finding a rule and person, or pair: rule by rule, the most first, and in the order of their ids among equals.
  package var findings: [TheatreFinding] {
    [
      speed?.findings, bulk?.findings, text?.findings, neverRejects?.findings, reciprocal?.findings,
    ].flatMap { findings in
      (findings ?? []).enumerated().sorted { one, two in
        (two.element.weight, one.offset) < (one.element.weight, two.offset)
      }.map(\.element)
    }
  }
}

/// What a rule about theatre found, and about whom.
package struct TheatreFinding: Sendable {
  package let people: [IdentityID]
  /// How much of it there is, to tell the most first.
  let weight: Int
  package let finding: Finding
}

/// A decision as the evidence of a finding: no more than what is shown.
struct Sighting: Sendable {
  let model: ModelID?
  let version: String
  let gate: GateID
  let date: Instant
  let commit: CommitID

  init(_ decision: LandedDecision) {
    model = decision.model
    version = decision.version
    gate = decision.gate
    date = decision.date
    commit = decision.commit
  }

  /// What it is, for people.
  var text: String { "gate \(gate) of \(model.map { "\($0) \(version)" } ?? "the policy"), on \(date.date)" }

  /// Whether it comes first where two are alike otherwise, whichever was met first.
  func comes(before other: Sighting) -> Bool {
    if date != other.date { return date < other.date }
    if commit != other.commit { return commit < other.commit }
    if model != other.model {
      return (model?.text ?? "").utf8.lexicographicallyPrecedes((other.model?.text ?? "").utf8)
    }
    return gate < other.gate
  }
}

extension Finding {
  /// A finding about how people review, with its strongest example. The figures are hints: dates are claims.
  init(_ rule: Rule, _ severity: Severity, _ message: String, help: String, example: Sighting) {
    self.init(
      rule, severity, message, help: help, model: example.model, gate: example.gate, commit: example.commit)
  }
}

/// How often, in words.
func times(_ count: Int) -> String { count == 1 ? "once" : count == 2 ? "twice" : "\(count) times" }
