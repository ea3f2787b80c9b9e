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

  @Test(arguments: Pack.all.map(\.name)) func `what is left to write is a placeholder or not there`(
    _ pack: String
  ) throws {
    let scaffold = try scaffold([], pack: pack)
    let card = try card(scaffold)
    #expect(!scaffold.cardFieldsLeft.isEmpty)
    for field in scaffold.cardFieldsLeft {
      let value = card.fields[field]
      #expect(value == nil || value.flatMap { Placeholder.first(in: $0) } == Placeholder.scaffold, "\(field)")
    }
    #expect(
      scaffold.cardFieldsLeft
        == scaffold.policy.card.fields(for: scaffold.policy.tiers[0].id, in: scaffold.policy.tiers))
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
