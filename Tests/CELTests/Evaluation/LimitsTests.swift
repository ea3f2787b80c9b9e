import CEL
import Testing

/// What an expression of a stranger's may cost.
struct LimitsTests {
  private static let hundred =
    "[0,1,2,3,4,5,6,7,8,9].map(a, [0,1,2,3,4,5,6,7,8,9].map(b, a * 10 + b)).flatten()"

  @Test(arguments: [
    "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, true)))",
    "lists.range(10000).map(a, lists.range(10000))", "lists.range(9223372036854775807)",
    "cel.bind(x, 'aaaaaaaaaaaaaaaa', lists.range(100000).map(i, x + x + x + x))",
    "cel.block([['x','x','x','x'], [cel.index(0),cel.index(0),cel.index(0),cel.index(0)].map(a, a + a + a + a), "
      + "cel.index(1).map(a, cel.index(1) + cel.index(1)), cel.index(2).map(a, cel.index(2) + cel.index(2)), "
      + "cel.index(3).map(a, cel.index(3) + cel.index(3)), cel.index(4).map(a, cel.index(4) + cel.index(4)), "
      + "cel.index(5).map(a, cel.index(5) + cel.index(5))], size(cel.index(6)))",
    "lists.range(100000).map(i, string(i)).distinct().size()",
    "lists.range(3000).map(i, lists.range(i)).size()",
    "lists.range(100000).exists(i, 'a'.matches('a{' + string(i) + '}' + 'b'))",
    "sets.contains(lists.range(20000), lists.range(20000))",
    "lists.range(2000).map(i, 'x'.replace('', long)).size()",
    "lists.range(200).map(i, long.matches('(a*)*b')).size()",
    "lists.range(100000).map(i, long.contains('ab')).size()",
    "lists.range(1000000).map(i, 1 / 0)", "lists.range(100000).map(i, long.split('')).size()",
    "lists.range(100000).map(i, '%s%s'.format([long, long])).size()",
    "lists.range(100000).map(i, long.reverse())",
    "lists.range(100000).map(i, long.indexOf('b'))", "lists.range(100000).map(i, long == other)",
    "lists.range(100000).map(i, long in [other])", "lists.range(100000).map(i, base64.encode(bytes(long)))",
  ])
  func `a costly expression ends soon`(_ text: String) throws {
    let long = Value.string(String(repeating: "a", count: 10_000))
    let other = Value.string(String(repeating: "a", count: 9_999) + "b")
    let clock = ContinuousClock()
    let start = clock.now
    let error = try failure(text, ["long": long, "other": other])
    #expect(error?.kind == .limit || error?.kind == .divisionByZero, "\(String(describing: error))")
    #expect(clock.now - start < .seconds(20))
  }

  @Test(arguments: [
    "true || lists.range(1000).all(a, lists.range(1000).all(b, true))",
    "lists.range(1000).all(a, lists.range(1000).all(b, true)) || true",
    "[1, 2].exists(x, x == 2 || lists.range(1000).all(a, lists.range(1000).all(b, true)))",
    "cel.bind(x, lists.range(1000).all(a, lists.range(1000).all(b, true)), true)",
  ])
  func `nothing absorbs a limit that was reached`(_ text: String) throws {
    let kind = try failure(text, limits: Limits(steps: 100_000))?.kind
    // What comes first and decides leaves the rest unevaluated.
    #expect(kind == (text.hasPrefix("true") ? nil : .limit))
  }

  @Test func `honest work stays within the limits`() throws {
    #expect(try evaluated("\(LimitsTests.hundred).size() == 100") == true)
    #expect(try evaluated("lists.range(1000).filter(i, i % 2 == 0).map(i, i * i).size() == 500") == true)
    #expect(try evaluated("lists.range(300).all(i, lists.range(300).exists(j, i == j))") == true)
  }

  @Test func `a value is not larger than allowed`() throws {
    let limits = Limits(valueSize: 1000)
    let text = String(repeating: "x", count: 600)
    #expect(try failure("t + t", ["t": .string(text)], limits: limits)?.kind == .limit)
    #expect(try failure("[t, t]", ["t": .string(text)], limits: limits)?.kind == .limit)
    #expect(try failure("{'a': t, 'b': t}", ["t": .string(text)], limits: limits)?.kind == .limit)
    #expect(try evaluated("t + 'x'", ["t": .string(text)], limits: limits) == .string(text + "x"))
  }

  @Test func `values nested too deep are neither made nor compared`() throws {
    var deep: Value = 1
    for _ in 0..<190 { deep = [deep] }
    #expect(try evaluated("x == x && [x] == [x]", ["x": deep]) == true)
    #expect(try failure("[[[[[[[[[[[x]]]]]]]]]]]", ["x": deep])?.kind == .limit)
    for _ in 0..<100 { deep = [deep] }
    #expect(try failure("x == x", ["x": deep])?.kind == .limit)
    #expect(try failure("'%s'.format([x])", ["x": deep])?.kind == .limit)
    #expect(try failure("x.flatten(1000)", ["x": deep])?.kind == .limit)
  }
}
