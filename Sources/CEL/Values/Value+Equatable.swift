extension Value: Equatable {
  /// Whether both are of the same type and the same value; a NaN equals a NaN, texts are compared by bytes, maps
  /// without regard to order. Recurses as deep as the values are nested.
  public static func == (_ one: Value, _ other: Value) -> Bool {
    switch (one, other) {
    case (.null, .null), (.optional(nil), .optional(nil)): true
    case (.bool(let one), .bool(let other)): one == other
    case (.int(let one), .int(let other)): one == other
    case (.uint(let one), .uint(let other)): one == other
    case (.double(let one), .double(let other)): one == other || (one.isNaN && other.isNaN)
    case (.string(let one), .string(let other)): Text.same(one, other)
    case (.bytes(let one), .bytes(let other)): one == other
    case (.list(let one), .list(let other)): one.elements == other.elements
    case (.map(let one), .map(let other)): one.count == other.count && same(one, other)
    case (.timestamp(let one), .timestamp(let other)): one == other
    case (.duration(let one), .duration(let other)): one == other
    case (.type(let one), .type(let other)): one == other
    case (.optional(let one?), .optional(let other?)): one.value == other.value
    case (.network(let one), .network(let other)): one == other
    default: false
    }
  }

  private static func same(_ one: Map, _ other: Map) -> Bool {
    zip(one.keys, one.values).allSatisfy { key, value in
      guard let found = other[key], found == value else { return false }
      switch key {
      case .int: return other.keys.contains { if case .int = $0 { $0 == key } else { false } }
      case .uint: return other.keys.contains { if case .uint = $0 { $0 == key } else { false } }
      default: return true
      }
    }
  }
}
