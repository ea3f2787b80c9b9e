import CEL
import Testing

/// What a search costs, counted in its own steps: a clock would tell of the machine that runs the tests.
@Suite struct RegexWorkTests {
  /// The steps of looking for `pattern` in `text`.
  private func steps(_ pattern: String, _ text: String, matches expected: Bool) throws -> Int {
    let expression = try RegularExpression(pattern)
    var left = Int.max
    #expect(expression.matches(text, steps: &left) == expected)
    let taken = Int.max - left
    #expect(taken <= expression.stepsPerCodePoint * (text.unicodeScalars.count + 2))
    return taken
  }

  @Test(arguments: [
    ("(a*)*b", "a"), ("(x+x+)+y", "x"), ("(a|a)*b", "a"), ("(a|aa)+$b", "a"),
    ("^(([a-z])+.)+[A-Z]([a-z])+$", "a"),
    ("(?:(?:a?){20}a{20})*b", "a"), ("(.*)*\\d", "é"), (".*.*.*=.*", "x"), ("(?i)(?:k|\\x{212A})*!", "K"),
  ])
  func `patterns that make others backtrack take steps in proportion to the text`(
    _ pattern: String, _ unit: String
  ) throws {
    let short = try steps(pattern, String(repeating: unit, count: 10_000), matches: false)
    let long = try steps(pattern, String(repeating: unit, count: 100_000), matches: false)
    #expect(long <= 11 * short)
    #expect(long <= 100_000 * 300)
  }

  @Test func `the same patterns match where they should`() throws {
    let text = String(repeating: "x", count: 100_000) + "y"
    _ = try steps("(x+x+)+y", text, matches: true)
    _ = try steps("^(a*)*b$", String(repeating: "a", count: 100_000) + "b", matches: true)
    #expect(try RegularExpression("(x+x+)+y").firstMatch(in: text)?.range == text.startIndex..<text.endIndex)
  }

  @Test func `an optional part many times over takes no longer for being ambiguous`() throws {
    let count = 300
    let pattern = "^(?:a?){\(count)}a{\(count)}$"
    _ = try steps(pattern, String(repeating: "a", count: count), matches: true)
    _ = try steps(pattern, String(repeating: "a", count: count - 1), matches: false)
  }

  @Test func `a search stops at the first end of a match`() throws {
    let text = String(repeating: "a", count: 100_000)
    #expect(try steps("a+", text, matches: true) < 100)
    #expect(try steps("^b", text, matches: false) < 100)
  }

  @Test func `a search that may take no more steps does not answer`() throws {
    let expression = try RegularExpression("(x+x+)+y")
    let text = String(repeating: "x", count: 10_000)
    var few = 5_000
    #expect(expression.matches(text, steps: &few) == nil)
    #expect(few < 0 && few > -1_000)
    var enough = expression.stepsPerCodePoint * 10_002
    #expect(expression.matches(text, steps: &enough) == false)
    #expect(enough >= 0)
  }

  @Test func `looking for all matches ends with the steps, however many matches there are`() throws {
    // Every search runs to the end of the text: the square of its length.
    let text = String(repeating: "a", count: 100_000)
    let expression = try RegularExpression("a*b|a")
    var few = 1_000_000
    #expect(expression.allMatches(in: text, steps: &few) == nil)
    #expect(few < 0 && few > -1_000)
    var enough = 1_000_000
    #expect(expression.allMatches(in: String(repeating: "a", count: 100), steps: &enough)?.count == 100)
  }

  @Test func `steps cost more where there are many groups to keep`() throws {
    let text = String(repeating: "a", count: 100)
    func cost(_ pattern: String) throws -> Int {
      var left = Int.max
      #expect(try RegularExpression(pattern).allMatches(in: text, atMost: 1, steps: &left)?.count == 1)
      return Int.max - left
    }
    let plain = String(repeating: "(?:a?)", count: 40)
    let grouped = String(repeating: "(a?)", count: 40)
    #expect(try cost(grouped) > 5 * cost(plain))
  }

  @Test func `a large pattern is compiled and run within its bounds`() throws {
    let pattern = "(?i)" + String(repeating: "[a-zé]{1000}", count: 9)
    _ = try steps(pattern, String(repeating: "é", count: 2_000), matches: false)
  }
}
