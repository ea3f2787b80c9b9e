import Governance
import Testing

/// What expressions speak of where a model is looked at, and not judged in a transition.
@Suite("The values of a model as it stands") struct StandingScopeTests {
  private static func card(tier: TierID? = nil, stage: StageID? = nil, _ fields: String...) -> Card {
    Card(
      id: Fixture.modelID, version: "1.0.0", stage: stage, tier: tier, owner: "dana",
      fields: .map(fields.map { Value.Entry(key: $0, value: .bool(true)) }))
  }

  private func text(
    _ expression: String, card: Card? = StandingScopeTests.card(), baseline: Card? = nil,
    reports: [ModelState.Report] = [], contributors: [IdentityID]? = nil, policy: Policy? = Fixture().policy
  ) throws -> String {
    let subject = Subject(files: Fixture.files)
    let facts = ModelFacts(
      id: Fixture.modelID, directory: Fixture.directory,
      base: baseline.map { ModelState(card: $0, subject: subject) },
      landed: ModelState(card: card, subject: subject, reports: reports))
    let scope = ExpressionScope(
      standing: facts, contributors: contributors, policy: policy, digester: Fixture.digester,
      now: Fixture.now)
    let result = scope.result(of: try PolicyExpression(expression))
    switch result.outcome {
    case .value(let value): return value.text(atMost: 1000)
    case .error(let message, _):
      return "error: \(message); missing \(result.missing.map(\.rawValue))"
    }
  }

  @Test func `stage and tier are those that the policy makes of the card`() throws {
    var policy = Fixture().policy
    policy.tiers = [
      Tier(id: "low"),
      Tier(id: "high", when: try PolicyExpression("has(card.risky) && stage == 'production'")),
    ]
    #expect(try text("tier", policy: policy) == #""low""#)
    #expect(try text("tier", card: StandingScopeTests.card("risky"), policy: policy) == #""high""#)
    #expect(
      try text("tier", card: StandingScopeTests.card(stage: "development", "risky"), policy: policy)
        == #""low""#)
    #expect(try text("tier", card: StandingScopeTests.card(tier: "high"), policy: policy) == #""high""#)
    #expect(try text("stage") == #""production""#, "the last one, where the card does not say")
  }

  @Test func `all reports are evidence, in the order of their paths`() throws {
    let reports = ["b", "a"].map { name in
      ModelState.Report(
        path: "evidence/\(name).yaml",
        document: Evidence(
          name: name, produced: Fixture.now,
          fields: .map([Value.Entry(key: "name", value: .string(name))])))
    }
    #expect(try text("evidence.map(e, e.name)", reports: reports) == #"["a", "b"]"#)
    #expect(try text("evidence") == "[]")
  }

  @Test func `the baseline is the card at base, and null without`() throws {
    #expect(try text("baseline") == "null")
    #expect(try text("has(baseline.old)", baseline: StandingScopeTests.card("old")) == "true")
  }

  @Test func `contributors that nobody looked for are not nobody`() throws {
    #expect(try text("model.contributors", contributors: ["erin"]) == #"["erin"]"#)
    #expect(try text("model.contributors.size() == 0").hasPrefix("error: no such"))
    #expect(try text("model.id") == #""credit-scoring""#)
  }

  @Test func `what has no value is an error, and named`() throws {
    #expect(try text("card.x", card: nil).hasSuffix(#"missing ["card"]"#))
    #expect(try text("stage + tier", policy: nil).hasSuffix(#"missing ["stage", "tier"]"#))
    #expect(try text("card == null", policy: nil) == "false")
    let nothing = ExpressionScope(now: Fixture.now).result(of: try PolicyExpression("model.id + tier"))
    #expect(nothing.missing == [.model, .tier])
  }

  @Test(arguments: [
    ("model.id", false), ("model['path']", false), ("card.contributors", false), ("model.contributors", true),
    ("model", true), ("[model].all(m, m.id != '')", true), ("model['contri' + 'butors']", true),
    ("'erin' in model.contributors", true),
  ])
  func `it is known which expressions could read contributors`(_ text: String, _ expected: Bool) throws {
    #expect(try PolicyExpression(text).readsContributors == expected)
  }

  @Test func `why a text is no expression is said with its place`() {
    #expect {
      _ = try PolicyExpression("1 +\n +")
    } throws: { error in
      (error as? PolicyExpression.Problem)?.place.line == 2
    }
    #expect {
      _ = try PolicyExpression("1 == tier", variables: ExpressionVariable.ofTiers)
    } throws: { error in
      (error as? PolicyExpression.Problem)?.place == Position(line: 1, column: 6)
    }
  }
}
