import Governance
import Testing

@Suite struct CardReaderTests {
  private func changed(_ old: String, _ new: String) -> Outcome<Card> {
    card(Sample.card.replacing(old, by: new))
  }

  @Test func `a whole card is read as it stands`() throws {
    let read = card(Sample.card)
    #expect(read.problems == [])
    let card = try #require(read.document)
    #expect(card.id == "credit-scoring" && card.name == "Retail credit scoring" && card.version == "2.10")
    #expect(card.stage == "production" && card.tier == "high" && card.owner == "dana")
    #expect(card.developers == ["erin", "farid"])
    #expect(
      card.artifacts == [
        Artifact(location: .path("weights/model.onnx"), sha256: Sample.sha256),
        Artifact(location: .uri("s3://models/x"), sha256: Sample.sha256),
      ])
    #expect(
      card.metrics == [
        Metric(name: "auc", value: Number("0.87")!, slice: "overall", field: "metrics[0]"),
        Metric(name: "demographic_parity_difference", value: Number("0.04")!, field: "fairness[0]"),
      ])
    #expect(card.path == "models/m/card.yaml")
    #expect(card.fields["x-anything"] == .string("kept, never judged"))
    #expect(card.fields["kpis"]?.isEmpty == false)
    #expect(card.positions["owner"] == Position(line: 9, column: 8))
    #expect(card.positions["metrics[0].value"] == Position(line: 20, column: 30))
  }

  @Test(arguments: ["apiVersion", "kind", "id", "version", "owner"])
  func `a required key that is missing`(_ key: String) {
    #expect(changed("\(key):", "x-\(key):").problems == ["1:1 the document lacks \(key)"])
  }

  @Test func `the least card is one`() {
    #expect(
      card("apiVersion: countersign/v1\nkind: ModelCard\nid: a\nversion: 1\nowner: b\n").document?.tier == nil
    )
  }

  @Test(arguments: [
    ("kind: ModelCard", "kind: Policy", "2:7 kind is Policy, here it has to be ModelCard"),
    (
      "developers: [erin, farid]", "developers: erin", "10:13 developers has to be a list, not a single value"
    ),
    ("stage: production", "stage: [a]", "6:8 stage has to be a single value, not a list"),
    ("limitations:", "limitation:", "15:1 unknown key limitation"),
    ("uri: \"s3://models/x\", sha256", "sha256", "18:5 artifacts[1] has to name either a path or a uri"),
    ("{uri: \"s3", "{path: a, uri: \"s3", "18:5 artifacts[1] has to name either a path or a uri"),
    ("size: 123", "size: -1", ""), ("name: loans-2025, ", "", "19:8 data[0] lacks name"),
    ("name: auc, value", "value", "20:11 metrics[0] lacks name"),
    ("value: 0.87, ", "", "20:11 metrics[0] lacks value"),
    ("name: approval_rate, ", "", "24:8 kpis[0] lacks name"),
    ("min: 0.2,", "minimum: 0.2,", ""), ("tier: high", "tier: ~", "7:7 tier is empty"),
  ])
  func `what a card may not be`(_ old: String, _ new: String, _ problem: String) {
    let read = changed(old, new)
    #expect(read.errors.count == 1)
    if !problem.isEmpty { #expect(read.problems == [problem]) }
  }

  @Test func `an artifact's digest is in lower case`() {
    #expect(changed("sha256: \(Sample.sha256)}", "sha256: \(Sample.sha256.uppercased())}").errors.count == 1)
  }

  @Test func `a group that was not measured yet has no value`() {
    let read = changed("value: 0.04, assessed: true", "slice: women, assessed: false")
    #expect(read.problems == [])
    #expect(read.document?.metrics.map(\.name) == ["auc"])
    let bare = changed(
      "metric: demographic_parity_difference, value: 0.04, assessed: true", "slice: women, assessed: false")
    #expect(bare.problems == [])
  }
}
