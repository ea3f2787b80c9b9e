import CEL
import Testing

struct NamesTests {
  @Test(arguments: [
    "b", "a.b.c", "f(1)", "a.f()", "size()", "size(1, 2)", "dyn", "'a'.startsWith()", "cel.index(0)", "now",
    ".all(x, x)",
  ])
  func `what stands for nothing does not compile`(_ text: String) {
    #expect(refusal(text, variables: text.hasPrefix("a.b") ? [] : ["a"])?.kind == .undeclared)
  }

  @Test func `an undeclared name is given for a hint`() {
    let error = refusal("crad.risk == 'low'", variables: ["card"])
    #expect(error?.name == "crad" && error?.position.column == 1)
  }

  @Test func `unknown names may wait until they are evaluated`() throws {
    let program = try Program(compile: "b || true", unknown: .failWhenEvaluated)
    #expect(try program.evaluate([:]) == true)
    let other = try Program(compile: "f(1) && true", unknown: .failWhenEvaluated)
    #expect(throws: EvaluationError.self) { try other.evaluate([:]) }
  }

  @Test func `the longest declared name wins, within the innermost namespace`() throws {
    let bindings: [String: Value] = ["a.b": 1, "a": ["b": 2, "c": 3], "n.a.b": 4, "b": 5]
    func value(_ text: String, in container: String = "") throws -> Value {
      try Program(compile: text, variables: bindings.keys.sorted(), container: container).evaluate(bindings)
    }
    #expect(try value("a.b") == 1)
    #expect(try value("a.c") == 3)
    #expect(try value("a.b", in: "n") == 4)
    #expect(try value(".a.b", in: "n.m") == 1)
    #expect(try value("b", in: "n") == 5)
    #expect(try value("b", in: "n.a") == 4)
  }

  @Test func `a macro's variable hides declared ones, and ends with its macro`() throws {
    #expect(try evaluated("[1].all(x, x == 1) && x == 2", ["x": 2]) == true)
    #expect(try evaluated("[{'y': 1}].all(x, x.y == 1)", ["x.y": 2]) == true)
    #expect(try evaluated("[1].all(x, .x == 2)", ["x": 2]) == true)
    #expect(try evaluated("[1].all(x, [2].all(x, x == 2) && x == 1)") == true)
    #expect(refusal("[1].all(x, true) && x")?.kind == .undeclared)
  }

  @Test(arguments: [
    "[1].all(1, true)", "[1].all(a.b, true)", "[1].all(x, x, true)", "has(a)", "has(a[0])",
    "cel.bind(1, 2, 3)", "cel.block(1, 2)",
  ])
  func `a macro wants its form`(_ text: String) {
    #expect(refusal(text, variables: ["a"])?.kind == .syntax)
  }

  @Test func `without macros their names are functions that do not exist`() throws {
    #expect(throws: CompileError.self) { try Program(compile: "[1].all(x, true)", macros: false) }
    #expect(try Program(compile: "[1].size() == 1", macros: false).evaluate([:]) == true)
  }
}
