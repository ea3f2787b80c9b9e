/// What `.field` and `[key]` mean, from the language definition, "Field Selection" and "Index", and from the
/// specification of optional values: through an optional, the answer is an optional.
enum Selection {
  static func noField(_ name: String) -> EvaluationError {
    EvaluationError(.noSuchField, "no such key: '\(Lexer.shown(name))'")
  }

  /// `value.name`
  static func field(_ name: String, of value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .map(let map):
      if let found = map[name: name] { return found }
      throw noField(name)
    case .optional(let box): return try optionalField(name, of: box)
    default: throw EvaluationError(.noSuchOverload, "\(value.typeName) has no field '\(Lexer.shown(name))'")
    }
  }

  /// `value.?name`
  static func optionalField(_ name: String, of value: Value) throws(EvaluationError) -> Value {
    switch value {
    case .map(let map): return .optional(map[name: name].map { Box($0) })
    case .optional(let box): return try optionalField(name, of: box)
    default: throw EvaluationError(.noSuchOverload, "\(value.typeName) has no field '\(Lexer.shown(name))'")
    }
  }

  private static func optionalField(_ name: String, of box: Box?) throws(EvaluationError) -> Value {
    guard let box else { return .optional(nil) }
    return try optionalField(name, of: box.value)
  }

  /// `has(value.name)`
  static func has(_ name: String, _ value: Value) throws(EvaluationError) -> Bool {
    switch value {
    case .map(let map): return map[name: name] != nil
    case .optional(let box):
      guard let box else { return false }
      return try has(name, box.value)
    default: throw EvaluationError(.noSuchOverload, "\(value.typeName) has no field '\(Lexer.shown(name))'")
    }
  }

  /// `value[key]`
  static func element(_ key: Value, of value: Value) throws(EvaluationError) -> Value {
    if case .optional(let box) = value {
      guard let box else { return .optional(nil) }
      return .optional(try find(key, in: box.value).map { Box($0) })
    }
    if let found = try find(key, in: value) { return found }
    if case .list(let list) = value {
      throw .range("the list has \(list.elements.count) elements, none has that index")
    }
    throw EvaluationError(.noSuchField, "no such key: \(key.excerpt)")
  }

  /// `value[?key]`
  static func optionalElement(_ key: Value, of value: Value) throws(EvaluationError) -> Value {
    if case .optional(let box) = value {
      guard let box else { return .optional(nil) }
      return try optionalElement(key, of: box.value)
    }
    return .optional(try find(key, in: value).map { Box($0) })
  }

  /// What a key leads to; nil if there is none. Throws if there can be none.
  private static func find(_ key: Value, in value: Value) throws(EvaluationError) -> Value? {
    switch value {
    case .map(let map):
      switch key {
      case .bool, .int, .uint, .double, .string: return map[key]
      default: throw .noOverload("[]", value, key)
      }
    case .list(let list):
      let index: Int?
      switch key {
      case .int(let int): index = Int(int)
      case .uint(let uint): index = Int(exactly: uint)
      case .double(let double):
        guard let whole = Int(exactly: double) else { throw .invalid("an index is a whole number") }
        index = whole
      default: throw .noOverload("[]", value, key)
      }
      guard let index, list.elements.indices.contains(index) else { return nil }
      return list.elements[index]
    default: throw .noOverload("[]", value, key)
    }
  }
}
