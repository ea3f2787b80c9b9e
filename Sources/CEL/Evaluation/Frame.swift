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
  /// The last pattern that was no literal, compiled.
  var pattern: RegularExpression?
  /// The time zones that were asked for.
  var zonesRead: [(name: String, zone: TimeZone)] = []
  let limits: Limits
  let zones: TimeZones

  init(inputs: [Value?], locals: Int, steps: Int? = nil, limits: Limits, zones: TimeZones) {
    self.inputs = inputs
    self.locals = locals == 0 ? [] : [Value?](repeating: nil, count: locals)
    self.steps = steps ?? limits.steps
    self.limits = limits
    self.zones = zones
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

  /// Pays for looking at the parts of a value, and refuses one nested deeper than the stack can bear.
  mutating func descend(_ depth: Int, _ steps: Int) throws(EvaluationError) {
    guard depth <= limits.depth else {
      throw EvaluationError(.limit, "a value is nested deeper than \(limits.depth) levels")
    }
    try pay(steps: steps)
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

  fileprivate static func exhausted(_ limits: Limits) -> EvaluationError {
    EvaluationError(.limit, "the evaluation takes more than \(limits.steps) steps")
  }
}

extension Frame {
  /// Whether some part of `text` matches. Four steps of the matcher are one of ours.
  mutating func matches(_ text: String, _ pattern: RegularExpression) throws(EvaluationError) -> Bool {
    let granted = min(steps, .max / 4) * 4
    var left = granted
    let answer = pattern.matches(text, steps: &left)
    try pay(steps: (granted - left) / 4)
    guard let answer else { throw Frame.exhausted(limits) }
    return answer
  }

  /// A pattern that was computed. Compiling it costs as much as a thousand parts of an expression, and the same once
  /// more where it repeats much.
  mutating func compile(_ text: String) throws(EvaluationError) -> RegularExpression {
    if let pattern, Text.same(pattern.pattern, text) { return pattern }
    try pay(steps: 1000 + text.utf8.count)
    let compiled: RegularExpression
    do {
      compiled = try RegularExpression(text)
    } catch {
      throw .invalid("no regular expression: \(error)")
    }
    try pay(steps: compiled.stepsPerCodePoint)
    pattern = compiled
    return compiled
  }

  /// A time zone by its name.
  mutating func zone(_ name: String) throws(EvaluationError) -> TimeZone {
    if let fixed = TimeZone(fixed: name) { return fixed }
    for read in zonesRead where Text.same(read.name, name) { return read.zone }
    // A file is opened and read.
    try pay(steps: 1000)
    guard let zone = zones.zone(named: name) else {
      throw .invalid("no such time zone: '\(Lexer.shown(name))'; write an offset, as '+02:00'")
    }
    zonesRead.append((name, zone))
    return zone
  }
}
