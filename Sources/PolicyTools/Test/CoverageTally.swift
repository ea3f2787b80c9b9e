import Governance

/// Counts which outcomes of a policy come about, judgement by judgement.
struct CoverageTally {
  private let policy: Policy
  private(set) var coverage: PolicyCoverage

  init(policy: Policy) {
    self.policy = policy
    var outcomes: [PolicyCoverage.Outcome] = []
    for gate in policy.gates {
      let item = PolicyCoverage.Item(.gate, of: gate.id.text)
      outcomes += [.init(item, .satisfied), .init(item, .violated)]
      if policy.isAvoidable(gate) { outcomes.append(.init(item, .notApplicable)) }
      for leaf in GateLeaf.leaves(of: gate) {
        outcomes += [.init(leaf.item, leaf.outcome(true)), .init(leaf.item, leaf.outcome(false))]
      }
    }
    if let gate = policy.policyGate {
      let item = PolicyCoverage.Item(.gate, of: gate.id.text)
      outcomes += [.init(item, .satisfied), .init(item, .violated)]
    }
    coverage = PolicyCoverage(outcomes)
  }

  /// Adds what came of one case.
  mutating func record(_ judgement: TransitionJudgement, of facts: TransitionFacts) {
    for judged in judgement.gates {
      let item = PolicyCoverage.Item(.gate, of: judged.id.text)
      switch judged.verdict {
      case .satisfied: coverage.record(.init(item, .satisfied))
      case .violated: coverage.record(.init(item, .violated))
      case .undecided: break
      }
      guard let gate = policy.gates.first(where: { $0.id == judged.id }) else { continue }
      for (leaf, holds) in LeafProbe(gate, in: facts).results {
        coverage.record(.init(leaf.item, leaf.outcome(holds)))
      }
    }
    for model in judgement.models where policy.isGated(model.stage) {
      for gate in policy.gates where !model.gates.contains(where: { $0.id == gate.id }) {
        coverage.record(.init(PolicyCoverage.Item(.gate, of: gate.id.text), .notApplicable))
      }
    }
  }
}

extension Policy {
  /// Whether there is a stage and a tier, with gates, in which this gate is not asked for.
  fileprivate func isAvoidable(_ gate: Gate) -> Bool {
    stages.contains { stage in
      isGated(stage.id)
        && tiers.contains { tier in !gates(for: stage.id, tier: tier.id).contains { $0.id == gate.id } }
    }
  }
}
