/// Makes a program's nodes of a parsed expression: names become slots, macros loops, calls functions.
struct Compiler {
  /// A variable that a macro brings.
  struct Local {
    let name: String
    let slot: Int
    /// Where its value comes from, if that is a declared variable.
    let chain: Chain?
  }

  /// A part of the expression whose value tells why the whole has its own.
  struct Part {
    let start: Int
    let end: Int
    let node: Node
  }

  /// The slots of the declared variables.
  let slots: [String: Int]
  /// Namespaces that names are looked up in, the innermost first: `a.b.`, `a.`, and the empty one.
  let prefixes: [String]
  let hasMacros: Bool
  /// Whether a name that stands for nothing is an error only where it is evaluated.
  let defersUnknown: Bool

  var locals: [Local] = []
  var localCount = 0
  /// Nodes made so far: what one round through some of them costs.
  var cost = 0
  private(set) var references: [Reference] = []
  private(set) var parts: [Part] = []

  init(variables: [String], container: String, hasMacros: Bool, defersUnknown: Bool) {
    slots = Dictionary(variables.enumerated().map { ($1, $0) }) { first, _ in first }
    var prefixes = [""]
    var prefix = ""
    for part in container.split(separator: ".") {
      prefix += part + "."
      prefixes.insert(prefix, at: 0)
    }
    self.prefixes = prefixes
    self.hasMacros = hasMacros
    self.defersUnknown = defersUnknown
  }

  // MARK: Expressions

  mutating func compile(_ expression: Expression) throws(Mistake) -> Node {
    let (node, chain) = try chained(expression)
    if let chain { record(chain, expression, node) }
    return node
  }

  /// The node, and the chain that it is if it begins at a declared variable; the caller records the chain, or makes
  /// it longer.
  mutating func chained(_ expression: Expression) throws(Mistake) -> (node: Node, chain: Chain?) {
    cost += 1
    let mark = expression.mark
    switch expression.kind {
    case .literal(let value): return (ConstantNode(mark, value), nil)
    case .name, .select: return try path(expression)
    case .index(let operand, let key, let isOptional):
      let (node, chain) = try chained(operand)
      let keyNode = try compile(key)
      let result = IndexNode(mark, node, key: keyNode, isOptional: isOptional)
      if case .string(let name)? = keyNode.constant {
        return (result, chain?.appending(.field(name, isOptional: isOptional), at: mark))
      }
      return (result, chain?.appending(.index, at: mark))
    case .call(let target, let function, let isAbsolute, let arguments):
      let node = try call(expression, target, function, isAbsolute, arguments)
      if locals.isEmpty { parts.append(Part(start: expression.start, end: expression.end, node: node)) }
      return (node, nil)
    case .list(let elements): return (try list(mark, elements), nil)
    case .map(let entries):
      var nodes: [(key: Node, value: Node, isOptional: Bool)] = []
      for (key, value, isOptional) in entries {
        nodes.append((try compile(key), try compile(value), isOptional))
      }
      return (MapNode(mark, nodes), nil)
    case .not(let operand): return (NotNode(mark, try compile(operand)), nil)
    case .negate(let operand): return (NegateNode(mark, try compile(operand)), nil)
    case .binary(let symbol, let left, let right): return (try binary(mark, symbol, left, right), nil)
    case .and(let terms), .or(let terms):
      var nodes: [Node] = []
      for term in terms { nodes.append(try compile(term)) }
      if case .and = expression.kind { return (JunctionNode(mark, nodes, decisive: false), nil) }
      return (JunctionNode(mark, nodes, decisive: true), nil)
    case .conditional(let test, let then, let otherwise):
      let test = try compile(test)
      return (ConditionalNode(mark, test, then: try compile(then), otherwise: try compile(otherwise)), nil)
    }
  }

  private mutating func list(_ mark: Int, _ elements: [(element: Expression, isOptional: Bool)])
    throws(Mistake) -> Node
  {
    var nodes: [(node: Node, isOptional: Bool)] = []
    var constants: [Value] = []
    for (element, isOptional) in elements {
      let node = try compile(element)
      nodes.append((node, isOptional))
      if !isOptional, let value = node.constant { constants.append(value) }
    }
    // A list of literals is made once.
    return constants.count == nodes.count ? ConstantNode(mark, .list(List(constants))) : ListNode(mark, nodes)
  }

  private mutating func binary(_ mark: Int, _ symbol: BinaryOperator, _ left: Expression, _ right: Expression)
    throws(Mistake) -> Node
  {
    let one = try compile(left)
    let other = try compile(right)
    if symbol.isComparison {
      tell(left, one)
      tell(right, other)
    }
    switch symbol {
    case .equal: return EqualityNode(mark, one, other, isEqual: true)
    case .notEqual: return EqualityNode(mark, one, other, isEqual: false)
    case .less, .lessOrEqual, .greater, .greaterOrEqual: return OrderNode(mark, one, other, symbol)
    case .in: return MembershipNode(mark, one, other)
    case .plus, .minus, .times, .divide, .modulo: return ArithmeticNode(mark, one, other, symbol)
    }
  }

  // MARK: What is told about an expression

  /// Notes an operand, unless its value is plain to see.
  private mutating func tell(_ expression: Expression, _ node: Node) {
    guard locals.isEmpty, node.constant == nil else { return }
    parts.append(Part(start: expression.start, end: expression.end, node: node))
  }

  mutating func record(_ chain: Chain, _ expression: Expression, _ node: Node?, isTest: Bool = false) {
    references.append(
      Reference(
        variable: chain.variable, steps: chain.steps, offsets: chain.offsets,
        range: expression.start..<expression.end, isTest: isTest))
    if let node { tell(expression, node) }
  }

  // MARK: Variables of macros

  /// A slot for a variable that nobody named yet.
  mutating func reserve() -> Int {
    localCount += 1
    return localCount - 1
  }

  /// The innermost local variable of that name.
  func local(_ name: String) -> Local? {
    // Identifiers are ASCII, so that `==` says what bytes say.
    locals.last { $0.name == name }
  }

  /// What has no meaning: refused, or an error where it is evaluated.
  func unknown(_ offset: Int, _ message: String, _ name: String) throws(Mistake) -> Node {
    guard defersUnknown else { throw Mistake(.undeclared, message, at: offset, name: name) }
    return FailureNode(offset, EvaluationError(.noSuchName, message))
  }
}
