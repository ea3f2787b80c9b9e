/// `a == b`, `a != b`
final class EqualityNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let isEqual: Bool

  init(_ offset: Int, _ left: Node, _ right: Node, isEqual: Bool) {
    self.left = left
    self.right = right
    self.isEqual = isEqual
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    do throws(EvaluationError) {
      return try Comparison.equal(one, other, &frame) == isEqual
    } catch {
      throw error.at(offset)
    }
  }
}

/// `a < b` and the like.
final class OrderNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node
  let symbol: BinaryOperator

  init(_ offset: Int, _ left: Node, _ right: Node, _ symbol: BinaryOperator) {
    self.left = left
    self.right = right
    self.symbol = symbol
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let one = try left.evaluate(&frame)
    let other = try right.evaluate(&frame)
    do throws(EvaluationError) {
      guard let order = try Comparison.order(one, other, &frame) else {
        throw EvaluationError.noOverload(symbol.rawValue, one, other)
      }
      switch symbol {
      case .less: return order == .less
      case .lessOrEqual: return order == .less || order == .equal
      case .greater: return order == .greater
      default: return order == .greater || order == .equal
      }
    } catch {
      throw error.at(offset)
    }
  }
}

/// `a in b`
final class MembershipNode: Node, @unchecked Sendable {
  let left: Node
  let right: Node

  init(_ offset: Int, _ left: Node, _ right: Node) {
    self.left = left
    self.right = right
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try left.evaluate(&frame)
    let collection = try right.evaluate(&frame)
    do throws(EvaluationError) {
      switch collection {
      case .list(let list): return try Comparison.contains(list, value, &frame)
      case .map(let map):
        if case .string(let name) = value { try frame.pay(bytes: name.utf8.count) }
        return map[value] != nil
      default: throw EvaluationError.noOverload("in", value, collection)
      }
    } catch {
      throw error.at(offset)
    }
  }
}
