extension RegexParser {
  /// Reads `[…]`.
  mutating func parseClass() throws(RegularExpressionError) -> Int {
    let start = position
    var set = ScalarSet()
    var inverted = false
    position += 1
    if peek() == 0x5E {
      inverted = true
      position += 1
    }
    let first = position
    while let next = peek(), next != 0x5D || position == first {
      if let posix = try parsePOSIXClass() {
        set.add(posix)
      } else if next == 0x5C, let escape = try parseClassEscape() {
        set.add(escape)
      } else {
        set.add(try parseRange(from: start))
      }
      guard rangeCount + set.ranges.count <= RegexLimits.classRanges else {
        throw error("classes of more than \(RegexLimits.classRanges) ranges", at: start)
      }
    }
    guard peek() == 0x5D else { throw error("missing ] of this class", at: start) }
    position += 1
    // Folding is idempotent, and parts that an escape has inverted hold no half of a class that folding would fill.
    rangeCount += set.ranges.count
    set.normalize()
    if flags.contains(.ignoresCase) { set = CaseFolding.closure(of: set) }
    return try add(inverted ? set.inverted : set, at: start)
  }

  /// Reads `[:alpha:]` or `[:^alpha:]`; nil, and nothing read, if none comes.
  private mutating func parsePOSIXClass() throws(RegularExpressionError) -> ScalarSet? {
    guard comes("[:") else { return nil }
    let start = position
    var end = position + 2
    while end + 1 < pattern.count, pattern[end] != 0x3A || pattern[end + 1] != 0x5D { end += 1 }
    // Without its end it is a bracket and a colon.
    guard end + 1 < pattern.count else { return nil }
    position += 2
    let inverted = peek() == 0x5E
    if inverted { position += 1 }
    let nameStart = position
    position = end
    guard nameStart <= end, let set = ASCIIClass.posix(text(from: nameStart)) else {
      throw error("no class of ASCII is named \(nameStart <= end ? shown(from: nameStart) : "^")", at: start)
    }
    position = end + 2
    return folded(set, inverted: inverted)
  }

  /// Reads a character or a range of characters.
  private mutating func parseRange(from start: Int) throws(RegularExpressionError) -> ClosedRange<UInt32> {
    let rangeStart = position
    let low = try parseClassCharacter(from: start)
    guard peek() == 0x2D, let after = peek(1), after != 0x5D else { return low...low }
    position += 1
    let high = try parseClassCharacter(from: start)
    guard low <= high else {
      throw error("range \(shown(from: rangeStart)) that ends before it begins", at: rangeStart)
    }
    return low...high
  }

  private mutating func parseClassCharacter(from start: Int) throws(RegularExpressionError) -> UInt32 {
    guard let next = peek() else { throw error("missing ] of this class", at: start) }
    if next == 0x5C { return try parseCharacterEscape() }
    position += 1
    return next
  }
}
