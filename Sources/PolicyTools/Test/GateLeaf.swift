import Governance

/// One thing that a gate asks for besides approvals, which holds or does not.
struct GateLeaf {
  let item: PolicyCoverage.Item

  /// The leaves of a gate, in the order of the policy.
  static func leaves(of gate: Gate) -> [GateLeaf] {
    let thresholds = gate.thresholds.enumerated().map { index, threshold in
      GateLeaf(
        item: PolicyCoverage.Item(.threshold, of: gate.id.text, index: index, text: threshold.words))
    }
    let evidence = gate.evidence.enumerated().map { index, requirement in
      GateLeaf(
        item: PolicyCoverage.Item(.evidence, of: gate.id.text, index: index, text: requirement.name))
    }
    return thresholds + evidence
  }

  /// What it is called when the leaf holds, or does not.
  func outcome(_ holds: Bool) -> PolicyCoverage.Result {
    switch item.kind {
    case .threshold: holds ? .met : .unmet
    case .evidence: holds ? .there : .missing
    case .gate: holds ? .satisfied : .violated
    case .condition, .tier: holds ? .isTrue : .isFalse
    }
  }
}

extension Threshold {
  /// The bound in words, such as `auc (overall) at least 0.80`.
  fileprivate var words: String {
    var bounds: [String] = []
    if let min { bounds.append("at least \(min)") }
    if let max { bounds.append("at most \(max)") }
    if let notBelowBaseline { bounds.append("no more than \(notBelowBaseline) below baseline") }
    return "\(subject) \(bounds.joined(separator: ", "))"
  }
}
