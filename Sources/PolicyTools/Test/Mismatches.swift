import Governance

extension PolicyTest.Expectation {
  /// What came otherwise than expected.
  func mismatches(with judgement: TransitionJudgement) -> [PolicyTestReport.Mismatch] {
    var mismatches: [PolicyTestReport.Mismatch] = []
    func compare(_ aspect: PolicyTestReport.Mismatch.Aspect, _ expected: String, _ actual: String) {
      if expected.isExactly(actual) { return }
      mismatches.append(PolicyTestReport.Mismatch(aspect, expected: expected, actual: actual))
    }
    compare(.verdict, verdict.rawValue, judgement.verdict.rawValue)
    if let tier { compare(.tier, tier.text, judgement.models.first?.tier.text ?? "none") }
    for (id, expected) in gates {
      let judged = judgement.gates.first { $0.id == id }
      let actual = judged.map { GateVerdict($0.verdict) } ?? .notApplicable
      compare(.gate(id), expected.rawValue, actual.rawValue)
    }
    if let rules {
      let broken = Set(judgement.findings.filter { $0.severity == .error }.map(\.rule))
      compare(.rules, Self.list(rules), Self.list(broken))
    }
    return mismatches
  }

  private static func list(_ rules: Set<Rule>) -> String {
    rules.isEmpty ? "none" : rules.sorted().map(\.rawValue).joined(separator: ", ")
  }
}
