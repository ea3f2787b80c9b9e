import CEL
import Testing

struct MacroTests {
  @Test(arguments: [
    "[1, 2].all(x, x > 0) && ![1, 2].all(x, x > 1) && [].all(x, false)",
    "[1, 2].exists(x, x > 1) && ![].exists(x, true)",
    "[1, 2, 2].exists_one(x, x == 1) && ![2, 2].existsOne(x, x == 2)",
    "[1, 2, 3].map(x, x * 2) == [2, 4, 6]", "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]",
    "[1, 2, 3].filter(x, x > 1) == [2, 3]",
    "{'a': 1, 'b': 2}.all(k, k in ['a', 'b'])", "{'a': 1}.map(k, k) == ['a']",
    "has({'a': null}.a) && !has({}.a)",
    "['a', 'b'].all(i, v, i == 0 ? v == 'a' : v == 'b')", "{'a': 1}.exists(k, v, k == 'a' && v == 1)",
    "['a', 'b'].existsOne(i, v, i == 1 && v == 'b')",
    "['a', 'b'].transformList(i, v, i > 0, v + v) == ['bb']",
    "{'a': 1, 'b': 2}.transformMap(k, v, v * 2) == {'a': 2, 'b': 4}",
    "[5, 6].transformMap(i, v, i > 0, v) == {1: 6}",
    "{'a': 1}.transformMapEntry(k, v, {v: k}) == {1: 'a'}", "cel.bind(x, 2, x * x) == 4",
    "cel.block([2, cel.index(0) * 3], cel.index(1)) == 6",
    "optional.of(1).optMap(x, x + 1) == optional.of(2)",
    "!optional.none().optMap(x, x + 1).hasValue()",
    "optional.of({'a': 1}).optFlatMap(x, x.?b).orValue(3) == 3",
    "['bbb', 'a', 'cc'].sortBy(s, size(s)) == ['a', 'cc', 'bbb']",
    "[1, 2].map(x, [10, 20].map(y, x * y)) == [[10, 20], [20, 40]]",
  ])
  func `macros do what they say`(_ text: String) throws {
    #expect(try evaluated(text) == true)
  }

  @Test(arguments: [
    "1.all(x, true)", "'abc'.exists(x, true)", "[1].filter(x, 1)", "[1].all(x, 1)", "{'a': 1}.sortBy(k, k)",
    "['a', 1].sortBy(x, x)", "[1].transformMapEntry(i, v, v)", "has(1.a)", "optional.of(1).optFlatMap(x, x)",
  ])
  func `macros take nothing else than what they are made for`(_ text: String) throws {
    #expect(try failure(text)?.kind == .noSuchOverload)
  }

  @Test func `entries that collide are an error`() throws {
    #expect(try failure("[1, 2].transformMapEntry(i, v, {'k': v})")?.kind == .invalidArgument)
  }
}
