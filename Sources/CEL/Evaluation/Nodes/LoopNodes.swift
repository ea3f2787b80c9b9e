/// What a macro goes through, and the variables that it brings.
struct Loop: Sendable {
  let range: Node
  /// The slot of the element, or with two variables that of the index or key.
  let first: Int
  /// With two variables, the slot of the value.
  let second: Int?
  /// Steps of one round.
  let cost: Int
  let offset: Int

  /// What there is to go through: a list's elements, a map's keys, with two variables also the index or the value.
  enum Elements {
    case list([Value])
    case map(Map)

    var count: Int {
      switch self {
      case .list(let elements): elements.count
      case .map(let map): map.count
      }
    }
  }

  func elements(_ frame: inout Frame) throws(EvaluationError) -> Elements {
    let value = try range.evaluate(&frame)
    switch value {
    case .list(let list): return .list(list.elements)
    case .map(let map): return .map(map)
    default:
      throw EvaluationError(.noSuchOverload, "a macro goes through a list or a map, not \(value.typeName)")
        .at(offset)
    }
  }

  /// Begins a round.
  @inline(__always) func bind(_ elements: Elements, _ index: Int, _ frame: inout Frame)
    throws(EvaluationError)
  {
    try frame.pay(steps: cost)
    switch (elements, second) {
    case (.list(let elements), nil): frame.locals[first] = elements[index]
    case (.map(let map), nil): frame.locals[first] = map.keys[index].value
    case (.list(let elements), let second?):
      frame.locals[first] = .int(Int64(index))
      frame.locals[second] = elements[index]
    case (.map(let map), let second?):
      frame.locals[first] = map.keys[index].value
      frame.locals[second] = map.values[index]
    }
  }
}

/// `all` and `exists`: a long `&&` or `||`, errors included.
final class QuantifierNode: Node, @unchecked Sendable {
  let loop: Loop
  let body: Node
  /// The bool that decides: false for `all`.
  let decisive: Bool

  init(_ loop: Loop, _ body: Node, decisive: Bool) {
    self.loop = loop
    self.body = body
    self.decisive = decisive
    super.init(loop.offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let elements = try loop.elements(&frame)
    var first: EvaluationError?
    for index in 0..<elements.count {
      try loop.bind(elements, index, &frame)
      do throws(EvaluationError) {
        if try body.condition(&frame) == decisive { return decisive }
      } catch {
        guard error.kind != .limit else { throw error }
        first = first ?? error
      }
    }
    if let first { throw first }
    return !decisive
  }
}

/// `exists_one`: an error is an error, since every element counts.
final class ExistsOneNode: Node, @unchecked Sendable {
  let loop: Loop
  let body: Node

  init(_ loop: Loop, _ body: Node) {
    self.loop = loop
    self.body = body
    super.init(loop.offset)
  }

  override func condition(_ frame: inout Frame) throws(EvaluationError) -> Bool {
    let elements = try loop.elements(&frame)
    var count = 0
    for index in 0..<elements.count {
      try loop.bind(elements, index, &frame)
      if try body.condition(&frame) { count += 1 }
    }
    return count == 1
  }
}

/// `map`, `filter` and `transformList`: a list of what `body` is for every element that `filter` lets pass; without a
/// body, of the elements themselves.
final class CollectNode: Node, @unchecked Sendable {
  let loop: Loop
  let filter: Node?
  let body: Node?

  init(_ loop: Loop, filter: Node?, body: Node?) {
    self.loop = loop
    self.filter = filter
    self.body = body
    super.init(loop.offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(&frame)
    var values: [Value] = []
    for index in 0..<elements.count {
      try loop.bind(elements, index, &frame)
      if let filter, try !filter.condition(&frame) { continue }
      if let body {
        values.append(try body.evaluate(&frame))
      } else if let element = frame.locals[loop.first] {
        values.append(element)
      }
    }
    do throws(EvaluationError) {
      return try frame.list(values)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `transformMap` and `transformMapEntry`: a map of the same keys with other values, or of the entries of the maps
/// that the body makes.
final class CollectMapNode: Node, @unchecked Sendable {
  let loop: Loop
  let filter: Node?
  let body: Node
  let makesEntries: Bool

  init(_ loop: Loop, filter: Node?, body: Node, makesEntries: Bool) {
    self.loop = loop
    self.filter = filter
    self.body = body
    self.makesEntries = makesEntries
    super.init(loop.offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(&frame)
    var pairs: [(Value, Value)] = []
    for index in 0..<elements.count {
      try loop.bind(elements, index, &frame)
      guard let key = frame.locals[loop.first] else { continue }
      if let filter, try !filter.condition(&frame) { continue }
      let value = try body.evaluate(&frame)
      guard makesEntries else {
        pairs.append((key, value))
        continue
      }
      guard case .map(let map) = value else {
        throw EvaluationError(.noSuchOverload, "an entry is a map, not \(value.typeName)").at(body.offset)
      }
      try frame.pay(steps: map.count)
      pairs.append(contentsOf: map.entries.map { ($0.key, $0.value) })
    }
    do throws(EvaluationError) {
      return try frame.map(pairs)
    } catch {
      throw error.at(offset)
    }
  }
}

/// `sortBy`: the elements in the order of what `body` is for each; equal ones stay in theirs.
final class SortByNode: Node, @unchecked Sendable {
  let loop: Loop
  let body: Node

  init(_ loop: Loop, _ body: Node) {
    self.loop = loop
    self.body = body
    super.init(loop.offset)
  }

  override func evaluate(_ frame: inout Frame) throws(EvaluationError) -> Value {
    let elements = try loop.elements(&frame)
    guard case .list(let values) = elements else {
      throw EvaluationError(.noSuchOverload, "'sortBy' takes no map").at(offset)
    }
    var keys: [Value] = []
    for index in values.indices {
      try loop.bind(elements, index, &frame)
      keys.append(try body.evaluate(&frame))
    }
    do throws(EvaluationError) {
      return try frame.list(try Sorting.order(keys, &frame).map { values[$0] })
    } catch {
      throw error.at(offset)
    }
  }
}
