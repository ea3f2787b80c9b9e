import Governance
import Testing

/// Rules in CEL: of tiers, of whether gates apply, and gates' conditions.
@Suite struct ExpressionTests {
  static func rule(_ text: String) -> PolicyExpression { try! PolicyExpression(text) }

  private static func fields(_ entries: [String: Value]) -> Value {
    .map(entries.sorted { $0.key < $1.key }.map { Value.Entry(key: $0.key, value: $0.value) })
  }

  private func conditioned(_ rule: String, message: String? = nil, card: [String: Value] = [:]) -> Fixture {
    fixture {
      $0.policy.gates[0].conditions = [
        GateCondition(rule: ExpressionTests.rule(rule), message: message)
      ]
      $0.card?.fields = ExpressionTests.fields(card)
    }
  }

  @Test func `a condition that holds lets the gate pass`() {
    let fixture = conditioned("card.domain == 'credit'", card: ["domain": .string("credit")])
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.model?.gates[0].leaves.map(\.verdict) == [.satisfied])
  }

  @Test func `a condition that does not hold is violated, and shows the values of its parts`() throws {
    let fixture = conditioned(
      "card.domain == 'credit'", message: "only credit here", card: ["domain": .string("toys")])
    #expect(fixture.errors == [.conditionUnmet])
    let message = try #require(fixture.model?.findings.first?.message)
    #expect(message == #"only credit here (card.domain == 'credit' is false; card.domain is "toys")"#)
  }

  @Test(arguments: [
    ("card.domian == 'credit'", "no such"), ("card.domain.size()", "neither true nor false"),
    ("card.domain > 3", "takes no"), ("1 / 0 == 1", "zero"),
  ])
  func `a condition without a value does not hold`(_ rule: String, _ reason: String) throws {
    let fixture = conditioned(rule, card: ["domain": .string("credit")])
    #expect(fixture.errors == [.conditionUnmet])
    let message = try #require(fixture.model?.findings.first?.message)
    #expect(message.contains(reason), "\(message)")
  }

  @Test func `a condition that costs without bound is cut off, and does not hold`() {
    let list = Value.list(Array(repeating: .bool(true), count: 300))
    let fixture = conditioned(
      "card.l.all(a, card.l.all(b, card.l.all(c, card.l.all(d, a && b && c && d))))", card: ["l": list])
    #expect(fixture.errors == [.conditionUnmet])
  }

  @Test func `the baseline is the card at base, and null where there is none`() {
    let rule = ExpressionTests.rule("baseline == null || card.n > baseline.n")
    func judged(base: Int?, head: Int) -> Fixture {
      fixture {
        $0.policy.gates[0].conditions = [GateCondition(rule: rule)]
        $0.card?.fields = ExpressionTests.fields(["n": .number(Number(String(head))!)])
        if let base {
          $0.base?.card?.fields = ExpressionTests.fields(["n": .number(Number(String(base))!)])
        } else {
          $0.base = nil
        }
      }
    }
    #expect(judged(base: 1, head: 2).verdict == .satisfied)
    #expect(judged(base: 2, head: 2).errors == [.conditionUnmet])
    #expect(judged(base: nil, head: 2).verdict == .satisfied)
  }

  @Test func `only the reports that count are evidence`() {
    func judged(by producer: IdentityID) -> Fixture {
      fixture {
        $0.policy.gates[0].evidence = [EvidenceRequirement(name: "validation", signedBy: ["ci"])]
        $0.policy.gates[0].conditions = [
          GateCondition(rule: ExpressionTests.rule("evidence.exists(e, e.name == 'validation')"))
        ]
        let report = Evidence(
          name: "validation", produced: Fixture.now,
          fields: ExpressionTests.fields(["name": .string("validation")]))
        $0.evidence = [
          EvidenceRecord(
            path: "e", document: report, commit: "evidence", attribution: Fixture.signed(producer))
        ]
      }
    }
    #expect(judged(by: "ci").verdict == .satisfied)
    #expect(judged(by: "mallory").errors.contains(.conditionUnmet))
  }

  @Test func `stage, tier, model and now are known`() {
    let fixture = conditioned(
      """
      stage == 'production' && tier == 'default' && model.id == 'credit-scoring' && 'erin' in model.contributors
        && model.subject.startsWith('sha256:') && now == timestamp('2026-11-20T12:00:00Z')
      """)
    #expect(fixture.verdict == .satisfied)
  }

  // MARK: - Tiers

  private func tiered(_ rule: String, base: [String: Value], head: [String: Value]) -> Fixture {
    fixture(approvedBy: ["alice"]) {
      $0.policy.tiers = [Tier(id: "low"), Tier(id: "high", when: ExpressionTests.rule(rule))]
      $0.policy.gates[0].approvals = .each(["low": 1, "high": 2])
      $0.base?.card?.fields = ExpressionTests.fields(base)
      $0.card?.fields = ExpressionTests.fields(head)
    }
  }

  private let credit: [String: Value] = ["domain": .string("credit")]
  private let toys: [String: Value] = ["domain": .string("toys")]

  @Test func `a rule that matches raises the tier, whatever the card declares`() {
    let rule = "card.domain in ['credit', 'hiring']"
    #expect(tiered(rule, base: credit, head: credit).model?.tier == "high")
    #expect(tiered(rule, base: credit, head: credit).errors == [.gateUnsatisfied])
    #expect(tiered(rule, base: toys, head: toys).model?.tier == "low")
    #expect(tiered(rule, base: toys, head: toys).verdict == .satisfied)
  }

  @Test func `changing what a tier's rule speaks of does not slip the higher tier's gates`() {
    let rule = "card.domain == 'credit'"
    let fixture = tiered(rule, base: credit, head: toys)
    #expect(fixture.model?.tier == "high")
    #expect(fixture.errors == [.tierLowered, .gateUnsatisfied])
    #expect(tiered(rule, base: toys, head: credit).model?.tier == "high")
  }

  @Test func `a rule without a value counts as matching, with a warning`() {
    let fixture = tiered("card.domain == 'credit'", base: toys, head: [:])
    #expect(fixture.model?.tier == "high")
    #expect(
      fixture.model?.findings.contains { $0.rule == .conditionUnmet && $0.severity == .warning } == true)
    // The twin says what to do about a field that may be missing.
    #expect(tiered("has(card.domain) && card.domain == 'credit'", base: toys, head: [:]).model?.tier == "low")
  }

  // MARK: - Whether a gate applies

  private func gated(_ rule: String, base: [String: Value], head: [String: Value]) -> Fixture {
    fixture(approvedBy: ["alice"]) {
      var legal = Gate(id: "legal", roles: ["counsel"])
      legal.when = ExpressionTests.rule(rule)
      $0.policy.gates.append(legal)
      $0.base?.card?.fields = ExpressionTests.fields(base)
      $0.card?.fields = ExpressionTests.fields(head)
    }
  }

  @Test func `a gate whose rule does not match does not apply`() {
    #expect(gated("card.domain == 'credit'", base: toys, head: toys).verdict == .satisfied)
    #expect(gated("card.domain == 'credit'", base: toys, head: credit).errors == [.gateUnsatisfied])
  }

  @Test func `changing what a gate's rule speaks of does not slip the gate`() {
    #expect(gated("card.domain == 'credit'", base: credit, head: toys).errors == [.gateUnsatisfied])
  }

  @Test func `a gate of which nobody can tell whether it applies does, and is violated`() {
    let fixture = gated("card.domain == 'credit'", base: toys, head: [:])
    #expect(fixture.errors.contains(.conditionUnmet))
    #expect(fixture.model?.gates.map(\.id) == ["technical", "legal"])
  }

  @Test func `where every gate is ruled out, nothing passes`() {
    let fixture = fixture {
      $0.policy.gates[0].when = ExpressionTests.rule("false")
    }
    #expect(fixture.errors == [.gateUnsatisfied])
  }

  // MARK: - Compiling

  @Test(arguments: ["card.", "foo == 1", "card.x(", "", "card.a.b.all(x, )", "now.frobnicate()"])
  func `what is no expression of the policy is refused where it is written`(_ text: String) {
    #expect(throws: PolicyExpression.Problem.self) { try PolicyExpression(text) }
  }

  @Test func `a tier's rule does not know the tier, nor the evidence of gates`() throws {
    for text in ["tier == 'low'", "evidence.size() > 0"] {
      let problem = #expect(throws: PolicyExpression.Problem.self) {
        try PolicyExpression(text, variables: ExpressionVariable.ofTiers)
      }
      #expect(problem?.message.contains("not known here") == true)
    }
  }

  @Test func `numbers of documents are ints where they are written so`() {
    let half = Value.number(Number("0.5")!)
    let two = Value.number(Number("2")!)
    #expect(conditioned("card.a == 2 && card.a + 1 == 3", card: ["a": two]).verdict == .satisfied)
    #expect(conditioned("card.a < 1 && card.a == 0.5", card: ["a": half]).verdict == .satisfied)
  }
}
