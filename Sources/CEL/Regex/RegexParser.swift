/// Reads the syntax of RE2 (https://github.com/google/re2/wiki/Syntax), Perl's with what a matcher of linear time
/// can do.
///
/// ```
/// alternation   = concatenation *( "|" concatenation )
/// concatenation = *( atom [ repetition ] )
/// repetition    = ( "*" / "+" / "?" / "{" n [ "," [ m ] ] "}" ) [ "?" ]
/// atom          = literal / "." / "^" / "$" / class / escape / group / "(?" flags ")"
/// group         = "(" [ "?P<" name ">" / "?<" name ">" / "?" flags ":" ] alternation ")"
/// ```
///
/// A brace that begins no count is a literal, as RE2 has it.
struct RegexParser {
  /// The pattern's code points.
  let pattern: [UInt32]
  /// The code point that is read next.
  var position = 0
  /// The flags in force.
  var flags: RegexFlags = []
  /// What has been read.
  var tree = RegexTree()
  /// The ranges of all sets so far, and of those that were given up: bounds the work of classes.
  var rangeCount = 0
  private var depth = 0
  private var setIndices: [ScalarSet: Int] = [:]
  /// For every node, the largest product of the counts around a part of it.
  private var weights: [Int] = []

  /// Reads `pattern`.
  static func parse(_ pattern: String) throws(RegularExpressionError) -> RegexTree {
    guard pattern.utf8.count <= 4 * RegexLimits.patternLength,
      pattern.unicodeScalars.count <= RegexLimits.patternLength
    else {
      throw RegularExpressionError(
        message: "pattern of more than \(RegexLimits.patternLength) code points",
        offset: RegexLimits.patternLength)
    }
    var parser = RegexParser(pattern: pattern.unicodeScalars.map(\.value))
    let root = try parser.parseAlternation()
    guard parser.position == parser.pattern.count else {
      throw parser.error("unmatched ), write \\) for the character", at: parser.position)
    }
    parser.tree.root = root
    return parser.tree
  }

  private init(pattern: [UInt32]) { self.pattern = pattern }

  // MARK: - Reading

  /// The code point `distance` ahead, nil past the end.
  func peek(_ distance: Int = 0) -> UInt32? {
    position + distance < pattern.count ? pattern[position + distance] : nil
  }

  /// Whether the code points of `text`, which is ASCII, come next.
  func comes(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= pattern.count else { return false }
    for index in 0..<text.utf8CodeUnitCount where pattern[position + index] != UInt32(text.utf8Start[index]) {
      return false
    }
    return true
  }

