import Testing

@testable import CEL

struct MapTests {
  @Test(arguments: [1, 3, 40])
  func `every key is found, and no other, however many there are`(_ count: Int) throws {
    let names = (0..<count).map { "key \($0)" }
    let map = Map(names: names, values: names.indices.map { .int(Int64($0)) })
    for (index, name) in names.enumerated() { #expect(map[Value.string(name)] == .int(Int64(index))) }
    #expect(map[Value.string("key")] == nil && map[Value.int(0)] == nil && map.count == count)
    #expect(map.entries.map(\.key) == names.map { .string($0) })
  }

  @Test func `numbers are the same key if they are the same number`() throws {
    let map = try Map([(1, "a"), (.uint(.max), "b"), (true, "c")])
    #expect(map[Value.uint(1)] == "a" && map[1.0] == "a" && map[1.5] == nil && map[false] == nil)
    #expect(throws: EvaluationError.self) { try Map([(1, "a"), (.uint(1), "b")]) }
    #expect(throws: EvaluationError.self) { try Map([(1.0, "a")]) }
    #expect(throws: EvaluationError.self) { try Map((0..<20).map { (.int($0 % 19), 0) }) }
  }

  @Test func `Swift's equality is strict`() {
    #expect(Value.int(1) != .double(1) && Value.int(1) != .uint(1) && Value.double(.nan) == .double(.nan))
    #expect(Value.string("\u{E9}") != .string("e\u{301}"))
    #expect((["a": 1, "b": 2] as Value) == ["b": 2, "a": 1] && (["a": 1] as Value) != ["a": 1.0])
  }
}
