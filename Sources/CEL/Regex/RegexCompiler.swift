/// Makes the program of a tree, from its end to its start: each part is given the instruction that follows it.
struct RegexCompiler {
  private let tree: RegexTree
  private var instructions: [RegexInstruction] = []
  /// For every node, whether it can match without taking a code point.
  private let takesNothing: [Bool]

  /// Compiles `tree`.
  static func compile(_ tree: RegexTree) throws(RegularExpressionError) -> RegexProgram {
    var compiler = RegexCompiler(tree)
    let end = try compiler.emit(.match)
    let body = try compiler.compile(tree.root, next: try compiler.emit(.save(slot: 1, next: end)))
    let start = try compiler.emit(.save(slot: 0, next: body))
    guard compiler.instructions.count * tree.groupNames.count * 2 <= RegexLimits.captureSlots else {
      throw RegularExpressionError(message: "too many groups for a pattern so large, write (?:…)", offset: 0)
    }
    return RegexProgram(
      instructions: compiler.instructions, start: Int(start), sets: tree.sets, groupNames: tree.groupNames,
      isAnchored: compiler.isAnchored(tree.root))
  }

  private init(_ tree: RegexTree) {
    self.tree = tree
    // A node's parts come before it.
    var takesNothing: [Bool] = []
    for node in tree.nodes {
      switch node {
      case .empty, .assertion: takesNothing.append(true)
      case .scalar, .set: takesNothing.append(false)
      case .capture(_, let part): takesNothing.append(takesNothing[part])
      case .concatenation(let parts): takesNothing.append(parts.allSatisfy { takesNothing[$0] })
      case .alternation(let parts): takesNothing.append(parts.contains { takesNothing[$0] })
      case .repetition(let part, let minimum, _, _): takesNothing.append(minimum == 0 || takesNothing[part])
      }
    }
    self.takesNothing = takesNothing
  }

  /// Whether `node` matches at the start of a text only, as far as is easily seen.
  private func isAnchored(_ node: Int) -> Bool {
    switch tree.nodes[node] {
    case .assertion(let assertion): assertion == .textStart
    case .capture(_, let part): isAnchored(part)
    case .concatenation(let parts): parts.first.map(isAnchored) ?? false
    case .alternation(let parts): parts.allSatisfy(isAnchored)
    case .repetition(let part, let minimum, _, _): minimum > 0 && isAnchored(part)
    case .empty, .scalar, .set: false
    }
  }

  private mutating func emit(_ instruction: RegexInstruction) throws(RegularExpressionError) -> Int32 {
    guard instructions.count < RegexLimits.instructions else {
      throw RegularExpressionError(
        message: "more than \(RegexLimits.instructions) steps, write smaller counts", offset: 0)
    }
    instructions.append(instruction)
    return Int32(instructions.count - 1)
  }

  /// Compiles `node` so that `next` follows it, and gives its first instruction.
  private mutating func compile(_ node: Int, next: Int32) throws(RegularExpressionError) -> Int32 {
    switch tree.nodes[node] {
    case .empty: return next
    case .scalar(let scalar): return try emit(.scalar(scalar, next: next))
    case .set(let set): return try emit(.set(Int32(set), next: next))
    case .assertion(let assertion): return try emit(.assertion(assertion, next: next))
    case .capture(let index, let part):
      let end = try emit(.save(slot: Int32(2 * index + 1), next: next))
      return try emit(.save(slot: Int32(2 * index), next: try compile(part, next: end)))
    case .concatenation(let parts):
      var entry = next
      for part in parts.reversed() { entry = try compile(part, next: entry) }
      return entry
    case .alternation(let parts):
      var entry = try compile(parts[parts.count - 1], next: next)
      for part in parts.dropLast().reversed() {
        entry = try split(try compile(part, next: next), entry, greedy: true)
      }
      return entry
    case .repetition(let part, let minimum, let maximum, let greedy):
      return try compileRepetition(of: part, minimum: minimum, maximum: maximum, greedy: greedy, next: next)
    }
  }

  private mutating func compileRepetition(
    of part: Int, minimum: Int, maximum: Int?, greedy: Bool, next: Int32
  ) throws(RegularExpressionError) -> Int32 {
    var entry = next
    var copies = minimum
    if let maximum {
      // x{0,2} is (?:x(?:x)?)?: who leaves out one, leaves out all that follow.
      for _ in minimum..<maximum {
        entry = try split(try compile(part, next: entry), next, greedy: greedy)
      }
    } else if minimum > 0 {
      entry = try loop(part, greedy: greedy, next: next).body
      copies -= 1
    } else if takesNothing[part] {
      // A loop that its part may pass through without a step would try the way out before the part's second choice:
      // (?:x+)? keeps the order.
      entry = try split(try loop(part, greedy: greedy, next: next).body, next, greedy: greedy)
    } else {
      entry = try loop(part, greedy: greedy, next: next).fork
    }
    for _ in 0..<copies { entry = try compile(part, next: entry) }
    return entry
  }

  /// Compiles `part` followed by a fork: back to the part, or on to `next`.
  private mutating func loop(
    _ part: Int, greedy: Bool, next: Int32
  ) throws(RegularExpressionError) -> (body: Int32, fork: Int32) {
    let fork = try emit(.match)
    let body = try compile(part, next: fork)
    instructions[Int(fork)] = greedy ? .split(body, next) : .split(next, body)
    return (body, fork)
  }

  private mutating func split(
    _ part: Int32, _ other: Int32, greedy: Bool
  ) throws(RegularExpressionError) -> Int32 {
    try emit(greedy ? .split(part, other) : .split(other, part))
  }
}
