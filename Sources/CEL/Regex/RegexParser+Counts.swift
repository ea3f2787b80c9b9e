extension RegexParser {
  /// Reads a repetition's operator; nil, and nothing read, if there is none.
  mutating func parseCount() throws(RegularExpressionError) -> RegexCount? {
    var count: RegexCount
    let start = position
    switch peek() {
    case 0x2A: count = RegexCount(minimum: 0, maximum: nil)
    case 0x2B: count = RegexCount(minimum: 1, maximum: nil)
    case 0x3F: count = RegexCount(minimum: 0, maximum: 1)
    case 0x7B:
      guard let braces = parseBraces() else { return nil }
      if let maximum = braces.maximum, maximum < braces.minimum {
        throw error("count of which the maximum is less than the minimum", at: start)
      }
      guard braces.minimum <= RegexLimits.repetitions, braces.maximum ?? 0 <= RegexLimits.repetitions else {
        throw error("count of more than \(RegexLimits.repetitions)", at: start)
      }
      count = braces
      position -= 1
    default: return nil
    }
    position += 1
    count.greedy = !flags.contains(.ungreedy)
    if peek() == 0x3F {
      position += 1
      count.greedy.toggle()
    }
    return count
  }

  /// Reads `{n}`, `{n,}` or `{n,m}`; nil, and nothing read, for any other brace, which is a literal then.
  private mutating func parseBraces() -> RegexCount? {
    let start = position
    position += 1
    guard let minimum = parseNumber() else {
      position = start
      return nil
    }
    var count = RegexCount(minimum: minimum, maximum: minimum)
    if peek() == 0x2C {
      position += 1
      count.maximum = nil
      if peek() != 0x7D {
        guard let maximum = parseNumber() else {
          position = start
          return nil
        }
        count.maximum = maximum
      }
    }
    guard peek() == 0x7D else {
      position = start
      return nil
    }
    position += 1
    return count
  }

  /// Reads a number without leading zeros, if one comes; one that is too large for any count stays so.
  private mutating func parseNumber() -> Int? {
    guard let first = peek(), (0x30...0x39).contains(first) else { return nil }
    if first == 0x30, let second = peek(1), (0x30...0x39).contains(second) { return nil }
    var number = 0
    while let digit = peek(), (0x30...0x39).contains(digit) {
      number = min(number * 10 + Int(digit - 0x30), RegexLimits.repetitions + 1)
      position += 1
    }
    return number
  }
}
