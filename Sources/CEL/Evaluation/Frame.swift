/// The state of one evaluation.
struct Frame {
  /// The values of the declared variables, by slot.
  let inputs: [Value?]
  /// The values of the variables that macros bring, by slot; nil where making one failed.
  var locals: [Value?]
  /// Why a local variable has no value.
  var failures: [Int: EvaluationError] = [:]
  /// Steps that are left.
  var steps: Int
  /// Where the part is that is being evaluated, for errors.
  var offset: Int = 0
  let limits: Limits
  let zones: TimeZones

  init(inputs: [Value?], locals: Int, limits: Limits, zones: TimeZones) {
    self.inputs = inputs
    self.locals = locals == 0 ? [] : [Value?](repeating: nil, count: locals)
    self.steps = limits.steps
    self.limits = limits
    self.zones = zones
  }

  /// Takes one step.
  @inline(__always) mutating func step() throws(EvaluationError) {
    steps &-= 1
    if steps < 0 { throw Frame.exhausted(limits) }
  }

  /// Pays for looking at, or making, so many bytes.
  @inline(__always) mutating func pay(bytes: Int) throws(EvaluationError) {
    steps &-= bytes &>> 4
    if steps < 0 { throw Frame.exhausted(limits) }
  }

  /// Pays for so many steps at once.
  mutating func pay(steps count: Int) throws(EvaluationError) {
    guard count <= steps else {
      steps = -1
      throw Frame.exhausted(limits)
    }
    steps -= count
  }

  /// Pays for making a value of that weight, and refuses one too large.
  mutating func make(weight: Int) throws(EvaluationError) {
    guard weight <= limits.valueSize else {
      throw EvaluationError(.limit, "a value is larger than \(limits.valueSize) bytes")
    }
    try pay(bytes: weight)
  }

  /// A list of these elements.
  mutating func list(_ elements: [Value]) throws(EvaluationError) -> Value {
    let list = List(elements)
    try check(list.weight, list.depth, made: elements.count)
    return .list(list)
  }

  /// A map of these entries. Throws for a key that none can be, and for one that occurs twice.
  mutating func map(_ entries: [(Value, Value)]) throws(EvaluationError) -> Value {
    let map = try Map(entries)
    try check(map.weight, map.depth, made: entries.count * 2)
    return .map(map)
  }

  /// A text.
  mutating func string(_ text: String) throws(EvaluationError) -> Value {
    try make(weight: text.utf8.count)
    return .string(text)
  }

  /// An optional with a value.
  mutating func optional(_ value: Value) throws(EvaluationError) -> Value {
    let box = Box(value)
    try check(box.weight, box.depth, made: 1)
    return .optional(box)
  }

  private mutating func check(_ weight: Int, _ depth: Int, made count: Int) throws(EvaluationError) {
    guard weight <= limits.valueSize else {
      throw EvaluationError(.limit, "a value is larger than \(limits.valueSize) bytes")
    }
    guard depth <= limits.depth else {
      throw EvaluationError(.limit, "a value is nested deeper than \(limits.depth) levels")
    }
    // What the elements weigh was paid for when they were made.
    try pay(bytes: count * 16)
  }

  private static func exhausted(_ limits: Limits) -> EvaluationError {
    EvaluationError(.limit, "the evaluation takes more than \(limits.steps) steps")
  }
}
