/// The functions of the libraries.
struct FunctionTable: Sendable {
  typealias One = @Sendable (Value, inout Frame) throws(EvaluationError) -> Value?
  typealias Two = @Sendable (Value, Value, inout Frame) throws(EvaluationError) -> Value?
  typealias Three = @Sendable (Value, Value, Value, inout Frame) throws(EvaluationError) -> Value?
  typealias Many = @Sendable ([Value], inout Frame) throws(EvaluationError) -> Value?

  /// What a function does with so many arguments, a target counted as the first. Nil where it takes none of their
  /// types.
  enum Body: Sendable {
    case one(One)
    case two(Two)
    case three(Three)
    case many(Many)
  }

  enum Style: Sendable {
    /// `f(x)`
    case global
    /// `x.f()`
    case member
    case both
  }

  private struct Key: Hashable {
    let name: String
    let isMember: Bool
    /// Arguments; nil for a function that takes any number.
    let count: Int?
  }

  private var bodies: [Key: Body] = [:]
  private var names: Set<String> = []

  static let standard: FunctionTable = {
    var table = FunctionTable()
    ConversionFunctions.add(to: &table)
    TextFunctions.add(to: &table)
    TextExtension.add(to: &table)
    TimeFunctions.add(to: &table)
    MathExtension.add(to: &table)
    ListExtension.add(to: &table)
    SetExtension.add(to: &table)
    EncoderExtension.add(to: &table)
    OptionalFunctions.add(to: &table)
    NetworkExtension.add(to: &table)
    return table
  }()

  mutating func one(_ name: String, _ style: Style = .global, _ body: @escaping One) {
    add(name, style, 1, .one(body))
  }

  mutating func two(_ name: String, _ style: Style = .global, _ body: @escaping Two) {
    add(name, style, 2, .two(body))
  }

  mutating func three(_ name: String, _ style: Style = .global, _ body: @escaping Three) {
    add(name, style, 3, .three(body))
  }

  /// A function of `count` arguments; of any number, at least one, if that is nil.
  mutating func many(_ name: String, _ style: Style = .global, count: Int?, _ body: @escaping Many) {
    add(name, style, count, .many(body))
  }

  private mutating func add(_ name: String, _ style: Style, _ count: Int?, _ body: Body) {
    names.insert(name)
    if style != .member { bodies[Key(name: name, isMember: false, count: count)] = body }
    if style != .global { bodies[Key(name: name, isMember: true, count: count)] = body }
  }

  /// The function of that name for so many arguments, a target counted.
  func find(_ name: String, isMember: Bool, count: Int) -> Body? {
    if let body = bodies[Key(name: name, isMember: isMember, count: count)] { return body }
    guard count > 0 else { return nil }
    return bodies[Key(name: name, isMember: isMember, count: nil)]
  }

  /// Whether some function has that name.
  func knows(_ name: String) -> Bool { names.contains(name) }
}
