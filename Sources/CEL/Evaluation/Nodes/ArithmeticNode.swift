/// `a + b` and the like.
final class ArithmeticNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let symbol: BinaryOperator

  init(_ offset: Int, _ left: Node, _ right: Node, _ symbol: BinaryOperator) {
    self.left = left
    self.right = right
    self.symbol = symbol
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    do throws(EvaluationError) {
      return switch (one, other) {
      case (.int(let one), .int(let other)): .int(try Arithmetic.integer(symbol, one, other))
      case (.uint(let one), .uint(let other)): .uint(try Arithmetic.integer(symbol, one, other))
      case (.double(let left), .double(let right)):
        switch symbol {
        case .plus: .double(left + right)
        case .minus: .double(left - right)
        case .times: .double(left * right)
        case .divide: .double(left / right)
        default: throw EvaluationError.noOverload(symbol.rawValue, one, other)
        }
      default: try Arithmetic.other(symbol, one, other, &frame)
      }
    } catch {
      throw error.at(offset)
    }
  }
}

/// `-a`
final class NegateNode: Node, @unchecked Sendable {
  let operand: Node

  init(_ offset: Int, _ operand: Node) {
    self.operand = operand
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let value = try operand.evaluate(&frame)
    switch value {
    case .int(let int):
      guard int != .min else { throw EvaluationError.overflow("the int").at(offset) }
      return .int(-int)
    case .double(let double): return .double(-double)
    default: throw EvaluationError.noOverload("-", value).at(offset)
    }
  }
}

/// What the operators compute.
enum Arithmetic {
  /// Throws where the type cannot hold the result: nothing wraps around.
  static func integer<T: FixedWidthInteger>(_ symbol: BinaryOperator, _ one: T, _ other: T)
    throws(EvaluationError) -> T
  {
    let result: (partialValue: T, overflow: Bool)
    switch symbol {
    case .plus: result = one.addingReportingOverflow(other)
    case .minus: result = one.subtractingReportingOverflow(other)
    case .times: result = one.multipliedReportingOverflow(by: other)
    case .divide, .modulo:
      guard other != 0 else { throw EvaluationError(.divisionByZero, "division by zero") }
      result =
        symbol == .divide
        ? one.dividedReportingOverflow(by: other) : one.remainderReportingOverflow(dividingBy: other)
    default: throw EvaluationError(.noSuchOverload, "'\(symbol.rawValue)' does not compute")
    }
    guard !result.overflow else { throw .overflow(T.isSigned ? "the int" : "the uint") }
    return result.partialValue
  }

  /// What is no pair of equal numbers.
  static func other(_ symbol: BinaryOperator, _ one: Value, _ other: Value, _ frame: inout Frame)
    throws(EvaluationError) -> Value
  {
    switch (symbol, one, other) {
    case (.plus, .string(let one), .string(let other)):
      try frame.make(weight: one.utf8.count + other.utf8.count)
      return .string(one + other)
    case (.plus, .bytes(let one), .bytes(let other)):
      try frame.make(weight: one.count + other.count)
      return .bytes(one + other)
    case (.plus, .list(let one), .list(let other)):
      if other.elements.isEmpty { return .list(one) }
      try frame.make(weight: 16 * (one.elements.count + other.elements.count))
      return try frame.list(one.elements + other.elements)
    case (.plus, .duration(let one), .duration(let other)):
      return .duration(Duration(nanoseconds: try integer(.plus, one.nanoseconds, other.nanoseconds)))
    case (.minus, .duration(let one), .duration(let other)):
      return .duration(Duration(nanoseconds: try integer(.minus, one.nanoseconds, other.nanoseconds)))
    case (.plus, .timestamp(let moment), .duration(let span)),
      (.plus, .duration(let span), .timestamp(let moment)):
      return try timestamp(moment.adding(Int128(span.nanoseconds)))
    case (.minus, .timestamp(let moment), .duration(let span)):
      return try timestamp(moment.adding(-Int128(span.nanoseconds)))
    case (.minus, .timestamp(let one), .timestamp(let other)):
      guard let span = one.since(other) else { throw .overflow("the duration") }
      return .duration(span)
    default: throw .noOverload(symbol.rawValue, one, other)
    }
  }

  private static func timestamp(_ moment: Timestamp?) throws(EvaluationError) -> Value {
    guard let moment else { throw .overflow("the timestamp") }
    return .timestamp(moment)
  }
}
