/// `cel.bind` and `cel.block`: values with names, each made once. One that cannot be made is an error only where its
/// name is used.
final class BindNode: Node, @unchecked Sendable {
  let bindings: [(slot: Int, value: Node)]
  let body: Node

  init(_ offset: Int, _ bindings: [(slot: Int, value: Node)], _ body: Node) {
    self.bindings = bindings
    self.body = body
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    for (slot, node) in bindings {
      do throws(EvaluationError) {
        frame.locals[slot] = try node.evaluate(&frame)
      } catch {
        guard error.kind != .limit else { throw error }
        frame.locals[slot] = nil
        frame.failures[slot] = error
      }
    }
    return try body.evaluate(&frame)
  }
}

/// `optMap` and `optFlatMap`: the body with the optional's value, if it has one.
final class OptionalMapNode: Node, @unchecked Sendable {
  let target: Node
  let slot: Int
  let body: Node
  /// Whether the body makes the optional itself.
  let isFlat: Bool

  init(_ offset: Int, _ target: Node, slot: Int, _ body: Node, isFlat: Bool) {
    self.target = target
    self.slot = slot
    self.body = body
    self.isFlat = isFlat
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try target.evaluate(&frame)
    guard case .optional(let box) = value else {
      throw EvaluationError.noOverload(isFlat ? "optFlatMap" : "optMap", value).at(offset)
    }
    guard let box else { return .optional(nil) }
    frame.locals[slot] = box.value
    let result = try body.evaluate(&frame)
    do throws(EvaluationError) {
      guard isFlat else { return try frame.optional(result) }
      guard case .optional = result else { throw EvaluationError.noOverload("optFlatMap", value, result) }
      return result
    } catch {
      throw error.at(offset)
    }
  }
}

/// `a.or(b)` and `a.orValue(b)`: b is looked at only if a has no value.
final class OptionalOrNode: Node, @unchecked Sendable {
  let target: Node
  let other: Node
  let unwraps: Bool

  init(_ offset: Int, _ target: Node, _ other: Node, unwraps: Bool) {
    self.target = target
    self.other = other
    self.unwraps = unwraps
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try target.evaluate(&frame)
    guard case .optional(let box) = value else {
      throw EvaluationError.noOverload(unwraps ? "orValue" : "or", value).at(offset)
    }
    if let box { return unwraps ? box.value : value }
    let result = try other.evaluate(&frame)
    if unwraps { return result }
    guard case .optional = result else { throw EvaluationError.noOverload("or", value, result).at(offset) }
    return result
  }
}
