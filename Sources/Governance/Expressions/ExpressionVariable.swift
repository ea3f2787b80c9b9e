/// What an expression of the policy may speak of. The order is that of the slots of a compiled expression.
package enum ExpressionVariable: String, CaseIterable, Sendable {
  /// The card's document in the tree that will land.
  case card
  /// The card's document at base, for champion against challenger; null where there is none.
  case baseline
  /// The documents of the reports that count for the gate, in the order of their paths.
  case evidence
  /// The model: `id`, `path`, `subject` and `contributors`.
  case model
  /// The stage that the model is judged at.
  case stage
  /// The tier that the model is judged in. A tier's own rule does not know it yet.
  case tier
  /// The moment of the judgement, a timestamp.
  case now

  /// What the rule of a tier may speak of: the gates, whose reports count, are only known with the tier.
  package static let ofTiers: [ExpressionVariable] = [.card, .baseline, .model, .stage, .now]
  /// What says whether a gate applies.
  package static let ofApplicability: [ExpressionVariable] = ofTiers + [.tier]

  /// Whether it is a card.
  package var isCard: Bool { self == .card || self == .baseline }
}
