import Documents
import Governance

/// The card of a first model, as far as its values are known.
package struct ScaffoldCard: Sendable {
  package var model: String
  package var owner: String
  /// Values by the card's keys: text where the card has text, else YAML on one line.
  package var values: [(key: String, value: String)]

  package init(model: String, owner: String, values: [(key: String, value: String)] = []) {
    self.model = model
    self.owner = owner
    self.values = values
  }

  /// A value from `key=value`.
  package static func value(_ assignment: String) throws(ScaffoldError) -> (key: String, value: String) {
    let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw ScaffoldError(
        "\(assignment) sets nothing: write a field of the card and its value, such as license=MIT")
    }
    return (String(parts[0]), String(parts[1]))
  }
}

/// Writes a first model's `card.yaml`.
struct CardWriting {
  private let card: ScaffoldCard
  private let policy: Policy

  init(_ card: ScaffoldCard, _ policy: Policy) {
    self.card = card
    self.policy = policy
  }

  /// What may be asked of whoever writes a card, in order: the fields that the policy requires of the tier.
  static func required(_ policy: Policy, tier: TierID?) -> [String] {
    policy.card.fields(for: tier ?? policy.tiers[0].id, in: policy.tiers)
  }

  /// The fields whose values are text; those of all others are YAML.
  private static let texts = [
    "name", "version", "stage", "tier", "domain", "license", "purpose", "intended-use", "out-of-scope-use",
    "limitations",
  ]

  /// Those of them that may also be a list of texts, between brackets.
  private static let lists = ["intended-use", "out-of-scope-use", "limitations"]

  /// What a value may look like, for the others.
  static let examples: [(key: String, value: String)] = [
    ("artifacts", "[{path: weights/model.onnx, sha256: \(String(repeating: "0", count: 8))...}]"),
    ("data", "[{name: loans-2025, revision: 2025-12-31, personal: true}]"),
    ("metrics", "[{name: auc, value: 0.87, slice: overall}]"),
    ("fairness", "[{group: age<25, metric: demographic_parity_difference, value: 0.04, assessed: true}]"),
    ("security", "{threat-model: docs/threats.md}"),
    ("lineage", "{training-code: 'https://git.example.com/train', run: 1234}"),
    ("kpis", "[{name: approval_rate, min: 0.2, max: 0.6, unit: ratio}]"),
  ]

  /// - Returns: the text, and the required fields that no value was given for.
  /// - Throws: `ScaffoldError` where it would not load.
  func file(path: String) throws(ScaffoldError) -> (text: String, left: [String]) {
    var values = card.values
    func given(_ key: String) -> String? { values.last { $0.key.isExactly(key) }?.value }
    let known = ["id", "owner", "apiVersion", "kind"]
    if let key = values.first(where: { pair in known.contains { $0.isExactly(pair.key) } })?.key {
      throw ScaffoldError("\(key) of the card is not set by --card")
    }
    if given("version") == nil { values.insert(("version", "0.1.0"), at: 0) }
    if given("stage") == nil { values.insert(("stage", policy.stages[0].id.text), at: 1) }
    var lines = [
      "# What the model is, and who answers for it. `countersign schema model-card` explains every field.",
      "apiVersion: countersign/v1", "kind: ModelCard", "id: \(YAMLText.scalar(card.model))",
      "owner: \(YAMLText.scalar(card.owner))",
    ]
    for (key, value) in values {
      guard !value.utf8.contains(0x0A), !key.utf8.contains(0x0A), !key.utf8.contains(0x3A) else {
        throw ScaffoldError("\(key) of the card has to stand on one line")
      }
      let isList = value.utf8.first == 0x5B && CardWriting.lists.contains { $0.isExactly(key) }
      let isText = !isList && CardWriting.texts.contains { $0.isExactly(key) }
      lines.append("\(YAMLText.scalar(key)): \(isText ? YAMLText.scalar(value) : value)")
    }
    var left: [String] = []
    for field in CardWriting.required(policy, tier: given("tier").map { TierID($0) })
    where given(field) == nil && !["id", "owner", "version", "stage"].contains(field) {
      left.append(field)
    }
    let text = lines.joined(separator: "\n") + "\n"
    do throws(DocumentErrors) {
      let card = try Card.read(Array(text.utf8), path: path)
      // What says nothing is as good as not there.
      for field in CardWriting.required(policy, tier: card.tier)
      where !left.contains(where: { $0.isExactly(field) }) {
        guard let value = card.fields[field] else { continue }
        if value.isEmpty || policy.card.rejectPlaceholders && Placeholder.first(in: value) != nil {
          left.append(field)
        }
      }
    } catch {
      let first = error.errors.first
      let hint = first?.hint.map { "; \($0)" } ?? ""
      throw ScaffoldError("the card would not load: \(first?.problem ?? "it cannot be read")\(hint)")
    }
    return (text, left)
  }

  /// The option that gives a field its value, with an example where it is more than text.
  static func option(_ field: String) -> String {
    if texts.contains(where: { $0.isExactly(field) }) { return "--card \(field)='...'" }
    return "--card \(field)=\"\(examples.first { $0.key.isExactly(field) }?.value ?? "...")\""
  }
}
