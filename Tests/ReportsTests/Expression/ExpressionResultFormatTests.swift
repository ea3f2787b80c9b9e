import Governance
import Reports
import Testing

@Suite("The value of an expression, as told") struct ExpressionResultFormatTests {
  private func result(_ text: String) throws -> ExpressionResult {
    ExpressionScope(now: Instant(seconds: 1_790_000_000)).result(of: try PolicyExpression(text))
  }

  private func shown(
    _ expression: String, _ format: ExpressionResultFormat, explaining: Bool = false
  ) throws -> String {
    String(decoding: format.bytes(for: try result(expression), explaining: explaining), as: UTF8.self)
  }

  @Test(arguments: [
    ("1 + 1", "2", "2"), ("2u", "2u", "2"), ("1.0", "1.0", "1.0"), ("1e300", "1e+300", "1e+300"),
    ("0.0 / 0.0", "NaN", #""NaN""#), ("-1.0 / 0.0", "-Infinity", #""-Infinity""#),
    ("18446744073709551615u", "18446744073709551615u", "18446744073709551615"),
    ("'a' + '\\n'", #""a\n""#, #""a\n""#), ("b'\\x00\\xff'", #"b"\x00\xff""#, #""AP8=""#),
    ("b'abc'", #"b"abc""#, #""YWJj""#), ("[1, null, true]", "[1, null, true]", "[1,null,true]"),
    ("{1: 'a', true: 2, 'k': []}", #"{1: "a", true: 2, "k": []}"#, #"{"1":"a","true":2,"k":[]}"#),
    ("duration('-90.5s')", #"duration("-90.5s")"#, #""-90.5s""#), ("type(1)", "int", #""int""#),
    ("now", #"timestamp("2026-09-21T14:13:20Z")"#, #""2026-09-21T14:13:20Z""#),
    ("optional.of(1)", "optional.of(1)", "1"), ("optional.none()", "optional.none()", "null"),
    (#"'\u202e'"#, #""\u202e""#, #""\u202e""#),
  ])
  func `a value is one line, as the language writes it or in JSON`(
    _ expression: String, _ text: String, _ json: String
  ) throws {
    #expect(try shown(expression, .text) == text + "\n")
    #expect(try shown(expression, .json) == json + "\n")
  }

  @Test func `a long value is shown whole`() throws {
    let text = String(repeating: "a", count: 4000)
    #expect(try shown("'\(text)'", .text) == "\"\(text)\"\n")
  }

  @Test func `the parts follow the value`() throws {
    #expect(
      try shown("[1, 2].size() > 1 + 2", .text, explaining: true).hasPrefix("false\n  [1, 2].size() is 2\n"))
    let json = try shown("[1, 2].size() > 2", .json, explaining: true)
    #expect(json.contains(#""schema": "countersign/policy-eval/v1""#))
    #expect(json.contains(#""source": "[1, 2].size()""#) && json.contains(#""type": "bool""#))
  }

  @Test func `of an error nothing is shown as a value, and in JSON with the parts it is a member`() throws {
    #expect(try shown("1 / 0", .text, explaining: true).isEmpty)
    #expect(try shown("1 / 0", .json).isEmpty)
    let json = try shown("1 / (now < now ? 1 : 0)", .json, explaining: true)
    #expect(json.contains(#""error": {"#) && json.contains(#""column": 3"#))
  }

  @Test func `an error is told with its place, the parts and what to do`() throws {
    let result = try result("card.tier == 'high'")
    #expect(result.missing == [.card])
    guard case .error(let message, let position) = result.outcome else {
      Issue.record("it has a value")
      return
    }
    let text = ExpressionDiagnostic(message, in: result.source, at: position, help: ["add"], parts: result)
      .text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[0].contains("'card' has no value"))
    #expect(lines[1] == "  card.tier == 'high'" && lines[2].hasSuffix("^"))
    #expect(lines[3].hasPrefix("  card.tier is an error: ") && lines.last == "  help: add")
  }
}
