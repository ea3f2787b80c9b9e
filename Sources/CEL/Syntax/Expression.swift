/// A parsed expression: a tree that still looks like its text. Macros stand in it as the calls that they are
/// written as.
public struct Expression: Sendable {
  /// What an expression is made of.
  public indirect enum Kind: Sendable {
    case literal(Value)
    /// A name; `.name` is looked up from the root, past every local variable and container.
    case name(String, isAbsolute: Bool)
    /// `operand.field`, or `operand.?field`.
    case select(Expression, field: String, isOptional: Bool)
    /// `operand[key]`, or `operand[?key]`.
    case index(Expression, key: Expression, isOptional: Bool)
    /// `function(arguments)` or `target.function(arguments)`.
    case call(target: Expression?, function: String, isAbsolute: Bool, arguments: [Expression])
    /// `[element, ?element]`
    case list([(element: Expression, isOptional: Bool)])
    /// `{key: value, ?key: value}`
    case map([(key: Expression, value: Expression, isOptional: Bool)])
    case not(Expression)
    case negate(Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// All terms of `a && b && c`, so that a long chain is no deep tree.
    case and([Expression])
    /// All terms of `a || b || c`.
    case or([Expression])
    case conditional(Expression, then: Expression, otherwise: Expression)
  }

  /// What it is made of.
  public let kind: Kind
  /// UTF-8 bytes of the text before it, parentheses around it left out.
  public let start: Int
  /// UTF-8 bytes of the text before its end.
  public let end: Int
  /// UTF-8 bytes of the text before its operator, its dot or its bracket: what an error points to.
  public let mark: Int
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

  var isLiteral: Bool {
    if case .literal = kind { true } else { false }
  }
}

/// The operators with two operands, `&&` and `||` left out.
public enum BinaryOperator: String, Sendable, Hashable {
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case notEqual = "!="
  case `in`
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case modulo = "%"

  /// Whether its value is always a bool.
  public var isComparison: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .in: true
    default: false
    }
  }
}
