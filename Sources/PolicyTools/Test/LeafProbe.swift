import Governance

/// Which of a gate's leaves hold in a case. The judgement says what is wrong with a gate as a whole; so each
/// leaf is put into a gate of its own, which nobody has to approve, and judged by the same engine.
struct LeafProbe {
  /// The leaves that were judged: a bound on evidence that is missing is not.
  private(set) var results: [(leaf: GateLeaf, holds: Bool)] = []

  init(_ gate: Gate, in facts: TransitionFacts) {
    let leaves = GateLeaf.leaves(of: gate)
    if leaves.isEmpty { return }
    var probes = leaves.map { leaf in
      var probe = LeafProbe.bare(gate, id: GateID("\(leaf.item.kind.rawValue) \(leaf.item.index)"))
      switch leaf.item.kind {
      case .threshold:
        probe.thresholds = [gate.thresholds[leaf.item.index]]
        probe.evidence = gate.evidence
      case .evidence: probe.evidence = [gate.evidence[leaf.item.index]]
      case .gate, .condition, .tier: break
      }
      return probe
    }
    // What the reports break by themselves is no threshold's.
    var reports = LeafProbe.bare(gate, id: "reports")
    reports.evidence = gate.evidence
    probes.append(reports)
    var facts = facts
    facts.policy.gates = probes
    for index in facts.models.indices { facts.models[index].approvals = [] }
    let judged = Judge.judge(facts).models.first?.gates ?? []
    func errors(_ id: GateID, _ rules: Set<Rule>) -> Int {
      judged.first { $0.id == id }?.findings.count { $0.severity == .error && rules.contains($0.rule) } ?? 0
    }
    let failedTests = errors("reports", [.thresholdUnmet])
    var hasReports = gate.evidence.isEmpty
    for (leaf, probe) in zip(leaves, probes) where leaf.item.kind == .evidence {
      let isThere = errors(probe.id, [.evidenceMissing, .evidenceStale, .evidenceUntrusted]) == 0
      hasReports = hasReports || isThere
      results.append((leaf, isThere))
    }
    guard hasReports else { return }
    for (leaf, probe) in zip(leaves, probes) where leaf.item.kind == .threshold {
      results.append((leaf, errors(probe.id, [.thresholdUnmet]) == failedTests))
    }
  }

  /// A gate that applies where the given one does, and asks for nothing.
  private static func bare(_ gate: Gate, id: GateID) -> Gate {
    Gate(id: id, stages: gate.stages, tiers: gate.tiers, roles: gate.roles, approvals: .all(0))
  }
}
