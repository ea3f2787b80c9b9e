import CEL
import Testing

@Suite struct RegexErrorTests {
  private func refusal(_ pattern: String) -> RegularExpressionError? {
    do {
      _ = try RegularExpression(pattern)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("a(b", 1, "missing )"), ("a)b", 1, "unmatched )"), ("é[b", 1, "missing ]"), ("a[]", 1, "missing ]"),
    ("*a", 0, "nothing to repeat"), ("a|+", 2, "nothing to repeat"), ("(?i){2}", 4, "nothing to repeat"),
    ("a**", 2, "repetition of a repetition"), ("a{2}{3}", 4, "repetition of a repetition"),
    ("a*(?i)*", 6, "repetition of a repetition"), ("a{2,1}", 1, "less than the minimum"),
    ("a{1001}", 1, "more than 1000"), ("a{1,99999999999999999999}", 1, "more than 1000"),
    ("[b-a]", 1, "ends before it begins"), ("[a-\\d]", 3, "no escape"), ("[[:foo:]]", 1, "named foo"),
    ("\\p{Foo}", 0, "named Foo"), ("\\p{Lu", 0, "missing }"), ("\\p", 0, "without the name"),
    ("a\\", 1, "backslash at the end"), ("\\y", 0, "no escape is \\y"), ("\\x1", 0, "no code point"),
    ("\\x{110000}", 0, "no code point"), ("\\x{}", 0, "no code point"), ("(?z)", 0, "begins no group"),
    ("(?i", 0, "missing )"), ("(?i-)", 0, "begins no group"), ("(?P<a-b>c)", 5, "name of a group"),
    ("(?P<>a)", 0, "name of a group"), ("(?P<n>a)(?<n>b)", 8, "second group"), ("\\C", 0, "\\C"),
    ("\\Z", 0, "\\Z"),
  ])
  func `what is wrong is told with its place`(_ pattern: String, _ offset: Int, _ message: String) throws {
    let error = try #require(refusal(pattern))
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error)")
    #expect(error.description == "\(error.message), at code point \(offset)")
  }

  @Test(arguments: ["(a)\\1", "\\9", "(?=a)", "(?!a)", "(?<=a)", "(?<!a)"])
  func `what no linear matcher has is refused by its name`(_ pattern: String) throws {
    let message = try #require(refusal(pattern)).message
    #expect(message.contains("linear time"))
    #expect(message.contains("backreference") || message.contains("look-around"))
  }

  @Test func `what a message shows of a pattern commands no terminal and is short`() throws {
    for hidden in ["\u{1B}[2J", "\n", "\u{202E}", "\u{9B}"] {
      for pattern in ["\\p{\(hidden)}", "[[:\(hidden):]]", "[b-\(hidden)a]", "(?\(hidden))", "\\\(hidden)"] {
        guard let error = refusal(pattern) else { continue }
        let controls = error.message.unicodeScalars.filter {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E
        }
        #expect(controls.isEmpty, "\(pattern.debugDescription)")
      }
    }
    #expect(try #require(refusal("\\p{\u{1B}}")).message.contains("\\x{1b}"))
    #expect(
      try #require(refusal("\\p{" + String(repeating: "é", count: 5_000) + "}")).message.utf8.count < 200)
  }

  @Test func `a class of Unicode is named by ASCII alone`() {
    // The Kelvin sign is canonically equivalent to K.
    #expect(refusal("\\p{\u{212A}hmer}") != nil)
    #expect(refusal("\\p{Khmer}") == nil)
  }

  @Test func `counts within counts are bounded by their product`() {
    #expect(refusal("a{1000}") == nil)
    #expect(refusal("(?:a{1000}){1000}") != nil)
    #expect(refusal("a{1000}{1000}") != nil)
    #expect(refusal("(?:a{50}){20}") == nil)
    #expect(refusal("(?:a{50}){21}") != nil)
    #expect(refusal("(?:(?:a{10}b){10}c){11}") != nil)
    #expect(refusal("(?:a{0,1000}){0,2}") != nil)
    #expect(refusal("(?:a{1000})*") == nil)
  }

  @Test func `a pattern too large once compiled is refused`() {
    let twenty = String(repeating: "x", count: 20)
    #expect(refusal("(?:\(twenty)){400}") == nil)
    #expect(refusal("(?:\(twenty)){600}")?.message.contains("write smaller counts") == true)
    #expect(refusal(String(repeating: "(?:\(twenty)){400}", count: 2)) != nil)
  }

  @Test func `groups within groups are bounded`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(?:", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(refusal(nested(200)) == nil)
    #expect(refusal(nested(201)) != nil)
    #expect(refusal(String(repeating: "(", count: 10_000)) != nil)
    #expect(refusal("a" + String(repeating: "(?i)*", count: 1_999)) != nil)
  }

  @Test func `a pattern's length is bounded`() {
    #expect(refusal(String(repeating: "a", count: 9_000)) == nil)
    #expect(refusal(String(repeating: "a", count: 10_001)) != nil)
    #expect(refusal(String(repeating: "a", count: 1_000_000)) != nil)
  }

  @Test func `what groups would need to be kept is bounded`() {
    #expect(refusal(String(repeating: "(a)", count: 100)) == nil)
    #expect(refusal(String(repeating: "(a)", count: 1_000))?.message.contains("(?:…)") == true)
    #expect(refusal(String(repeating: "(?:a)", count: 1_000)) == nil)
  }

  @Test func `classes of many ranges are bounded`() {
    #expect(refusal(String(repeating: "\\pL", count: 20)) == nil)
    #expect(refusal(String(repeating: "\\pL", count: 3_000)) != nil)
    #expect(refusal("[" + String(repeating: "\\pL", count: 3_000) + "]") != nil)
    #expect(refusal("(?i)" + String(repeating: "[^\\pL]", count: 1_500)) != nil)
  }

  @Test func `junk of any kind is read or refused, and never worse`() {
    var state: UInt64 = 7
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let pieces = [
      "(", ")", "[", "]", "{", "}", "*", "+", "?", "|", "^", "$", "\\", ".", "-", ",", ":", "<", ">", "P",
      "1", "0", "a",
      "é", "p", "Q", "E", "x", "[:", ":]", "(?", "\\p{", "i", "m", "\n", "😀",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let pattern = (0..<random(12)).map { _ in pieces[random(pieces.count)] }.joined()
      guard let expression = try? RegularExpression(pattern) else { continue }
      accepted += 1
      for text in ["", "aé😀a\n1", "(?P<a>b)"] {
        #expect(expression.matches(text) == (expression.firstMatch(in: text) != nil))
      }
    }
    #expect(accepted > 1_000 && accepted < 19_000)
  }
}
