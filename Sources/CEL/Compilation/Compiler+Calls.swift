extension Compiler {
  mutating func call(
    _ expression: Expression, _ target: Expression?, _ function: String, _ isAbsolute: Bool,
    _ arguments: [Expression]
  ) throws(Mistake) -> Node {
    if hasMacros, !isAbsolute, let node = try macro(expression, target, function, arguments) { return node }
    guard let target else {
      return try apply(function, expression, isMember: false, arguments: arguments)
    }
    // `math.abs(x)`: a function's name may have dots in it.
    if let (parts, _) = target.qualifiedName, local(parts[0]) == nil {
      let name = (parts + [function]).joined(separator: ".")
      if FunctionTable.standard.knows(name) {
        return try apply(name, expression, isMember: false, arguments: arguments)
      }
    }
    if function == "or" || function == "orValue", arguments.count == 1 {
      let target = try compile(target)
      return OptionalOrNode(
        expression.mark, target, try compile(arguments[0]), unwraps: function == "orValue")
    }
    return try apply(function, expression, isMember: true, arguments: [target] + arguments)
  }

  private mutating func apply(
    _ name: String, _ expression: Expression, isMember: Bool, arguments: [Expression]
  ) throws(Mistake) -> Node {
    guard let body = FunctionTable.standard.find(name, isMember: isMember, count: arguments.count) else {
      return try unknown(expression.mark, missing(name, isMember: isMember, count: arguments.count), name)
    }
    var nodes: [Node] = []
    for argument in arguments { nodes.append(try compile(argument)) }
    if name == "matches", case .string(let pattern)? = nodes[1].constant {
      return try match(expression.mark, nodes[0], pattern, arguments[1])
    }
    return FunctionNode(expression.mark, name: name, body, nodes)
  }

  /// A pattern that is written out is compiled with the expression, and a mistake in it found then.
  private func match(_ mark: Int, _ text: Node, _ pattern: String, _ argument: Expression) throws(Mistake)
    -> Node
  {
    let compiled: RegularExpression
    do {
      compiled = try RegularExpression(pattern)
    } catch {
      let message = "no regular expression: \(error)"
      guard defersUnknown else { throw Mistake(.syntax, message, at: argument.start) }
      return FailureNode(argument.start, .invalid(message))
    }
    return MatchNode(mark, text, compiled)
  }

  private func missing(_ name: String, isMember: Bool, count: Int) -> String {
    let shown = Lexer.shown(name)
    guard FunctionTable.standard.knows(name) else { return "there is no function '\(shown)'" }
    guard !isMember else { return "'\(shown)' takes no \(count - 1) arguments behind a target" }
    return "'\(shown)' takes no \(count) arguments"
  }
}
