/// `operand.field` or `operand.?field`.
final class SelectNode: Node, @unchecked Sendable {
  let operand: Node
  let field: String
  let isOptional: Bool

  init(_ offset: Int, _ operand: Node, field: String, isOptional: Bool) {
    self.operand = operand
    self.field = field
    self.isOptional = isOptional
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try operand.evaluate(&frame)
    do throws(EvaluationError) {
      return try isOptional ? Selection.optionalField(field, of: value) : Selection.field(field, of: value)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `has(operand.field)`
final class HasNode: Node, @unchecked Sendable {
  let operand: Node
  let field: String

  init(_ offset: Int, _ operand: Node, field: String) {
    self.operand = operand
    self.field = field
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try operand.evaluate(&frame)
    do throws(EvaluationError) {
      return try Selection.has(field, value)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `operand[key]` or `operand[?key]`.
final class IndexNode: Node, @unchecked Sendable {
  let operand: Node
  let key: Node
  let isOptional: Bool

  init(_ offset: Int, _ operand: Node, key: Node, isOptional: Bool) {
    self.operand = operand
    self.key = key
    self.isOptional = isOptional
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try operand.evaluate(&frame)
    let key = try self.key.evaluate(&frame)
    do throws(EvaluationError) {
      if case .string(let name) = key { try frame.pay(bytes: name.utf8.count) }
      return try isOptional ? Selection.optionalElement(key, of: value) : Selection.element(key, of: value)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `[a, ?b]`
final class ListNode: Node, @unchecked Sendable {
  let elements: [(node: Node, isOptional: Bool)]

  init(_ offset: Int, _ elements: [(node: Node, isOptional: Bool)]) {
    self.elements = elements
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    var values: [Value] = []
    values.reserveCapacity(elements.count)
    for (node, isOptional) in elements {
      let value = try node.evaluate(&frame)
      guard isOptional else {
        values.append(value)
        continue
      }
      guard case .optional(let box) = value else {
        throw EvaluationError(.noSuchOverload, "'?' wants an optional, not \(value.typeName)").at(node.offset)
      }
      if let box { values.append(box.value) }
    }
    do throws(EvaluationError) {
      return try frame.list(values)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `{k: v, ?k: v}`
final class MapNode: Node, @unchecked Sendable {
  let entries: [(key: Node, value: Node, isOptional: Bool)]

  init(_ offset: Int, _ entries: [(key: Node, value: Node, isOptional: Bool)]) {
    self.entries = entries
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    var pairs: [(Value, Value)] = []
    pairs.reserveCapacity(entries.count)
    for (keyNode, valueNode, isOptional) in entries {
      let key = try keyNode.evaluate(&frame)
      let value = try valueNode.evaluate(&frame)
      guard isOptional else {
        pairs.append((key, value))
        continue
      }
      guard case .optional(let box) = value else {
        throw EvaluationError(.noSuchOverload, "'?' wants an optional, not \(value.typeName)").at(
          keyNode.offset)
      }
      if let box { pairs.append((key, box.value)) }
    }
    do throws(EvaluationError) {
      return try frame.map(pairs)
    } catch {
      throw error.at(offset)
    }
  }
}
