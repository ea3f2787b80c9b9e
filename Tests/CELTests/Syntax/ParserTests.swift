import CEL
import Testing

struct ParserTests {
  @Test(
    arguments: [
      ("1 + 2 * 3 == 7", true), ("(1 + 2) * 3 == 9", true), ("10 - 3 - 2 == 5", true), ("-2 - -3 == 1", true),
      ("true || false && false", true), ("!false && !!true", true), ("1 < 2 == true", true),
      ("false ? 1 : true ? 2 : 3", 2), ("1 in [1] && !(2 in [1])", true), ("0x1F + 0x1", 32),
      ("7u", .uint(7)),
      ("1e3", 1000.0), (".5 + .25", 0.75), ("-9223372036854775808", .int(.min)), ("[1, 2,][1]", 2),
      ("{'a': 1,}.a", 1), ("'a' // not\n + 'b'", "ab"), ("{'if': 1}.if", 1), ("{'a b': 1}.`a b`", 1),
      ("\"\\x41\\u00e9\\U0001F600\\101\\n\"", "Aé😀A\n"), ("r'\\n'", "\\n"), ("'''a\n'b'''", "a\n'b"),
      ("b'\\xff\\377é'", .bytes([0xFF, 0xFF, 0xC3, 0xA9])),
      ("Br'\\d'", .bytes([0x5C, 0x64])),
    ] as [(String, Value)])
  func `an expression means what the grammar says`(_ text: String, _ value: Value) throws {
    #expect(try evaluated(text) == value)
  }

  @Test(arguments: [
    ("", 1, 1), ("1 +", 1, 4), ("1 2", 1, 3), ("(1", 1, 3), ("[1", 1, 3), ("{1}", 1, 3), ("'a\n'", 1, 1),
    ("a.", 1, 3),
    ("1 = 2", 1, 3), ("12abc", 1, 1), ("0x", 1, 1), ("1e", 1, 2), ("'\\q'", 1, 2), ("'\\ud800'", 1, 2),
    ("9223372036854775808", 1, 1), ("18446744073709551616u", 1, 1), ("1e999", 1, 1), ("if", 1, 1),
    ("b'\\u0041'", 1, 3), ("rb'a'", 1, 3), ("bb'a'", 1, 3),
    ("'é' +\n  @", 2, 3), ("true ? 1", 1, 9), ("a.in", 1, 3), ("`a`", 1, 1), ("1 & 2", 1, 3), ("\u{7}", 1, 1),
  ])
  func `a mistake is refused where it is`(_ text: String, _ line: Int, _ column: Int) {
    let error = refusal(text, variables: ["a"])
    #expect(error?.kind == .syntax)
    #expect(error?.position.line == line && error?.position.column == column, "\(String(describing: error))")
  }

  @Test func `messages are refused with a hint`() {
    #expect(refusal("Card{name: 'x'}")?.kind == .unsupported)
    #expect(refusal("{'name': 'x'}") == nil)
  }

  @Test(arguments: ["(", "[", "{1:", "-", "!", "f(", "true ? true : ", "'a' + ", "[0][", "x.all(y, "])
  func `nesting has an end before the stack has one`(_ part: String) {
    let deep = String(repeating: part, count: 60_000 / part.utf8.count)
    let error = refusal(deep, variables: ["x"])
    #expect(error != nil)
    #expect(refusal(deep + "1", variables: ["x"]) != nil)
  }

  @Test func `as many levels as the limits allow are taken`() throws {
    let text = String(repeating: "(", count: 150) + "1" + String(repeating: ")", count: 150)
    #expect(try evaluated(text) == 1)
    #expect(refusal(text, limits: Limits(depth: 100))?.kind == .limit)
    let chain = Array(repeating: "true", count: 5_000).joined(separator: " && ")
    #expect(try evaluated(chain) == true)
  }

  @Test func `a text that is too long is refused unread`() {
    #expect(refusal(String(repeating: " ", count: 65_536) + "1")?.kind == .limit)
    #expect(refusal(String(repeating: " ", count: 65_535) + "1") == nil)
  }

  @Test func `the tree knows where its parts are`() throws {
    let program = try Program(compile: "  a.b  >=  1", variables: ["a"])
    guard case .binary(.greaterOrEqual, let left, let right) = program.expression.kind else {
      Issue.record("no comparison")
      return
    }
    #expect(program.source(left.start..<left.end) == "a.b")
    #expect(right.start == 11 && right.end == 12)
    #expect(program.expression.mark == 7)
    #expect(program.position(ofOffset: 7).description == "1:8")
  }
}
