/// The macros: calls that are more than functions, because they bring variables or do not evaluate their arguments.
extension Compiler {
  /// The node of a macro; nil for what is none.
  mutating func macro(
    _ expression: Expression, _ target: Expression?, _ function: String, _ arguments: [Expression]
  ) throws(Mistake) -> Node? {
    guard let target else {
      return function == "has" && arguments.count == 1 ? try has(expression, arguments[0]) : nil
    }
    if case .name("cel", _) = target.kind, local("cel") == nil,
      let node = try celMacro(expression, function, arguments)
    {
      return node
    }
    switch (function, arguments.count) {
    case ("all", 2), ("all", 3), ("exists", 2), ("exists", 3):
      let (loop, bodies) = try loop(expression, target, arguments, variables: arguments.count - 1)
      return QuantifierNode(loop, bodies[0], decisive: function == "exists")
    case ("exists_one", 2), ("exists_one", 3), ("existsOne", 2), ("existsOne", 3):
      let (loop, bodies) = try loop(expression, target, arguments, variables: arguments.count - 1)
      return ExistsOneNode(loop, bodies[0])
    case ("filter", 2):
      let (loop, bodies) = try loop(expression, target, arguments, variables: 1)
      return CollectNode(loop, filter: bodies[0], body: nil)
    case ("map", 2), ("map", 3):
      let (loop, bodies) = try loop(expression, target, arguments, variables: 1)
      return CollectNode(loop, filter: bodies.count == 2 ? bodies[0] : nil, body: bodies[bodies.count - 1])
    case ("transformList", 3), ("transformList", 4):
      let (loop, bodies) = try loop(expression, target, arguments, variables: 2)
      return CollectNode(loop, filter: bodies.count == 2 ? bodies[0] : nil, body: bodies[bodies.count - 1])
    case ("transformMap", 3), ("transformMap", 4), ("transformMapEntry", 3), ("transformMapEntry", 4):
      let (loop, bodies) = try loop(expression, target, arguments, variables: 2)
      return CollectMapNode(
        loop, filter: bodies.count == 2 ? bodies[0] : nil, body: bodies[bodies.count - 1],
        makesEntries: function == "transformMapEntry")
    case ("sortBy", 2):
      let (loop, bodies) = try loop(expression, target, arguments, variables: 1)
      return SortByNode(loop, bodies[0])
    case ("optMap", 2), ("optFlatMap", 2):
      return try optionalMap(expression, target, arguments, isFlat: function == "optFlatMap")
    default: return nil
    }
  }

  private mutating func has(_ expression: Expression, _ argument: Expression) throws(Mistake) -> Node {
    guard case .select(let operand, let field, isOptional: false) = argument.kind else {
      throw Mistake(.syntax, "'has' asks for a field: has(a.b)", at: argument.start)
    }
    let (node, chain) = try chained(operand)
    let result = HasNode(expression.mark, node, field: field)
    if let chain {
      let whole = chain.appending(.field(field, isOptional: false), at: argument.mark)
      record(whole, argument, nil, isTest: true)
    }
    return result
  }

  /// A variable's name as a macro's argument: an identifier, or `cel.iterVar(i, j)`.
  private func variable(_ argument: Expression) throws(Mistake) -> String {
    switch argument.kind {
    case .name(let name, isAbsolute: false): return name
    case .call(let target?, "iterVar", _, let indices):
      if case .name("cel", _) = target.kind, let name = iterationVariable(indices) { return name }
    default: break
    }
    throw Mistake(.syntax, "a macro's variable is a plain name", at: argument.start)
  }

  private func iterationVariable(_ indices: [Expression]) -> String? {
    guard indices.count == 2, case .literal(.int(let depth)) = indices[0].kind,
      case .literal(.int(let index)) = indices[1].kind
    else { return nil }
    // '@' is in no identifier.
    return "@iterVar \(depth) \(index)"
  }

  private mutating func loop(
    _ expression: Expression, _ target: Expression, _ arguments: [Expression], variables: Int
  ) throws(Mistake) -> (loop: Loop, bodies: [Node]) {
    let (range, chain) = try chained(target)
    if let chain { record(chain, target, range) }
    let outer = locals.count
    let steps: [Reference.Step] = variables == 1 ? [.element] : [.key, .value]
    var slots: [Int] = []
    for (argument, step) in zip(arguments, steps) {
      let name = try variable(argument)
      guard slots.isEmpty || locals[locals.count - 1].name != name else {
        throw Mistake(.syntax, "both variables are named '\(Lexer.shown(name))'", at: argument.start)
      }
      slots.append(reserve())
      locals.append(Local(name: name, slot: slots[slots.count - 1], chain: chain?.appending(step).aliased))
    }
    let before = cost
    var bodies: [Node] = []
    for body in arguments[variables...] { bodies.append(try compile(body)) }
    locals.removeLast(locals.count - outer)
    let loop = Loop(
      range: range, first: slots[0], second: slots.count == 2 ? slots[1] : nil, cost: cost - before + 1,
      offset: expression.mark)
    return (loop, bodies)
  }

  private mutating func optionalMap(
    _ expression: Expression, _ target: Expression, _ arguments: [Expression], isFlat: Bool
  ) throws(Mistake) -> Node {
    let (node, chain) = try chained(target)
    if let chain { record(chain, target, node) }
    let name = try variable(arguments[0])
    let slot = reserve()
    locals.append(Local(name: name, slot: slot, chain: chain?.aliased))
    let body = try compile(arguments[1])
    locals.removeLast()
    return OptionalMapNode(expression.mark, node, slot: slot, body, isFlat: isFlat)
  }

  // MARK: cel.*

  private mutating func celMacro(_ expression: Expression, _ function: String, _ arguments: [Expression])
    throws(Mistake) -> Node?
  {
    switch (function, arguments.count) {
    case ("bind", 3):
      let (value, chain) = try chained(arguments[1])
      if let chain { record(chain, arguments[1], value) }
      let name = try variable(arguments[0])
      let slot = reserve()
      locals.append(Local(name: name, slot: slot, chain: chain?.aliased))
      let body = try compile(arguments[2])
      locals.removeLast()
      return BindNode(expression.mark, [(slot, value)], body)
    case ("block", 2):
      guard case .list(let elements) = arguments[0].kind else {
        throw Mistake(.syntax, "'cel.block' wants a list of values", at: arguments[0].start)
      }
      let outer = locals.count
      var bindings: [(slot: Int, value: Node)] = []
      for (index, element) in elements.enumerated() {
        let value = try compile(element.element)
        let slot = reserve()
        bindings.append((slot, value))
        locals.append(Local(name: "@index \(index)", slot: slot, chain: nil))
      }
      let body = try compile(arguments[1])
      locals.removeLast(locals.count - outer)
      return BindNode(expression.mark, bindings, body)
    case ("index", 1):
      guard case .literal(.int(let index)) = arguments[0].kind else {
        throw Mistake(.syntax, "'cel.index' wants a number", at: arguments[0].start)
      }
      return try use("@index \(index)", expression)
    case ("iterVar", 2):
      guard let name = iterationVariable(arguments) else {
        throw Mistake(.syntax, "'cel.iterVar' wants two numbers", at: arguments[0].start)
      }
      return try use(name, expression)
    default: return nil
    }
  }

  private func use(_ name: String, _ expression: Expression) throws(Mistake) -> Node {
    guard let local = local(name) else {
      throw Mistake(.undeclared, "there is no such variable here", at: expression.start, name: name)
    }
    return LocalNode(expression.mark, slot: local.slot)
  }
}
