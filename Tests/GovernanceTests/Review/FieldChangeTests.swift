import Governance
import Testing

@Suite struct FieldChangeTests {
  private func map(_ pairs: (String, Value)...) -> Value {
    .map(pairs.map { Value.Entry(key: $0.0, value: $0.1) })
  }

  private func told(_ before: Value?, _ after: Value?) -> [String] {
    FieldChange.changes(from: before, to: after).map { change in
      "\(change.field): \(change.before.map { "\($0)" } ?? "-") > \(change.after.map { "\($0)" } ?? "-")"
    }
  }

  @Test func `equal cards differ in nothing, whatever they hold`() {
    let card = map(
      ("id", .string("credit")), ("n", .number(Number("0.90")!)), ("l", .list([.null, .bool(true)])))
    #expect(told(card, card).isEmpty)
  }

  @Test func `a field is told with what it was and what it is`() {
    #expect(
      told(map(("tier", .string("high"))), map(("tier", .string("low")), ("domain", .string("credit"))))
        == [#"tier: string("high") > string("low")"#, #"domain: - > string("credit")"#])
    #expect(told(map(("tier", .string("high"))), map()) == [#"tier: string("high") > -"#])
  }

  @Test func `a change of spelling or of Unicode form is a change`() {
    #expect(
      FieldChange.changes(
        from: map(("v", .number(Number("0.9")!))), to: map(("v", .number(Number("0.90")!)))
      ).count == 1)
    #expect(
      FieldChange.changes(
        from: map(("n", .string("caf\u{E9}"))), to: map(("n", .string("cafe\u{301}")))
      ).count == 1)
  }

  @Test func `entries with names are compared by name, wherever they stand`() {
    func metric(_ name: String, _ slice: String, _ value: String) -> Value {
      map(("name", .string(name)), ("slice", .string(slice)), ("value", .number(Number(value)!)))
    }
    let before = map(("metrics", .list([metric("auc", "overall", "0.8"), metric("auc", "young", "0.7")])))
    let after = map(
      (
        "metrics",
        .list([
          metric("f1", "overall", "0.5"), metric("auc", "young", "0.6"), metric("auc", "overall", "0.8"),
        ])
      ))
    let changes = FieldChange.changes(from: before, to: after)
    #expect(changes.map(\.field) == ["metrics[f1, overall]", "metrics[auc, young].value"])
    #expect(changes.first?.before == nil)
  }

  @Test func `other lists are told by what came and what went`() {
    let before = map(("limitations", .list([.string("a"), .string("b"), .string("b")])))
    let after = map(("limitations", .list([.string("b"), .string("c")])))
    #expect(
      told(before, after) == [
        #"limitations: string("a") > -"#, #"limitations: string("b") > -"#, #"limitations: - > string("c")"#,
      ])
  }

  @Test func `a mere change of order is no silence`() {
    let before = map(("limitations", .list([.string("a"), .string("b")])))
    let after = map(("limitations", .list([.string("b"), .string("a")])))
    #expect(FieldChange.changes(from: before, to: after).map(\.field) == ["limitations"])
  }

  @Test func `two entries of one name are compared as a plain list, and none is lost`() {
    func twin(_ value: Bool) -> Value { map(("name", .string("x")), ("ok", .bool(value))) }
    let changes = FieldChange.changes(
      from: map(("l", .list([twin(true), twin(true)]))), to: map(("l", .list([twin(true), twin(false)]))))
    #expect(changes.count == 2)
  }
}
