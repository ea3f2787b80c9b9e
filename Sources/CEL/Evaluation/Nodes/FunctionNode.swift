/// A call of a function of the libraries.
final class FunctionNode: Node, @unchecked Sendable {
  let name: String
  let body: FunctionTable.Body
  let arguments: [Node]

  init(_ offset: Int, name: String, _ body: FunctionTable.Body, _ arguments: [Node]) {
    self.name = name
    self.body = body
    self.arguments = arguments
    super.init(offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    switch body {
    case .one(let function):
      let value = try arguments[0].evaluate(&frame)
      do throws(EvaluationError) {
        if let result = try function(value, &frame) { return result }
      } catch {
        throw error.at(offset)
      }
      throw EvaluationError.noOverload(name, value).at(offset)
    case .two(let function):
      let value = try arguments[0].evaluate(&frame)
      let second = try arguments[1].evaluate(&frame)
      do throws(EvaluationError) {
        if let result = try function(value, second, &frame) { return result }
      } catch {
        throw error.at(offset)
      }
      throw EvaluationError.noOverload(name, value, second).at(offset)
    case .three(let function):
      let value = try arguments[0].evaluate(&frame)
      let second = try arguments[1].evaluate(&frame)
      let third = try arguments[2].evaluate(&frame)
      do throws(EvaluationError) {
        if let result = try function(value, second, third, &frame) { return result }
      } catch {
        throw error.at(offset)
      }
      throw EvaluationError.noOverload(name, value, second, third).at(offset)
    case .many(let function):
      var values: [Value] = []
      for argument in arguments { values.append(try argument.evaluate(&frame)) }
      do throws(EvaluationError) {
        if let result = try function(values, &frame) { return result }
      } catch {
        throw error.at(offset)
      }
      throw EvaluationError.noOverload(name, values).at(offset)
    }
  }
}

/// `text.matches(pattern)` with a pattern that is known beforehand.
final class MatchNode: Node, @unchecked Sendable {
  let text: Node
  let pattern: RegularExpression

  init(_ offset: Int, _ text: Node, _ pattern: RegularExpression) {
    self.text = text
    self.pattern = pattern
    super.init(offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let value = try text.evaluate(&frame)
    guard case .string(let text) = value else {
      throw EvaluationError.noOverload("matches", value, .string(pattern.pattern)).at(offset)
    }
    do throws(EvaluationError) {
      return try frame.matches(text, pattern)
    } catch {
      throw error.at(offset)
    }
  }
}
