import Governance
import Testing

@Suite struct CardTests {
  private func described(
    _ fields: [(String, Value)], all: [String] = [], perTier: [TierID: [String]] = [:], tier: TierID = "low",
    rejects: Bool = true
  ) -> Fixture {
    fixture {
      $0.policy.tiers = [Tier(id: "low"), Tier(id: "medium"), Tier(id: "high")]
      $0.policy.card = CardRequirements(all: all, perTier: perTier, rejectPlaceholders: rejects)
      $0.card?.tier = tier
      $0.base?.card?.tier = tier
      $0.card?.fields = .map(fields.map { Value.Entry(key: $0.0, value: $0.1) })
    }
  }

  @Test func `what a tier requires is asked of it and of every higher tier`() {
    func missing(_ tier: TierID) -> [String] {
      described(
        [], all: ["purpose"], perTier: ["medium": ["limitations"], "high": ["kpis", "purpose"]], tier: tier
      )
      .judgement.findings.map(\.message)
    }
    #expect(missing("low").map { $0.split(separator: " ")[3] } == ["purpose,"])
    #expect(missing("medium").map { $0.split(separator: " ")[3] } == ["purpose,", "limitations,"])
    #expect(missing("high").map { $0.split(separator: " ")[3] } == ["purpose,", "limitations,", "kpis,"])
  }

  @Test(arguments: [
    Value.null, .string(""), .string(" \n\t"), .list([]), .map([]), .list([.string(" ")]), .list([.null]),
    .map([Value.Entry(key: "a", value: .list([]))]),
  ])
  func `what says nothing is missing`(_ value: Value) {
    #expect(described([("purpose", value)], all: ["purpose"]).errors == [.cardIncomplete])
  }

  @Test(arguments: [
    "TBD", "TODO", "FIXME", "N/A", "NA", "none", "unknown", "-", "?", "...", "x", "xxx",
    "lorem ipsum dolor sit amet",
    "[More Information Needed]", "tbd", "n/a", "None", "UNKNOWN", "X", "Lorem Ipsum", "  TBD\n",
    "[more  information\nneeded]",
  ])
  func `a placeholder is no answer, in any case and with white space around it`(_ text: String) {
    #expect(described([("purpose", .string(text))], all: ["purpose"]).errors == [.cardPlaceholder])
    #expect(described([("purpose", .string(text))], all: ["purpose"], rejects: false).verdict == .satisfied)
  }

  @Test(arguments: ["TBD by the board", "x-ray triage", "Not unknown", "xx", "--", "0", "None of it"])
  func `what only contains a placeholder is an answer`(_ text: String) {
    #expect(described([("purpose", .string(text))], all: ["purpose"]).verdict == .satisfied)
  }

  @Test func `a placeholder within a list or a mapping is found`() {
    let nested: Value = .list([
      .string("fine"), .map([Value.Entry(key: "text", value: .list([.string("ToDo")]))]),
    ])
    #expect(described([("limitations", nested)], all: ["limitations"]).errors == [.cardPlaceholder])
  }

  @Test func `a placeholder in a field that nobody requires is let be`() {
    #expect(described([("purpose", .string("TBD"))]).verdict == .satisfied)
  }

  @Test func `id, version and owner are required always, and told once`() {
    for field in ["id", "version", "owner"] {
      #expect(described([(field, .string("TBD"))]).judgement.findings.map(\.rule) == [.cardPlaceholder])
      #expect(
        described([(field, .string("TBD"))], all: [field]).judgement.findings.map(\.rule) == [
          .cardPlaceholder
        ])
    }
  }

  @Test func `the name of a required field is compared byte for byte`() {
    #expect(described([("x-caf\u{E9}", .bool(true))], all: ["x-cafe\u{301}"]).errors == [.cardIncomplete])
  }

  @Test func `numbers and booleans say something`() {
    #expect(
      described([("x-a", .bool(false)), ("x-b", .number(Number("0")!))], all: ["x-a", "x-b"]).verdict
        == .satisfied)
  }

  @Test func `an artifact is the file that the card says`() {
    func listed(_ artifact: Artifact, large: [Subject.File] = []) -> Set<Rule> {
      fixture {
        $0.card?.artifacts = [artifact]
        $0.largeFiles = large
      }.errors
    }
    let path = "weights/model.onnx"
    #expect(listed(Artifact(location: .path(path), sha256: Fixture.hash("weights"))) == [])
    #expect(listed(Artifact(location: .path(path), sha256: Fixture.hash("other"))) == [.artifactMismatch])
    #expect(
      listed(Artifact(location: .path("weights/none"), sha256: Fixture.hash("weights"))) == [
        .artifactMismatch
      ])
    #expect(listed(Artifact(location: .uri("s3://x"), sha256: Fixture.hash("anything"))) == [])
  }

  @Test func `a Git LFS pointer stands for what it names`() {
    func listed(_ sha256: String) -> Set<Rule> {
      fixture {
        $0.card?.artifacts = [Artifact(location: .path("weights/model.onnx"), sha256: sha256)]
        $0.largeFiles = [
          Subject.File(path: "weights/model.onnx", mode: "100644", sha256: Fixture.hash("large"))
        ]
      }.errors
    }
    #expect(listed(Fixture.hash("large")) == [])
    #expect(listed(Fixture.hash("weights")) == [.artifactMismatch])
  }

  @Test func `a model without a card is violated, and where it cannot be read that is all there is to say`() {
    #expect(fixture { $0.card = nil }.errors.contains(.cardMissing))
    let unreadable = fixture {
      $0.card = nil
      $0.findings = [Finding(.documentInvalid, "card.yaml cannot be read")]
    }
    #expect(unreadable.errors.contains(.documentInvalid))
    #expect(!unreadable.errors.contains(.cardMissing))
    let unsigned = fixture {
      $0.card = nil
      $0.change(by: "erin", signed: .unsigned)
    }
    #expect(unsigned.errors.isSuperset(of: [.cardMissing, .signatureMissing]))
  }
}
