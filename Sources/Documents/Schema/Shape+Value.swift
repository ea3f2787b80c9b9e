import Governance

extension Shape {
  /// The node as a value. Where text is due, a plain scalar is its literal text: `version: 2.10` is "2.10".
  /// What the schema knows nothing about is what JSON would take it for.
  func value(of node: YAMLNode) -> Value {
    switch (self, node.content) {
    case (.text, .scalar(let text, _)), (.choice, .scalar(let text, _)):
      return node.isNull ? .null : .string(text)
    case (.list(let element, _), .sequence(let nodes)): return .list(nodes.map(element.value))
    case (.map(let map), .mapping(let entries)):
      return .map(
        entries.map { entry in
          Value.Entry(key: entry.key, value: (map[entry.key]?.shape ?? .anything).value(of: entry.value))
        })
    case (.named(let value), .mapping(let entries)), (.perTier(let value), .mapping(let entries)):
      return .map(entries.map { Value.Entry(key: $0.key, value: value.value(of: $0.value)) })
    case (.perTier(let value), _): return value.value(of: node)
    case (.either(let single, let other), _): return (other.isOf(node) ? other : single).value(of: node)
    case (.removable(let shape), _): return shape.value(of: node)
    default: return node.value
    }
  }

  /// Whether the node is of the kind that the shape asks for.
  func isOf(_ node: YAMLNode) -> Bool {
    switch (self, node.content) {
    case (.list, .sequence), (.map, .mapping), (.named, .mapping), (.freeMap, .mapping): true
    default: false
    }
  }
}
