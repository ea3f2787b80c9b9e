/// What came of a policy's tests, as every output format tells it.
package struct PolicyTestReport: Sendable {
  /// What came of one case.
  package struct Outcome: Sendable {
    package var path: String
    package var position: Position
    package var name: String
    package var verdict: Verdict
    /// The effective tier; nil where the case is of a policy change.
    package var tier: TierID?
    package var stage: StageID?
    /// The gates that were judged.
    package var gates: [(id: GateID, verdict: Verdict)]
    package var findings: [Finding]
    /// What came otherwise than expected. Empty where the case passes.
    package var mismatches: [Mismatch]

    package var passed: Bool { mismatches.isEmpty }

    package init(
      path: String, position: Position, name: String, judgement: TransitionJudgement, mismatches: [Mismatch]
    ) {
      self.path = path
      self.position = position
      self.name = name
      verdict = judgement.verdict
      tier = judgement.models.first?.tier
      stage = judgement.models.first?.stage
      gates = judgement.gates.map { ($0.id, $0.verdict) }
      findings = judgement.findings
      self.mismatches = mismatches
    }
  }

  /// One thing that came otherwise than expected.
  package struct Mismatch: Sendable, Hashable {
    package enum Aspect: Sendable, Hashable {
      case verdict, tier, rules
      case gate(GateID)
    }
    package var aspect: Aspect
    package var expected: String
    package var actual: String

    package init(_ aspect: Aspect, expected: String, actual: String) {
      self.aspect = aspect
      self.expected = expected
      self.actual = actual
    }
  }

  /// In the order of the files and of the cases in them. Empty where something does not load.
  package var outcomes: [Outcome] = []
  /// Nil where it was not asked for.
  package var coverage: PolicyCoverage?
  /// The least share of outcomes, in percent, that the cases have to bring about.
  package var requiredCoverage: Int?
  /// Why the policy or its tests do not load.
  package var problems: [Finding] = []
  /// Where tests were looked for.
  package var folder: String

  package init(folder: String) { self.folder = folder }

  package var failed: Int { outcomes.count { !$0.passed } }
  package var passed: Int { outcomes.count - failed }

  /// Whether fewer outcomes were brought about than were asked for.
  package var lacksCoverage: Bool {
    guard let coverage, let requiredCoverage else { return false }
    return coverage.covered * 100 < requiredCoverage * coverage.total
  }

  /// Satisfied if every case passes and there is one, undecided if something does not load.
  package var verdict: Verdict {
    if !problems.isEmpty { return .undecided }
    return failed == 0 && !outcomes.isEmpty && !lacksCoverage ? .satisfied : .violated
  }
}

extension TransitionJudgement {
  /// The gates of all models and that of a policy change.
  package var gates: [GateJudgement] { models.flatMap(\.gates) + [policyChange].compactMap(\.self) }
}
