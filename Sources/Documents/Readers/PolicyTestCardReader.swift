import Governance

/// Reads the cards of a policy's tests: what a case says, laid over what all cases share.
struct PolicyTestCardReader {
  private let shared: PolicyTestCaseReader.Shared
  private let reading: Reading

  init(_ shared: PolicyTestCaseReader.Shared, _ reading: Reading) {
    self.shared = shared
    self.reading = reading
  }

  /// The card with the case's top-level keys in place of the shared ones. A key of `null` is taken out.
  func card(_ own: Field?) -> Card? {
    guard shared.isSound, let node = merged(own) else { return nil }
    return DocumentPart(name: "card", node: node, schema: .card, of: reading).read { document in
      var card = CardReader(document, path: shared.path).card
      // Where the values stand in the tests says nothing about a card.
      card?.positions = Positions()
      return card
    }
  }

  private func merged(_ own: Field?) -> YAMLNode? {
    var entries = shared.card?.node.entries ?? []
    for entry in own?.node.entries ?? [] {
      let index = entries.firstIndex { $0.key.isExactly(entry.key) }
      if entry.value.isNull {
        guard let index else {
          reading.refuse(
            entry.position, "there is no \(entry.key) in the shared card to take out",
            hint: Suggestion.text(for: entry.key, among: entries.map(\.key)))
          return nil
        }
        entries.remove(at: index)
      } else if let index {
        entries[index] = entry
      } else {
        entries.append(entry)
      }
    }
    guard let position = (own ?? shared.card)?.node.position else { return nil }
    return YAMLNode(content: .mapping(entries), position: position).document(kind: "ModelCard")
  }
}

/// A part of a document that is read like one of its own.
struct DocumentPart {
  private let name: String
  private let node: YAMLNode
  private let schema: DocumentSchema
  private let whole: Reading

  init(name: String, node: YAMLNode, schema: DocumentSchema, of whole: Reading) {
    self.name = name
    self.node = node
    self.schema = schema
    self.whole = whole
  }

  /// Reads the part, and reports what is wrong with it where it stands in the whole, once.
  func read<Result>(_ read: (Mapping) -> Result?) -> Result? {
    let reading = Reading(path: whole.path, entryLimit: whole.entryLimit)
    Validator(reading: reading).check(node, schema.shape, name)
    let result = Field(name: name, node: node, reading: reading).mapping.flatMap(read)
    for error in reading.errors where !whole.errors.contains(error) {
      whole.refuse(error.position, error.problem, hint: error.hint)
    }
    return reading.errors.isEmpty ? result : nil
  }
}

extension YAMLNode {
  fileprivate var entries: Entries { if case .mapping(let entries) = content { entries } else { [] } }

  /// The mapping as a document of a kind, without some of what it says and with what it does not say itself.
  func document(
    kind: String, without leftOut: [String] = [], defaults: [(key: String, text: String)] = []
  ) -> YAMLNode {
    var entries = entries.filter { entry in !leftOut.contains { $0.isExactly(entry.key) } }
    for (key, text) in [("apiVersion", TextFormat.currentVersion), ("kind", kind)] + defaults
    where !entries.contains(where: { $0.key.isExactly(key) }) {
      entries.append((key, position, YAMLNode(content: .scalar(text, isPlain: false), position: position)))
    }
    return YAMLNode(content: .mapping(entries), position: position)
  }
}
