import Governance

/// A node of a YAML or JSON document as it stands in the file: nothing is resolved, merged or guessed.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    /// A scalar's text, and whether it is written plain, without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping(Entries)
  }

  /// The keys of a mapping in the order of the file, each with its place.
  package typealias Entries = [(key: String, position: Position, value: YAMLNode)]

  package let content: Content
  package let position: Position

  package init(content: Content, position: Position) {
    self.content = content
    self.position = position
  }

  /// What kind of node it is, for messages.
  package var kind: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether it is nothing, or a plain `~` or `null`.
  package var isNull: Bool {
    if case .scalar(let text, isPlain: true) = content { YAMLNode.isNull(text) } else { false }
  }

  /// The node as a value. A plain scalar is what JSON would take it for (`true`, `false`, `null` and
  /// numbers) and its text otherwise; nothing, and `~`, are null.
  var value: Value {
    switch content {
    case .scalar(let text, isPlain: true):
      if YAMLNode.isNull(text) { return .null }
      if text.isExactly("true") || text.isExactly("false") { return .bool(text.isExactly("true")) }
      return Number(text).map { .number($0) } ?? .string(text)
    case .scalar(let text, isPlain: false): return .string(text)
    case .sequence(let nodes): return .list(nodes.map(\.value))
    case .mapping(let entries): return .map(entries.map { Value.Entry(key: $0.key, value: $0.value.value) })
    }
  }

  private static func isNull(_ plain: String) -> Bool { ["", "~", "null"].contains { plain.isExactly($0) } }
}
