import Governance

/// Counts which outcomes of a policy come about, judgement by judgement.
struct CoverageTally {
  private let policy: Policy
  private let items: [CoverageLeaf.Key: PolicyCoverage.Item]
  private(set) var coverage: PolicyCoverage

  init(policy: Policy) {
    self.policy = policy
    var outcomes: [PolicyCoverage.Outcome] = []
    var items: [CoverageLeaf.Key: PolicyCoverage.Item] = [:]
    func add(_ leaves: [CoverageLeaf]) {
      for leaf in leaves {
        items[leaf.key] = leaf.item
        outcomes += leaf.results.map { .init(leaf.item, $0) }
      }
    }
    add(CoverageLeaf.tiers(of: policy))
    for gate in policy.gates {
      let item = PolicyCoverage.Item(.gate, of: gate.id.text)
      outcomes += [.init(item, .satisfied), .init(item, .violated)]
      if policy.isAvoidable(gate) { outcomes.append(.init(item, .notApplicable)) }
      add(CoverageLeaf.leaves(of: gate, in: policy))
    }
    if let gate = policy.policyGate {
      let item = PolicyCoverage.Item(.gate, of: gate.id.text)
      outcomes += [.init(item, .satisfied), .init(item, .violated)]
    }
    self.items = items
    coverage = PolicyCoverage(outcomes)
  }

  /// Adds what came of one case.
  mutating func record(_ judgement: TransitionJudgement) {
    for model in judgement.models {
      record(model.leaves)
      guard policy.isGated(model.stage) else { continue }
      for gate in policy.gates where !model.gates.contains(where: { $0.id == gate.id }) {
        coverage.record(.init(PolicyCoverage.Item(.gate, of: gate.id.text), .notApplicable))
      }
    }
    for gate in judgement.gates {
      let item = PolicyCoverage.Item(.gate, of: gate.id.text)
      switch gate.verdict {
      case .satisfied: coverage.record(.init(item, .satisfied))
      case .violated: coverage.record(.init(item, .violated))
      case .undecided: break
      }
      record(gate.leaves)
    }
  }

  private mutating func record(_ leaves: [Leaf]) {
    let evidence = leaves.filter { $0.kind == .evidence }
    // What was read of evidence are the reports that count.
    let hasReports = evidence.isEmpty || evidence.contains { !$0.readings.isEmpty }
    for leaf in leaves {
      guard let item = leaf.key.flatMap({ items[$0] }), let result = leaf.result(hasReports: hasReports)
      else {
        continue
      }
      coverage.record(.init(item, result))
    }
  }
}

extension Policy {
  /// Whether a model in a stage with gates can be such that this gate is not asked for.
  fileprivate func isAvoidable(_ gate: Gate) -> Bool {
    gate.when != nil
      || stages.contains { stage in
        isGated(stage.id)
          && tiers.contains { tier in !gates(for: stage.id, tier: tier.id).contains { $0.id == gate.id } }
      }
  }
}
