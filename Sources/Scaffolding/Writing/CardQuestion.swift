import Governance

/// What to ask of whoever writes the card of a first model.
package struct CardQuestion: Sendable {
  package let field: String
  package let text: String

  /// One question for each field that the policy requires of every card, and has to be told.
  package static func all(_ policy: Policy) -> [CardQuestion] {
    CardWriting.required(policy, tier: nil).filter { !["id", "owner", "version", "stage"].contains($0) }.map {
      field in
      let example = CardWriting.examples.first { $0.key.isExactly(field) }?.value
      let known = words.first(where: { $0.field.isExactly(field) })?.words ?? "what does it say"
      return CardQuestion(
        field: field, text: example.map { "\(field), such as \($0)?" } ?? "\(field): \(known)?")
    }
  }

  private static let words: [(field: String, words: String)] = [
    ("purpose", "what is it for"), ("license", "under which licence, such as Apache-2.0"),
    ("domain", "what is it used for, in a word such as credit"), ("limitations", "where is it known to fail"),
    ("intended-use", "what was it made to be used for"), ("out-of-scope-use", "what must it not be used for"),
  ]
}
