/// Equality and order, from the language definition of google/cel-spec, "Equality" and "Ordering": numbers of
/// different types are compared as numbers, values of different types are never equal.
enum Comparison {
  /// Whether the language's `==` holds. Values never differ in depth by more than the limits, so that this cannot
  /// run out of stack; what it looks at is paid for.
  static func equal(_ one: Value, _ other: Value, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    switch (one, other) {
    case (.string(let one), .string(let other)):
      guard one.utf8.count == other.utf8.count else { return false }
      try frame.pay(bytes: one.utf8.count)
      return Text.same(one, other)
    case (.int(let one), .int(let other)): return one == other
    case (.bool(let one), .bool(let other)): return one == other
    case (.null, .null): return true
    case (.double(let one), .double(let other)): return one == other
    case (.uint(let one), .uint(let other)): return one == other
    case (.int, .uint), (.uint, .int), (.int, .double), (.double, .int), (.uint, .double), (.double, .uint):
      return numbers(one, other) == .equal
    case (.bytes(let one), .bytes(let other)):
      guard one.count == other.count else { return false }
      try frame.pay(bytes: one.count)
      return one == other
    case (.list(let one), .list(let other)):
      guard one.elements.count == other.elements.count else { return false }
      try frame.descend(one.depth, one.elements.count)
      for (one, other) in zip(one.elements, other.elements) where try !equal(one, other, &frame) {
        return false
      }
      return true
    case (.map(let one), .map(let other)):
      guard one.count == other.count else { return false }
      try frame.descend(one.depth, one.count * 4)
      for (key, value) in zip(one.keys, one.values) {
        guard let found = other[key], try equal(value, found, &frame) else { return false }
      }
      return true
    case (.optional(let one?), .optional(let other?)):
      try frame.descend(one.depth, 1)
      return try equal(one.value, other.value, &frame)
    case (.optional(nil), .optional(nil)): return true
    case (.timestamp(let one), .timestamp(let other)): return one == other
    case (.duration(let one), .duration(let other)): return one == other
    case (.type(let one), .type(let other)): return one == other
    case (.network(let one), .network(let other)): return one == other
    default: return false
    }
  }

  /// Whether an element of the list equals the value.
  static func contains(_ list: List, _ value: Value, _ frame: inout Frame) throws(EvaluationError) -> Bool {
    try frame.pay(steps: list.elements.count)
    if case .string(let text) = value {
      let count = text.utf8.count
      for element in list.elements {
        guard case .string(let other) = element, other.utf8.count == count else { continue }
        try frame.pay(bytes: count)
        if Text.same(text, other) { return true }
      }
      return false
    }
    for element in list.elements where try equal(value, element, &frame) { return true }
    return false
  }

  enum Order { case less, equal, greater, none }

  /// The order of two values; nil if their types have none. `.none` for a NaN.
  static func order(_ one: Value, _ other: Value, _ frame: inout Frame) throws(EvaluationError) -> Order? {
    switch (one, other) {
    case (.int(let one), .int(let other)): return order(one, other)
    case (.double(let one), .double(let other)): return order(one, other)
    case (.uint(let one), .uint(let other)): return order(one, other)
    case (.int, .uint), (.uint, .int), (.int, .double), (.double, .int), (.uint, .double), (.double, .uint):
      return numbers(one, other)
    case (.string(let one), .string(let other)):
      try frame.pay(bytes: min(one.utf8.count, other.utf8.count))
      if Text.same(one, other) { return .equal }
      return Text.precedes(one, other) ? .less : .greater
    case (.bytes(let one), .bytes(let other)):
      try frame.pay(bytes: min(one.count, other.count))
      if one == other { return .equal }
      return one.lexicographicallyPrecedes(other) ? .less : .greater
    case (.bool(let one), .bool(let other)): return order(one ? 1 : 0, other ? 1 : 0)
    case (.timestamp(let one), .timestamp(let other)): return order(one, other)
    case (.duration(let one), .duration(let other)): return order(one, other)
    default: return nil
    }
  }

  private static func order<T: Comparable>(_ one: T, _ other: T) -> Order {
    one < other ? .less : one == other ? .equal : one > other ? .greater : .none
  }

  /// Numbers of different types. Integers are compared with doubles as doubles, once they are known to be in the
  /// range of integers: that is what the conformance tests ask for.
  private static func numbers(_ one: Value, _ other: Value) -> Order {
    switch (one, other) {
    case (.int(let int), .uint(let uint)): int < 0 ? .less : order(UInt64(int), uint)
    case (.uint(let uint), .int(let int)): int < 0 ? .greater : order(uint, UInt64(int))
    case (.int(let int), .double(let double)): order(Double(int), double)
    case (.double(let double), .int(let int)): order(double, Double(int))
    case (.uint(let uint), .double(let double)): order(Double(uint), double)
    case (.double(let double), .uint(let uint)): order(double, Double(uint))
    default: .none
    }
  }
}
