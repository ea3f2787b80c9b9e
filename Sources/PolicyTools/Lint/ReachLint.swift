import Governance

/// Whether gates and stages meet: a gated stage without a gate, a stage or a gate that nothing leads to, and an
/// order between gates that are never asked together.
struct ReachLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy
  private var policy: Policy { linted.policy }

  init(_ linted: LintedPolicy) {
    self.linted = linted
    let unreachable = unreachableStages
    for (index, stage) in policy.stages.enumerated() {
      checkCoverage(of: stage.id, index)
      if unreachable.contains(stage.id) { report(unreachable: stage.id, index) }
    }
    for gate in policy.gates {
      checkReach(of: gate, unreachable)
      checkOrder(of: gate)
    }
  }

  /// A model of a gated stage that no gate applies to is refused, whatever it is.
  private mutating func checkCoverage(of stage: StageID, _ index: Int) {
    guard policy.isGated(stage) else { return }
    let bare = policy.tiers.map(\.id).filter { policy.gates(for: stage, tier: $0).isEmpty }
    if bare.isEmpty { return }
    let place =
      bare.count == policy.tiers.count
      ? "stage \(stage)" : "stage \(stage) in tier \(listing(bare, "or"))"
    findings.append(
      linted.finding(
        .stageUncovered, .error, "no gate applies to \(place), so that nothing may ever come there",
        help: "add a gate for it, or widen `stages` or `tiers` of one", at: "stages[\(index)].id",
        "stages[\(index)]"))
  }

  /// Where some stages have branches, a model comes to a stage on the branch of it or of a later one. Beyond
  /// the last such stage every card is refused, and other branches are not judged.
  private var unreachableStages: Set<StageID> {
    guard let last = policy.stages.lastIndex(where: { $0.branch != nil }) else { return [] }
    // Out of service a model goes wherever it stands.
    return Set(policy.stages[(last + 1)...].map(\.id).filter { $0 != .retired })
  }

  private mutating func report(unreachable stage: StageID, _ index: Int) {
    findings.append(
      linted.finding(
        .stageUnreachable, .error,
        "neither stage \(stage) nor a later one has a branch, so that no model can ever come to it",
        help: "tie it to a branch, such as `branch: main`, or remove it", at: "stages[\(index)].id",
        "stages[\(index)]"))
  }

  private mutating func checkReach(of gate: Gate, _ unreachable: Set<StageID>) {
    let stages = self.stages(of: gate)
    guard !stages.isEmpty, stages.allSatisfy(unreachable.contains) else { return }
    findings.append(
      linted.finding(
        .gateUnreachable, .warning,
        "gate \(gate.id) stands only before \(listing(stages)), which no branch leads to",
        help: "let it stand before a stage that has a branch", gate: gate, "stages"))
  }

  private mutating func checkOrder(of gate: Gate) {
    for earlier in policy.gates where gate.after.contains(earlier.id) && !meet(gate, earlier) {
      findings.append(
        linted.finding(
          .orderWithoutEffect, .warning,
          "gate \(gate.id) comes after \(earlier.id), and no stage and tier asks for both",
          help: "take \(earlier.id) out of `after`, or let the two meet in a stage and tier", gate: gate,
          "after"))
    }
  }

  private func stages(of gate: Gate) -> [StageID] {
    gate.stages ?? policy.stages.map(\.id).filter(policy.isGated)
  }

  private func meet(_ one: Gate, _ other: Gate) -> Bool {
    let tiers = policy.tiers.map(\.id)
    return !Set(stages(of: one)).isDisjoint(with: stages(of: other))
      && !Set(one.tiers ?? tiers).isDisjoint(with: other.tiers ?? tiers)
  }
}
