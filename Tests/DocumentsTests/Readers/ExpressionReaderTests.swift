import Governance
import Testing

/// Expressions as a policy writes them: what is wrong with them is said when the policy is read.
@Suite struct ExpressionReaderTests {
  private func tier(when rule: String) -> Outcome<Policy> {
    policy(Sample.policy.replacing("  - id: high\n", by: "  - {id: high, when: '\(rule)'}\n"))
  }

  private func condition(_ rule: String) -> Outcome<Policy> {
    policy(
      Sample.policy.replacing(
        "    thresholds: [{m", by: "    conditions: [{rule: '\(rule)', message: why}]\n    thresholds: [{m"))
  }

  @Test func `rules of tiers and gates are read with their place`() throws {
    let read = tier(when: "card.domain in [\"credit\"] || card.data.exists(d, d.personal)")
    #expect(read.problems == [])
    let rule = try #require(read.document?.tiers.last?.when)
    #expect(rule.source == "card.domain in [\"credit\"] || card.data.exists(d, d.personal)")
    #expect(rule.position?.line == 9)
    let gate = try #require(
      condition("card.fairness.all(f, f.assessed)").document?.gates.first { !$0.conditions.isEmpty })
    #expect(gate.conditions.map(\.message) == ["why"])
    let applying = policy(Sample.policy.replacing("{id: legal,", by: "{id: legal, when: 'tier == \"high\"',"))
    #expect(applying.document?.gates.first { $0.id == "legal" }?.when != nil)
  }

  @Test(arguments: [
    ("card.domian == \"credit\"", "card has no field domian", "did you mean domain?"),
    ("card.fairness.all(f, f.asessed)", "card.fairness[] has no field asessed", "did you mean assessed?"),
    ("has(card.licence)", "card has no field licence", "did you mean license?"),
    ("baseline.metrics[0].vale > 1", "baseline.metrics[] has no field vale", "did you mean value?"),
    ("card.metrics.auc > 0.8", "card.metrics is a list, which has no field auc", "ask its elements"),
    ("card.owner.name == \"dana\"", "card.owner is a single value", ""),
    ("model.digest == \"\"", "model has no field digest", ""),
  ])
  func `a field that no card has is refused, with the one that was probably meant`(
    _ rule: String, _ problem: String, _ hint: String
  ) {
    let read = tier(when: rule)
    #expect(read.errors.count == 1)
    #expect(read.errors.first?.problem.contains(problem) == true, "\(read.problems)")
    #expect(read.errors.first?.hint?.contains(hint) ?? hint.isEmpty, "\(read.hints)")
  }

  @Test(arguments: [
    "card[\"x-own\"].anything == 1", "card.lineage.vendor == \"acme\"", "card[\"intended-use\"].size() > 0",
    "card.kpis.all(k, has(k.max))", "card.?fairness.orValue([]).all(f, f.assessed)", "model.id != \"\"",
    "card.metrics.exists(m, m.name == \"auc\" && m.value >= 0.8 && m.slice == \"overall\")",
  ])
  func `a field that a card can have is fine`(_ rule: String) {
    #expect(tier(when: rule).problems == [])
  }

  @Test func `a field of a report is checked like one of a card`() {
    #expect(condition("evidence.exists(e, e.name == \"a\" && e.tests.all(t, t.passed))").problems == [])
    #expect(condition("evidence.exists(e, e.nam == \"a\")").hints == ["did you mean name?"])
  }

  @Test func `what does not parse is refused where it stands`() {
    let read = tier(when: "card.domain ==")
    #expect(read.errors.count == 1)
    #expect(read.errors.first?.position.line == 9)
    #expect(read.errors.first?.problem.contains("is no expression") == true)
  }
}
