/// The functions of optional values; `or`, `orValue`, `optMap` and `optFlatMap` have nodes of their own.
enum OptionalFunctions {
  static func add(to table: inout FunctionTable) {
    table.many("optional.none", count: 0) { _, _ throws(EvaluationError) in .optional(nil) }
    table.one("optional.of") { value, frame throws(EvaluationError) in try frame.optional(value) }
    table.one("optional.ofNonZeroValue") { value, frame throws(EvaluationError) in
      isZero(value) ? .optional(nil) : try frame.optional(value)
    }
    table.one("hasValue", .member) { value, _ throws(EvaluationError) in
      guard case .optional(let box) = value else { return nil }
      return .bool(box != nil)
    }
    table.one("value", .member) { value, _ throws(EvaluationError) in
      guard case .optional(let box) = value else { return nil }
      guard let box else { throw EvaluationError(.noValue, "the optional has no value") }
      return box.value
    }
    for (name, style) in [("optional.unwrap", FunctionTable.Style.global), ("unwrapOpt", .member)] {
      table.one(name, style) { list, frame throws(EvaluationError) in
        guard case .list(let list) = list else { return nil }
        var values: [Value] = []
        for element in list.elements {
          guard case .optional(let box) = element else { return nil }
          if let box { values.append(box.value) }
        }
        return try frame.list(values)
      }
    }
  }

  /// Whether a value is what its type has for nothing.
  private static func isZero(_ value: Value) -> Bool {
    switch value {
    case .null, .optional(nil): true
    case .bool(let bool): !bool
    case .int(let int): int == 0
    case .uint(let uint): uint == 0
    case .double(let double): double == 0
    case .string(let text): text.isEmpty
    case .bytes(let bytes): bytes.isEmpty
    case .list(let list): list.elements.isEmpty
    case .map(let map): map.count == 0
    case .timestamp(let moment): moment.seconds == 0 && moment.nanoseconds == 0
    case .duration(let span): span.nanoseconds == 0
    case .type, .optional, .network: false
    }
  }
}
