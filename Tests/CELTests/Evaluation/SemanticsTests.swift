import CEL
import Testing

/// What the language definition says of errors, equality, order and numbers.
struct SemanticsTests {
  @Test(arguments: [
    "true || 1 / 0 > 0", "1 / 0 > 0 || true", "!(false && 1 / 0 > 0)", "!(1 / 0 > 0 && false)", "1 || true",
    "[0, 1].exists(x, 1 / x > 0)", "![0, 1].all(x, 1 / x < 1)", "{}.?a.orValue(true)",
    "cel.bind(x, 1 / 0, true)", "true ? true : 1 / 0 > 0",
  ])
  func `a term that decides absorbs the errors of others`(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    ("false || 1 / 0 > 0", EvaluationError.Kind.divisionByZero), ("1 / 0 > 0 && true", .divisionByZero),
    ("1 / 0 > 0 || [][0]", .divisionByZero), ("[][0] || 1 / 0 > 0", .outOfRange),
    ("1 && true", .noSuchOverload),
    ("[0].exists(x, 1 / x > 0)", .divisionByZero), ("[1, 0].exists_one(x, 1 / x == 1)", .divisionByZero),
    ("1 ? 2 : 3", .noSuchOverload), ("cel.bind(x, 1 / 0, x)", .divisionByZero), ("!1", .noSuchOverload),
  ])
  func `an error that nothing decides against is told, the first of several`(
    _ text: String, _ kind: EvaluationError.Kind
  ) throws {
    #expect(try failure(text)?.kind == kind)
  }

  @Test(arguments: [
    "9223372036854775807 + 1", "-9223372036854775808 - 1", "9223372036854775807 * 2",
    "-(-9223372036854775808)",
    "-9223372036854775808 / -1", "-9223372036854775808 % -1", "0u - 1u", "18446744073709551615u + 1u",
    "int(1e19)",
    "int(double('NaN'))", "uint(-1)", "int(18446744073709551615u)", "math.abs(-9223372036854775808)",
    "timestamp('9999-12-31T23:59:59Z') + duration('1s')", "duration('9000000000s') + duration('9000000000s')",
  ])
  func `nothing wraps around`(_ text: String) throws {
    #expect(try failure(text)?.kind == .overflow)
  }

  @Test(arguments: [
    "1 == 1.0 && 1u == 1 && 1.0 == 1u && 1 != 1.5", "1 != '1' && null != false && [] != {}",
    "[1, 2.0] == [1.0, 2u]",
    "{'a': 1, 'b': 2} == {'b': 2.0, 'a': 1u}", "double('NaN') != double('NaN')",
    "[double('NaN')] != [double('NaN')]",
    "-1 < 0u && 18446744073709551615u > 9223372036854775807", "1 < 1.5 && 1.5 < 2u", "'a' < 'b' && 'Z' < 'a'",
    "b'a' < b'b' && false < true", "!(double('NaN') < 1.0) && !(double('NaN') >= 1.0)", "0.0 == -0.0",
    "{1: 'a'}[1.0] == 'a' && {1u: 'a'}[1] == 'a'", "1.0 in {1: 2} && !(1.5 in {1: 2})",
    "type(1) == int && type(int) == type",
    "timestamp('2024-01-01T00:00:00Z') < timestamp('2024-01-01T00:00:00.000000001Z')",
  ])
  func `values compare by what they mean`(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    "1 < '1'", "[1] < [2]", "null < null", "{} > {}", "1 + 1.0", "1 + 1u", "'a' * 2", "1.5 % 1.0", "-'a'",
    "-1u",
  ])
  func `no operator takes what it is not made for`(_ text: String) throws {
    #expect(try failure(text)?.kind == .noSuchOverload)
  }

  @Test func `texts are their scalars, never folded`() throws {
    let composed: Value = "caf\u{E9}"
    let decomposed: Value = "cafe\u{301}"
    let bindings = ["one": composed, "other": decomposed]
    #expect(try evaluated("one != other && !(one in [other]) && !(one in {other: 1})", bindings) == true)
    #expect(try evaluated("size(one) == 4 && size(other) == 5", bindings) == true)
    #expect(try evaluated("{one: 1, other: 2}.size() == 2", bindings) == true)
    #expect(try evaluated("!other.startsWith(one) && !other.contains(one)", bindings) == true)
    // U+E000 stands before U+10000, though UTF-16 would say otherwise.
    #expect(try evaluated("'\\ue000' < '\\U00010000'") == true)
  }

  @Test(arguments: [
    ("{'a': 1}.b", EvaluationError.Kind.noSuchField, 1, 9), ("x.b", .noSuchField, 1, 2),
    ("x.a.c", .noSuchOverload, 1, 4),
    ("[1][1]", .outOfRange, 1, 4), ("[1][-1]", .outOfRange, 1, 4), ("[1][1.5]", .invalidArgument, 1, 4),
    ("[1]['a']", .noSuchOverload, 1, 4), ("{'a': 1}[b'']", .noSuchOverload, 1, 9),
    ("1 +\n 1 / 0", .divisionByZero, 2, 4),
    ("{x.a: 1, 1.0: 2}", .noSuchOverload, 1, 1), ("{1: 1, 1u: 2}", .invalidArgument, 1, 1),
    ("[?1]", .noSuchOverload, 1, 3),
  ])
  func `an error says where it is`(_ text: String, _ kind: EvaluationError.Kind, _ line: Int, _ column: Int)
    throws
  {
    let error = try #require(try failure(text, ["x": ["a": 1]]))
    #expect(error.kind == kind)
    #expect(error.position?.line == line && error.position?.column == column, "\(error)")
  }

  @Test func `a variable without a value is an error only where it is read`() throws {
    let program = try Program(compile: "a || b", variables: ["a", "b"])
    #expect(try program.evaluate(["a": true]) == true)
    #expect(try program.evaluate(slots: [true]) == true)
    #expect(throws: EvaluationError.self) { try program.evaluate(["a": false]) }
    #expect(throws: EvaluationError.self) { try program.evaluate(slots: []) }
  }
}