  /// The text of the code points from `start` to the next one to read.
  func text(from start: Int) -> String {
    var text = ""
    for value in pattern[start..<position] { text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
    return text
  }

  /// The same as messages show it: whoever wrote the pattern shall not write to the reader's terminal.
  func shown(from start: Int) -> String {
    var shown = ""
    for value in pattern[start..<position].prefix(RegexLimits.shown) {
      if let scalar = Unicode.Scalar(value), UnicodeClass.isVisible(scalar) {
        shown.unicodeScalars.append(scalar)
      } else {
        shown += "\\x{\(String(value, radix: 16))}"
      }
    }
    return position - start > RegexLimits.shown ? shown + "…" : shown
  }

  /// The error `message` at code point `offset`.
  func error(_ message: String, at offset: Int) -> RegularExpressionError {
    RegularExpressionError(message: message, offset: offset)
  }

  // MARK: - Nodes

  /// Adds a node; `weight` is that of its parts.
  mutating func add(_ node: RegexNode, weight: Int = 1) -> Int {
    tree.nodes.append(node)
    weights.append(weight)
    return tree.nodes.count - 1
  }

  /// Adds the node that matches one code point of `set`, which is normalized and has `flags` applied already.
  mutating func add(_ set: ScalarSet, at offset: Int) throws(RegularExpressionError) -> Int {
    if let only = set.onlyScalar { return add(.scalar(only)) }
    if let known = setIndices[set] { return add(.set(known)) }
    try count(set, at: offset)
    tree.sets.append(set)
    setIndices[set] = tree.sets.count - 1
    return add(.set(tree.sets.count - 1))
  }

  /// Counts the ranges of a set that `offset` asks for.
  mutating func count(_ set: ScalarSet, at offset: Int) throws(RegularExpressionError) {
    rangeCount += set.ranges.count
    guard rangeCount <= RegexLimits.classRanges else {
      throw error("classes of more than \(RegexLimits.classRanges) ranges", at: offset)
    }
  }

  /// Adds the node that matches `scalar` as the flags have it.
  mutating func addLiteral(_ scalar: UInt32) throws(RegularExpressionError) -> Int {
    guard flags.contains(.ignoresCase) else { return add(.scalar(scalar)) }
    return try add(CaseFolding.closure(of: ScalarSet([scalar...scalar])), at: position)
  }

  // MARK: - Grammar

  /// Reads an alternation up to the end or a closing parenthesis.
  private mutating func parseAlternation() throws(RegularExpressionError) -> Int {
    var branches = [try parseConcatenation()]
    while peek() == 0x7C {
      position += 1
      branches.append(try parseConcatenation())
    }
    return branches.count == 1 ? branches[0] : add(.alternation(branches), weight: weight(of: branches))
  }

  private mutating func parseConcatenation() throws(RegularExpressionError) -> Int {
    var items: [Int] = []
    while let next = peek(), next != 0x7C, next != 0x29 {
      let start = position
      if let count = try parseCount() {
        guard let last = items.popLast() else {
          throw error(
            "nothing to repeat before \(shown(from: start)), write \\ before a literal one", at: start)
        }
        // Even with flags in between, which RE2 lets pass: depth is for groups to count.
        if case .repetition = tree.nodes[last] {
          throw error("repetition of a repetition, write (?:…) around the first", at: start)
        }
        items.append(try addRepetition(of: last, count, at: start))
      } else {
        try parseAtom(into: &items)
      }
    }
    switch items.count {
    case 0: return add(.empty)
    case 1: return items[0]
    default: return add(.concatenation(items), weight: weight(of: items))
    }
  }

  private func weight(of nodes: [Int]) -> Int {
    nodes.reduce(1) { max($0, weights[$1]) }
  }

  private mutating func addRepetition(
    of node: Int, _ count: RegexCount, at offset: Int
  ) throws(RegularExpressionError) -> Int {
    let weight = weights[node] * max(1, count.maximum ?? count.minimum)
    guard weight <= RegexLimits.repetitions || (count.minimum < 2 && (count.maximum ?? 0) < 2) else {
      throw error(
        "more than \(RegexLimits.repetitions) repetitions, counts within counts multiplied", at: offset)
    }
    return add(
      .repetition(node: node, minimum: count.minimum, maximum: count.maximum, greedy: count.greedy),
      weight: weight)
  }

  /// Reads one atom, or flags, or a quotation: as many nodes as it has.
  private mutating func parseAtom(into items: inout [Int]) throws(RegularExpressionError) {
    let start = position
    switch pattern[position] {
    case 0x28:
      if let group = try parseGroup() { items.append(group) }
    case 0x5B:
      items.append(try parseClass())
    case 0x5C:
      try parseEscape(into: &items)
    case 0x5E:
      position += 1
      items.append(add(.assertion(flags.contains(.multiline) ? .lineStart : .textStart)))
    case 0x24:
      position += 1
      items.append(add(.assertion(flags.contains(.multiline) ? .lineEnd : .textEnd)))
    case 0x2E:
      position += 1
      items.append(try add(flags.contains(.dotMatchesNewline) ? .all : .allButNewline, at: start))
    case let literal:
      position += 1
      items.append(try addLiteral(literal))
    }
  }

  /// Reads a group, or flags for what follows, which are no node.
  private mutating func parseGroup() throws(RegularExpressionError) -> Int? {
    let start = position
    let outer = flags
    var capture: Int?
    position += 1
    if comes("?P<") || (comes("?<") && peek(2) != 0x3D && peek(2) != 0x21) {
      capture = try addCapture(named: parseGroupName(from: start))
    } else if comes("?") {
      guard try parseFlags(from: start) else { return nil }
    } else {
      capture = addCapture(named: nil)
    }
    depth += 1
    guard depth <= RegexLimits.nesting else {
      throw error("groups more than \(RegexLimits.nesting) deep", at: start)
    }
    let node = try parseAlternation()
    guard peek() == 0x29 else { throw error("missing ) of this group", at: start) }
    position += 1
    depth -= 1
    flags = outer
    guard let capture else { return add(.concatenation([node]), weight: weights[node]) }
    return add(.capture(index: capture, node: node), weight: weights[node])
  }

  private mutating func addCapture(named name: String?) -> Int {
    tree.groupNames.append(name)
    return tree.groupNames.count - 1
  }
}
