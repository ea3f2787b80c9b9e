import Governance

/// A node of a document as it stands in the file: nothing is resolved, merged or guessed.
struct YAMLNode {
  enum Content {
    /// A scalar's text, and whether it is written plain, without quotes.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([(key: String, position: Position, value: YAMLNode)])
  }

  let content: Content
  let position: Position

  /// What kind of node it is, for messages.
  var kind: String {
    switch content {
    case .scalar("", isPlain: true): "nothing"
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// Whether it is nothing, or a plain `~` or `null`.
  var isNull: Bool {
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
