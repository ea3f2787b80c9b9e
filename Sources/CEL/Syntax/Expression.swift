/// What the parser makes of a text: a tree that still looks like it.
struct Expression: Sendable {
  indirect enum Kind: Sendable {
    case literal(Value)
    /// A name; `.name` is looked up from the root, past every local variable and container.
    case name(String, isAbsolute: Bool)
    /// `operand.field`, or `operand.?field`.
    case select(Expression, field: String, isOptional: Bool)
    /// `operand[key]`, or `operand[?key]`.
    case index(Expression, key: Expression, isOptional: Bool)
    /// `function(arguments)` or `target.function(arguments)`.
    case call(target: Expression?, function: String, isAbsolute: Bool, arguments: [Expression])
    case list([(element: Expression, isOptional: Bool)])
    case map([(key: Expression, value: Expression, isOptional: Bool)])
    case not(Expression)
    case negate(Expression)
    case binary(Symbol, Expression, Expression)
    /// All terms of `a && b && c`, so that a long chain is no deep tree.
    case and([Expression])
    case or([Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
  }

  let kind: Kind
  /// UTF-8 offsets in the text, parentheses around it left out.
  let start: Int
  let end: Int
  /// Where the operator, the field or the bracket is: what an error points to.
  let mark: Int
  /// Nodes on the longest way down, itself included.
  let depth: Int

  /// The name `a.b.c` that a chain of plain selections spells, if it is one.
  var qualifiedName: (parts: [String], isAbsolute: Bool)? {
    var parts: [String] = []
    var expression = self
    while true {
      switch expression.kind {
      case .name(let name, let isAbsolute):
        parts.append(name)
        return (parts.reversed(), isAbsolute)
      case .select(let operand, let field, isOptional: false):
        parts.append(field)
        expression = operand
      default: return nil
      }
    }
  }
}
