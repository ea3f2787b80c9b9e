/// Whether the card says what the policy wants to know, and whether its artifacts are the files.
struct CardJudgement {
  private(set) var findings: [Finding] = []

  init(facts: ModelFacts, card: Card, tier: TierID, policy: Policy, roster: Roster) {
    if roster[id: card.owner] == nil {
      findings.append(
        Finding(
          .cardIncomplete, "the card's owner \(card.owner) is nobody that policies/identities.yaml lists",
          help: "name the identity that answers for the model", model: facts.id, path: card.path,
          position: card.positions["owner"]))
    }
    let always = ["id", "version", "owner"]
    let required = policy.card.fields(for: tier, in: policy.tiers)
    for field in required {
      guard let value = card.fields[field], !value.isEmpty else {
        findings.append(
          Finding(
            .cardIncomplete, "the card lacks \(field), which the policy requires of tier \(tier)",
            help: "add `\(field)` to \(card.home)", model: facts.id, path: card.path,
            position: card.positions[""]))
        continue
      }
      checkPlaceholder(field, value, facts, card, policy)
    }
    for field in always where !required.contains(where: { $0.isExactly(field) }) {
      if let value = card.fields[field] { checkPlaceholder(field, value, facts, card, policy) }
    }
    for (index, artifact) in card.artifacts.enumerated() {
      guard case .path(let path) = artifact.location else { continue }
      checkArtifact(path, artifact.sha256, field: "artifacts[\(index)]", facts, card)
    }
  }

  private mutating func checkPlaceholder(
    _ field: String, _ value: Value, _ facts: ModelFacts, _ card: Card, _ policy: Policy
  ) {
    guard policy.card.rejectPlaceholders, let text = Placeholder.first(in: value) else { return }
    findings.append(
      Finding(
        .cardPlaceholder, "\(field) says \"\(text)\", which says nothing",
        help: "write what is the case, or why it cannot be said", model: facts.id, path: card.path,
        position: card.positions[field]))
  }

  private mutating func checkArtifact(
    _ path: String, _ sha256: String, field: String, _ facts: ModelFacts, _ card: Card
  ) {
    if path.utf8.starts(with: "evidence/".utf8) {
      findings.append(
        Finding(
          .artifactMismatch,
          "artifact \(path) lies under evidence/, whose producers are not held to be contributors",
          help: "move the file out of evidence/: whoever changes an artifact may not approve it",
          model: facts.id, path: card.path, position: card.positions["\(field).path"]))
    }
    guard let actual = facts.landed?.artifactDigest(path) else {
      findings.append(
        Finding(
          .artifactMismatch, "artifact \(path) is not in \(facts.directory)",
          help: "commit the file, or give its `uri` if it lives elsewhere", model: facts.id, path: card.path,
          position: card.positions["\(field).path"]))
      return
    }
    if !actual.isExactly(sha256) {
      findings.append(
        Finding(
          .artifactMismatch, "artifact \(path) is not what the card says: its sha256 is \(actual)",
          help: "correct the card if the file is right", model: facts.id, path: card.path,
          position: card.positions["\(field).sha256"]))
    }
  }
}

/// Text that stands where something should be said and says nothing.
package enum Placeholder {
  private static let words: Set<String> = [
    "tbd", "todo", "fixme", "n/a", "na", "none", "unknown", "-", "?", "...", "…", "x", "xxx",
    "[more information needed]", "[to be written]",
  ]

  /// Whether the whole text is a placeholder, in any case and with white space around it.
  package static func matches(_ text: String) -> Bool {
    let bare = text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.contains(bare) || bare.hasPrefix("lorem ipsum")
  }

  /// The first placeholder in a value or, for lists and maps, in any value within it.
  package static func first(in value: Value) -> String? {
    switch value {
    case .string(let text): matches(text) ? text : nil
    case .list(let values): values.lazy.compactMap(first).first
    case .map(let entries): entries.lazy.compactMap { first(in: $0.value) }.first
    case .null, .bool, .number: nil
    }
  }
}
