/// An expression, compiled: parsed once, its names resolved, to be evaluated as often as one likes and by many threads
/// at once.
///
/// ```swift
/// let program = try Program(compile: #"card.risk in ["low", "medium"]"#, variables: ["card"])
/// let value = try program.evaluate(["card": ["risk": "low"]])  // .bool(true)
/// ```
///
/// An evaluation reads nothing but its bindings: no clock, no locale, no environment, and files only of the time zone
/// database and only if ``TimeZones/system`` is asked for.
public struct Program: Sendable {
  /// What becomes of names and functions that stand for nothing.
  public enum Unknown: Sendable, Hashable {
    /// The expression does not compile.
    case refuse
    /// Evaluating that part is an error, which `&&` and `||` may absorb.
    case failWhenEvaluated
  }

  /// The text that it was compiled from.
  public let text: String
  /// The declared variables, in the order of the slots of ``evaluate(slots:)``.
  public let variables: [String]
  /// The parsed expression.
  public let expression: Expression
  /// Every place where it reads from a declared variable, in the order of compilation.
  public let references: [Reference]
  /// What an evaluation may cost.
  public let limits: Limits

  let root: Node
  let parts: [Compiler.Part]
  private let cost: Int
  private let localCount: Int
  private let zones: TimeZones

  /// Compiles an expression.
  ///
  /// - Parameters:
  ///   - text: The expression.
  ///   - variables: The names that have values when it is evaluated; one may have dots in it, as `a.b`.
  ///   - container: The namespace that names are looked up in first, as `a.b`; empty for none.
  ///   - unknown: What becomes of names and functions that stand for nothing.
  ///   - macros: Whether `has`, `all`, `map` and the like have their meaning.
  ///   - zones: Where named time zones come from.
  ///   - limits: What compiling and evaluating may cost.
  /// - Throws: What is wrong with the text, and where.
  public init(
    compile text: String, variables: [String] = [], container: String = "", unknown: Unknown = .refuse,
    macros: Bool = true, zones: TimeZones = .none, limits: Limits = .standard
  ) throws(CompileError) {
    let bytes = Array(text.utf8.prefix(limits.expressionLength + 1))
    var compiler = Compiler(
      variables: variables, container: container, hasMacros: macros,
      defersUnknown: unknown == .failWhenEvaluated)
    do {
      expression = try Parser.parse(bytes, limits)
      root = try compiler.compile(expression)
    } catch {
      throw error.located(in: bytes)
    }
    self.text = text
    self.variables = variables
    self.limits = limits
    self.zones = zones
    references = compiler.references
    parts = Compiler.Part.told(compiler.parts)
    cost = compiler.cost
    localCount = compiler.localCount
  }

  /// The value of the expression, with values for its variables by name. A variable without one is an error where it
  /// is read; a value without a variable is of no account.
  ///
  /// - Throws: Why it has no value, and where.
  public func evaluate(_ bindings: [String: Value]) throws(EvaluationError) -> Value {
    try evaluate(slots: variables.map { bindings[$0] })
  }

  /// The value of the expression, with values for ``variables`` in their order, nil for one without; those left out
  /// at the end have none. The quickest way.
  ///
  /// - Throws: Why it has no value, and where.
  public func evaluate(slots: [Value?]) throws(EvaluationError) -> Value {
    var frame = frame(slots, steps: limits.steps)
    do {
      try frame.pay(steps: cost)
      return try root.evaluate(&frame)
    } catch {
      throw error.located(in: Array(text.utf8))
    }
  }

  /// Where an offset in the text is.
  public func position(ofOffset offset: Int) -> SourcePosition {
    SourcePosition(offset: offset, in: Array(text.utf8))
  }

  /// The text of a part: UTF-8 bytes before it and before its end.
  public func source(_ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range.clamped(to: 0..<text.utf8.count)], as: UTF8.self)
  }

  func frame(_ slots: [Value?], steps: Int) -> Frame {
    let missing = variables.count - slots.count
    return Frame(
      inputs: missing > 0 ? slots + [Value?](repeating: nil, count: missing) : slots, locals: localCount,
      steps: steps, limits: limits, zones: zones)
  }
}
