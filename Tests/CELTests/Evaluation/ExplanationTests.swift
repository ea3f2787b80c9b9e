import CEL
import Testing

struct ExplanationTests {
  private let card: Value = ["metrics": ["auc": 0.75], "risk": "high", "owners": ["ada"]]

  @Test func `the parts that decide are told in the order of the text`() throws {
    let program = try Program(
      compile:
        #"card.metrics.auc >= 0.8 && size(card.owners) > 1 && card.owners.all(o, o.contains("@")) && card.x == 1"#,
      variables: ["card"])
    let explanations = program.explain(["card": card])
    #expect(
      explanations.map(\.source) == [
        "card.metrics.auc", "size(card.owners)", "card.owners", "card.owners.all(o, o.contains(\"@\"))",
        "card.x",
      ])
    #expect(explanations[0].result == .success(0.75))
    #expect(explanations[3].result == .success(false))
    guard case .failure(let error) = explanations[4].result else {
      Issue.record("a field that is not there has a value")
      return
    }
    #expect(error.kind == .noSuchField)
  }

  @Test func `there are no more than asked for, and they share one budget`() throws {
    let program = try Program(
      compile: "[" + (0..<50).map { "a\($0) == 1" }.joined(separator: ",") + "].size() > 0",
      variables: (0..<50).map { "a\($0)" })
    #expect(program.explain([:]).count == 32)
    #expect(program.explain([:], atMost: 3).count == 3)
    let costly = try Program(
      compile: "lists.range(9000).all(x, true) && lists.range(9000).all(y, true)",
      limits: Limits(steps: 50_000))
    let results = costly.explain([:]).map { (try? $0.result.get()) != nil }
    #expect(results.contains(true) && results.contains(false))
  }

  @Test func `references lead through macros back to the variable`() throws {
    let program = try Program(
      compile:
        #"card.owners.all(o, o.name != "") && has(card.a.b) && card["k"][0].z == 1 && m.all(k, v, v.f == k)"#,
      variables: ["card", "m"])
    func field(_ name: String) -> Reference.Step { .field(name, isOptional: false) }
    let references = program.references
    #expect(
      Set(references.map(\.steps)) == [
        [field("owners")], [field("owners"), .element, field("name")], [field("a"), field("b")],
        [field("k"), .index, field("z")], [], [.value, field("f")], [.key],
      ])
    #expect(references.filter(\.isTest).map(\.steps) == [[field("a"), field("b")]])
    let name = try #require(references.first { $0.steps.last == field("name") })
    #expect(program.source(name.range) == "o.name" && name.offsets.last == .some(20))
  }

  @Test func `excerpts are bounded and move no cursor`() {
    #expect(card.excerpt == #"{"metrics": {"auc": 0.75}, "owners": ["ada"], "risk": "high"}"#)
    let long = Value.list(List(Array(repeating: .string("\u{1B}[2J\u{9B}x"), count: 10_000)))
    #expect(long.excerpt.unicodeScalars.count <= 81)
    #expect(long.excerpt.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) })
    #expect(Value.double(1).excerpt == "1.0" && Value.uint(1).excerpt == "1u")
  }
}
