import Documents
import Governance
import Testing

@testable import Scaffolding

struct CardTests {
  private func scaffold(_ values: [(String, String)], pack: String = "baseline") throws -> Scaffold {
    let request = try Sample.request(pack) {
      $0.card = ScaffoldCard(
        model: "credit", owner: pack == "commons" ? "erin" : "kim",
        values: values.map { (key: $0.0, value: $0.1) })
    }
    return try Scaffold(request, at: Sample.now)
  }

  private func card(_ scaffold: Scaffold) throws -> Card {
    let text = try #require(scaffold.text("models/credit/card.yaml"))
    return try Card.read(Array(text.utf8), path: "models/credit/card.yaml")
  }

  @Test func `with all values a card lacks nothing`() throws {
    let scaffold = try scaffold([
      ("purpose", "Ranks: \"loans\" # by risk"), ("license", "MIT"), ("metrics", "[{name: auc, value: 0.9}]"),
    ])
    #expect(scaffold.cardFieldsLeft.isEmpty)
    let card = try card(scaffold)
    #expect(card.fields["purpose"] == .string("Ranks: \"loans\" # by risk"))
    #expect(card.metrics.count == 1)
    #expect(card.stage == "development")
    #expect(card.version == "0.1.0")
    #expect(card.owner == "kim")
  }

  @Test(arguments: Pack.all.map(\.name))
  func `a card that lacks what the policy requires is not written, and each field is named`(
    _ pack: String
  ) throws {
    let scaffold = try scaffold([], pack: pack)
    #expect(scaffold.text("models/credit/card.yaml") == nil)
    #expect(
      scaffold.cardFieldsLeft
        == scaffold.policy.card.fields(for: scaffold.policy.tiers[0].id, in: scaffold.policy.tiers))
    let note = try #require(scaffold.notes.first { $0.contains("is not written") })
    for field in scaffold.cardFieldsLeft { #expect(note.contains("--card \(field)=")) }
  }

  @Test(arguments: [
    ("purpse", "x", "purpse"), ("metrics", "[{name: auc}]", "lacks value"),
    ("license", "a\nid: b", "one line"),
    ("owner", "erin", "not set by --card"), ("metrics", "]", "would not load"),
    ("tier", "lo w", "would not load"),
  ]) func `what makes no card is refused`(_ key: String, _ value: String, _ expected: String) throws {
    let error = #expect(throws: ScaffoldError.self) { try scaffold([(key, value)]) }
    #expect(error?.description.contains(expected) ?? false, "\(String(describing: error))")
  }

  @Test(arguments: ["TBD", "x", "[to be written]", "n/a"])
  func `a value that says nothing is as good as none`(_ value: String) throws {
    let scaffold = try scaffold([
      ("purpose", value), ("license", "MIT"), ("metrics", "[{name: auc, value: 0.9}]"),
    ])
    #expect(scaffold.cardFieldsLeft == ["purpose"])
    #expect(scaffold.text("models/credit/card.yaml") == nil)
  }

  @Test func `limitations are a text, or a list between brackets`() throws {
    let values = [("purpose", "x y"), ("license", "MIT"), ("metrics", "[{name: auc, value: 0.9}]")]
    let list = try card(scaffold(values + [("limitations", "[young people, long terms]")]))
    #expect(list.fields["limitations"] == .list([.string("young people"), .string("long terms")]))
    let text = try card(scaffold(values + [("limitations", "young people [see data]")]))
    #expect(text.fields["limitations"] == .string("young people [see data]"))
  }

  @Test func `an owner whom the roster does not list is refused`() throws {
    let request = try Sample.request { $0.card = ScaffoldCard(model: "credit", owner: "mallory") }
    #expect(throws: ScaffoldError.self) { try Scaffold(request, at: Sample.now) }
  }

  @Test(arguments: ["../x", "a b", "", ".git", "-x", "a/b"]) func `a model's name is a name`(_ name: String)
    throws
  {
    let request = try Sample.request { $0.card = ScaffoldCard(model: name, owner: "kim") }
    #expect(throws: ScaffoldError.self) { try Scaffold(request, at: Sample.now) }
  }
}
