/// A part of a program, ready to be evaluated. Immutable, so that many threads may evaluate it at once.
///
/// Nodes do not count their own steps: what holds them pays for all of them beforehand, the program once and a loop
/// for each round.
class Node: @unchecked Sendable {
  /// Where it is in the text.
  final let offset: Int

  init(_ offset: Int) {
    self.offset = offset
  }

  /// Its value.
  func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    .bool(try condition(&frame))
  }

  /// Its value where only a bool will do.
  func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try evaluate(&frame)
    if case .bool(let bool) = value { return bool }
    throw EvaluationError(.noSuchOverload, "a condition is a bool, this is \(value.typeName)").at(offset)
  }

  /// The value, if it is known beforehand.
  var constant: Value? { nil }
}

/// A value that is known.
final class ConstantNode: Node, @unchecked Sendable {
  let value: Value

  init(_ offset: Int, _ value: Value) {
    self.value = value
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value { value }

  override var constant: Value? { value }
}

/// Something that has no value, which is known beforehand: an unknown name where those are let through.
final class FailureNode: Node, @unchecked Sendable {
  let error: EvaluationError

  init(_ offset: Int, _ error: EvaluationError) {
    self.error = error.at(offset)
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value { throw error }
}

/// A variable that a macro brings.
final class LocalNode: Node, @unchecked Sendable {
  let slot: Int

  init(_ offset: Int, slot: Int) {
    self.slot = slot
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    if let value = frame.locals[slot] { return value }
    throw frame.failures[slot] ?? EvaluationError(.noSuchName, "the variable has no value").at(offset)
  }
}

/// A declared variable, and fields of it: `card`, `card.metrics.auc`.
final class InputNode: Node, @unchecked Sendable {
  struct Field {
    let name: String
    let offset: Int
  }

  let name: String
  let slot: Int
  let fields: [Field]

  init(_ offset: Int, name: String, slot: Int, fields: [Field] = []) {
    self.name = name
    self.slot = slot
    self.fields = fields
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    guard let root = frame.inputs[slot] else {
      throw EvaluationError(.noSuchName, "the variable '\(name)' has no value").at(offset)
    }
    guard !fields.isEmpty else { return root }
    return try descend(root, from: 0)
  }

  private func descend(_ root: Value, from first: Int) throws(EvaluationError) -> Value {
    guard case .map(var map) = root else { return try slowly(root, from: first) }
    let last = fields.count - 1
    for index in first..<last {
      guard let value = map[name: fields[index].name] else { throw missing(index) }
      guard case .map(let next) = value else { return try slowly(value, from: index + 1) }
      map = next
    }
    guard let value = map[name: fields[last].name] else { throw missing(last) }
    return value
  }

  /// The way through optionals, and to the error for everything that is no map.
  private func slowly(_ value: Value, from first: Int) throws(EvaluationError) -> Value {
    var value = value
    for field in fields[first...] {
      do throws(EvaluationError) {
        value = try Selection.field(field.name, of: value)
      } catch {
        throw error.at(field.offset)
      }
    }
    return value
  }

  private func missing(_ index: Int) -> EvaluationError {
    Selection.noField(fields[index].name).at(fields[index].offset)
  }
}
