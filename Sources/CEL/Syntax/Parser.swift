/// Reads an expression, by precedence climbing.
///
/// The grammar, from the language definition of google/cel-spec, "Syntax", without messages:
///
///     Expr           ::= ConditionalOr ["?" ConditionalOr ":" Expr]
///     ConditionalOr  ::= [ConditionalOr "||"] ConditionalAnd
///     ConditionalAnd ::= [ConditionalAnd "&&"] Relation
///     Relation       ::= [Relation ("<" | "<=" | ">=" | ">" | "==" | "!=" | "in")] Addition
///     Addition       ::= [Addition ("+" | "-")] Multiplication
///     Multiplication ::= [Multiplication ("*" | "/" | "%")] Unary
///     Unary          ::= Member | "!" {"!"} Member | "-" {"-"} Member
///     Member         ::= Primary | Member "." ["?"] SELECTOR ["(" [ExprList] ")"] | Member "[" ["?"] Expr "]"
///     Primary        ::= ["."] IDENT ["(" [ExprList] ")"] | "(" Expr ")" | "[" [ListInits] [","] "]"
///                      | "{" [MapInits] [","] "}" | LITERAL
///     ListInits      ::= ["?"] Expr {"," ["?"] Expr}
///     MapInits       ::= ["?"] Expr ":" Expr {"," ["?"] Expr ":" Expr}
struct Parser {
  private static let reserved: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
  private static let keywords: Set<String> = ["true", "false", "null", "in"]

  private var lexer: Lexer
  private(set) var token: Token
  private var nesting = 0
  private let limit: Int

  private init(_ text: [UInt8], _ limits: Limits) throws(Mistake) {
    lexer = Lexer(text)
    limit = limits.depth
    token = try lexer.next()
  }

  /// The expression that all of `text` is. Throws at the first mistake.
  static func parse(_ text: [UInt8], _ limits: Limits) throws(Mistake) -> Expression {
    guard text.count <= limits.expressionLength else {
      throw Mistake(.limit, "the expression is longer than \(limits.expressionLength) bytes", at: 0)
    }
    var parser = try Parser(text, limits)
    let expression = try parser.expression()
    guard parser.token.kind == .end else { throw parser.unexpected("an operator or the end") }
    return expression
  }

