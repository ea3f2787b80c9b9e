/// A regular expression with the syntax and the meaning of RE2, matched in linear time.
///
/// The syntax is that of https://github.com/google/re2/wiki/Syntax without `\C`: what no matcher of linear time has,
/// backreferences and look-around, is refused. Classes as `\w`, and `\b`, know ASCII only; `\p{…}` knows Unicode. Texts
/// are sequences of code points: no two are equal for being canonically equivalent. Where RE2 goes by bytes and would
/// find a `\B` inside a character, this goes by characters.
///
/// ```swift
/// let version = try RegularExpression(#"v(?P<major>\d+)\.(\d+)"#)
/// version.matches("model v12.3")  // true
/// ```
///
/// A pattern's length, nesting, counts and compiled size have limits, past which it is refused.
public struct RegularExpression: Sendable {
  /// The pattern that this was made from.
  public let pattern: String

  private let program: RegexProgram

  /// Compiles `pattern`.
  ///
  /// - Throws: What is wrong with the pattern, and where.
  public init(_ pattern: String) throws(RegularExpressionError) {
    self.pattern = pattern
    self.program = try RegexCompiler.compile(RegexParser.parse(pattern))
  }

  /// The names of the groups in the order of their opening parentheses, nil for a group without a name. The first
  /// stands for the whole match.
  public var groupNames: [String?] { program.groupNames }

  /// How many steps `matches` may take at most for each code point of its text, and as many as for two more before and
  /// behind them.
  public var stepsPerCodePoint: Int { 2 * program.instructions.count }

  /// Whether some part of `text` matches, as RE2's `PartialMatch` tells.
  public func matches(_ text: String) -> Bool {
    var steps = Int.max
    return matches(text, steps: &steps) ?? false
  }

  /// Whether some part of `text` matches.
  ///
  /// - Parameter steps: The steps granted; those taken are taken off.
  /// - Returns: Nil if the steps did not suffice.
  public func matches(_ text: String, steps: inout Int) -> Bool? {
    var text = text
    return text.withUTF8 { bytes in
      RegexMachine.with(program, over: bytes, slotCount: 0, steps: &steps) { machine in
        machine.search(from: 0, found: UnsafeMutableBufferPointer(start: nil, count: 0))
      }
    }
  }

  /// The leftmost match in `text`, of those the one that Perl would find; nil if there is none.
  public func firstMatch(in text: String) -> Match? {
    var steps = Int.max
    return allMatches(in: text, atMost: 1, steps: &steps)?.first
  }

  /// The matches in `text` from left to right, none over another; an empty match at the end of the one before does
  /// not count.
  ///
  /// The search for one match may look at all of the text after it, so that all matches together may take time that
  /// grows with the square of the text's length: grant `steps` where the text is not yours.
  ///
  /// - Parameters:
  ///   - text: Where to look.
  ///   - count: How many to look for.
  ///   - steps: The steps granted; those taken are taken off.
  /// - Returns: Nil if the steps did not suffice.
  public func allMatches(in text: String, atMost count: Int = .max, steps: inout Int) -> [Match]? {
    var contiguous = text
    var found: [[Int]] = []
    let slotCount = 2 * program.groupNames.count
    let sufficed = contiguous.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: slotCount) { slots in
        slots.initialize(repeating: -1)
        return RegexMachine.with(program, over: bytes, slotCount: slotCount, steps: &steps) { machine in
          var offset = 0
          var last = -1
          while found.count < count, offset <= bytes.count {
            guard let isFound = machine.search(from: offset, found: slots) else { return false }
            guard isFound else { break }
            let (start, end) = (slots[0], slots[1])
            if start < end || start != last { found.append(Array(slots)) }
            last = end
            offset = end
            if start == end {
              // Past the next character.
              offset += 1
              while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            }
          }
          return true
        }
      }
    }
    guard sufficed else { return nil }
    return found.map { Match(slots: $0, in: text) }
  }

  /// The matches in `text` from left to right, none over another; an empty match at the end of the one before does
  /// not count.
  public func allMatches(in text: String) -> [Match] {
    var steps = Int.max
    return allMatches(in: text, steps: &steps) ?? []
  }
}

extension RegularExpression: Hashable {
  /// Whether both are made from the same code points.
  public static func == (one: RegularExpression, other: RegularExpression) -> Bool {
    one.pattern.utf8.elementsEqual(other.pattern.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in pattern.utf8 { hasher.combine(byte) }
  }
}