  private mutating func expression() throws(Mistake) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limit else { throw tooDeep(token.start) }
    let condition = try binary(0)
    let mark = token.start
    guard try take(.question) else { return condition }
    let then = try binary(0)
    try expect(.colon, "':' of the conditional")
    let otherwise = try expression()
    return try make(
      .conditional(condition, then: then, otherwise: otherwise), condition.start, otherwise.end, mark,
      [condition, then, otherwise])
  }

  private static func precedence(_ kind: Token.Kind) -> (symbol: Symbol?, level: Int)? {
    switch kind {
    case .symbol(let symbol):
      switch symbol {
      case .or: (symbol, 1)
      case .and: (symbol, 2)
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: (symbol, 3)
      case .plus, .minus: (symbol, 4)
      case .star, .slash, .percent: (symbol, 5)
      default: nil
      }
    case .identifier("in"): (nil, 3)
    default: nil
    }
  }

  private mutating func binary(_ lowest: Int) throws(Mistake) -> Expression {
    var left = try unary()
    while let (symbol, level) = Parser.precedence(token.kind), level > lowest {
      let mark = token.start
      if symbol == .or || symbol == .and {
        var terms = [left]
        while token.kind == .symbol(symbol!) {
          try advance()
          terms.append(try binary(level))
        }
        left = try make(
          symbol == .or ? .or(terms) : .and(terms), left.start, terms[terms.count - 1].end, mark, terms)
        continue
      }
      try advance()
      let right = try binary(level)
      let kind = Expression.Kind.binary(
        symbol.map { BinaryOperator(rawValue: $0.rawValue)! } ?? .in, left, right)
      left = try make(kind, left.start, right.end, mark, [left, right])
    }
    return left
  }

  private mutating func unary() throws(Mistake) -> Expression {
    let start = token.start
    let symbol: Symbol
    switch token.kind {
    case .symbol(.not): symbol = .not
    case .symbol(.minus): symbol = .minus
    default: return try member(try primary())
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= limit else { throw tooDeep(start) }
    try advance()
    if symbol == .minus, let literal = try negativeLiteral(start) { return try member(literal) }
    let operand = try unary()
    return try make(symbol == .not ? .not(operand) : .negate(operand), start, operand.end, start, [operand])
  }

  /// A number behind a minus: -9223372036854775808 is an int whose magnitude is none.
  private mutating func negativeLiteral(_ start: Int) throws(Mistake) -> Expression? {
    let value: Value
    switch token.kind {
    case .int(let magnitude):
      guard magnitude <= Int64.min.magnitude else {
        throw Mistake(.syntax, "the number does not fit an int", at: start)
      }
      value = .int(Int64(truncatingIfNeeded: 0 &- magnitude))
    case .double(let double): value = .double(-double)
    default: return nil
    }
    let end = token.end
    try advance()
    return try make(.literal(value), start, end, start, [])
  }

  private mutating func member(_ primary: Expression) throws(Mistake) -> Expression {
    var operand = primary
    while true {
      let mark = token.start
      if try take(.dot) {
        let isOptional = try take(.question)
        operand = try selection(operand, isOptional: isOptional, mark)
      } else if try take(.openBracket) {
        let isOptional = try take(.question)
        let key = try expression()
        let end = token.end
        try expect(.closeBracket, "']'")
        operand = try make(
          .index(operand, key: key, isOptional: isOptional), operand.start, end, mark, [operand, key])
      } else {
        return operand
      }
    }
  }

  private mutating func selection(_ operand: Expression, isOptional: Bool, _ mark: Int) throws(Mistake)
    -> Expression
  {
    let field: String
    var end = token.end
    switch token.kind {
    case .identifier(let name) where !Parser.keywords.contains(name): field = name
    case .quoted(let name):
      try advance()
      return try make(
        .select(operand, field: name, isOptional: isOptional), operand.start, end, mark, [operand])
    default: throw unexpected("the name of a field or a function")
    }
    try advance()
    guard !isOptional, try take(.openParenthesis) else {
      return try make(
        .select(operand, field: field, isOptional: isOptional), operand.start, end, mark, [operand])
    }
    let arguments = try arguments(&end)
    return try make(
      .call(target: operand, function: field, isAbsolute: false, arguments: arguments), operand.start, end,
      mark, [operand] + arguments)
  }

  private mutating func arguments(_ end: inout Int) throws(Mistake) -> [Expression] {
    var arguments: [Expression] = []
    if token.kind != .symbol(.closeParenthesis) {
      repeat { arguments.append(try expression()) } while try take(.comma)
    }
    end = token.end
    try expect(.closeParenthesis, "',' or ')'")
    return arguments
  }

  private mutating func primary() throws(Mistake) -> Expression {
    let start = token.start
    var end = token.end
    let literal: Value
    switch token.kind {
    case .identifier("true"): literal = .bool(true)
    case .identifier("false"): literal = .bool(false)
    case .identifier("null"): literal = .null
    case .int(let magnitude):
      guard let value = Int64(exactly: magnitude) else {
        throw Mistake(.syntax, "the number does not fit an int", at: start)
      }
      literal = .int(value)
    case .uint(let value): literal = .uint(value)
    case .double(let value): literal = .double(value)
    case .string(let value): literal = .string(value)
    case .bytes(let value): literal = .bytes(value)
    case .symbol(.openParenthesis):
      try advance()
      let inner = try expression()
      try expect(.closeParenthesis, "')'")
      return inner
    case .symbol(.openBracket): return try list()
    case .symbol(.openBrace): return try map()
    case .identifier, .symbol(.dot): return try name(start)
    default: throw unexpected("an expression")
    }
    try advance()
    end = max(end, start)
    return try make(.literal(literal), start, end, start, [])
  }

  private mutating func name(_ start: Int) throws(Mistake) -> Expression {
    let isAbsolute = try take(.dot)
    guard case .identifier(let name) = token.kind, !Parser.keywords.contains(name) else {
      throw unexpected("a name")
    }
    guard !Parser.reserved.contains(name) else {
      throw Mistake(.syntax, "'\(name)' is reserved and names nothing", at: token.start)
    }
    var end = token.end
    try advance()
    guard try take(.openParenthesis) else {
      return try make(.name(name, isAbsolute: isAbsolute), start, end, start, [])
    }
    let arguments = try arguments(&end)
    return try make(
      .call(target: nil, function: name, isAbsolute: isAbsolute, arguments: arguments), start, end, start,
      arguments)
  }

  private mutating func list() throws(Mistake) -> Expression {
    let start = token.start
    try advance()
    var elements: [(element: Expression, isOptional: Bool)] = []
    while token.kind != .symbol(.closeBracket) {
      let isOptional = try take(.question)
      elements.append((try expression(), isOptional))
      guard try take(.comma) else { break }
    }
    let end = token.end
    try expect(.closeBracket, "',' or ']'")
    return try make(.list(elements), start, end, start, elements.map(\.element))
  }

  private mutating func map() throws(Mistake) -> Expression {
    let start = token.start
    try advance()
    var entries: [(key: Expression, value: Expression, isOptional: Bool)] = []
    while token.kind != .symbol(.closeBrace) {
      let isOptional = try take(.question)
      let key = try expression()
      try expect(.colon, "':' between key and value")
      entries.append((key, try expression(), isOptional))
      guard try take(.comma) else { break }
    }
    let end = token.end
    try expect(.closeBrace, "',' or '}'")
    return try make(.map(entries), start, end, start, entries.map(\.key) + entries.map(\.value))
  }

  // MARK: words

  private mutating func advance() throws(Mistake) {
    token = try lexer.next()
  }

  private mutating func take(_ symbol: Symbol) throws(Mistake) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ symbol: Symbol, _ what: String) throws(Mistake) {
    guard try take(symbol) else { throw unexpected(what) }
  }

  private func unexpected(_ wanted: String) -> Mistake {
    if token.kind == .end {
      return Mistake(.syntax, "\(wanted) is missing where the expression ends", at: token.start)
    }
    if token.kind == .symbol(.openBrace) {
      return Mistake(.unsupported, "messages are not supported; write a map", at: token.start)
    }
    let text = String(decoding: lexer.text[token.start..<token.end], as: UTF8.self)
    return Mistake(.syntax, "\(wanted) is missing before \(Lexer.shown(text))", at: token.start)
  }

  private func tooDeep(_ offset: Int) -> Mistake {
    Mistake(.limit, "the expression is nested deeper than \(limit) levels", at: offset)
  }

  private func make(_ kind: Expression.Kind, _ start: Int, _ end: Int, _ mark: Int, _ parts: [Expression])
    throws(Mistake) -> Expression
  {
    let depth = 1 + (parts.lazy.map(\.depth).max() ?? 0)
    guard depth <= limit else { throw tooDeep(mark) }
    return Expression(kind: kind, start: start, end: end, mark: mark, depth: depth)
  }
}
