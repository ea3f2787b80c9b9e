import Governance

/// What happens to one gate.
struct GateDiff {
  private(set) var found: [PolicyDifference]

  /// The gates of models and that of the policy, each with what happens to it.
  static func gates(_ old: PolicyDiff.Side, _ new: PolicyDiff.Side) -> [PolicyDifference] {
    let (before, after) = (old.policy, new.policy)
    var found: [PolicyDifference] = []
    for gate in before.gates where !after.gates.contains(where: { $0.id == gate.id }) {
      var differences = Differences(of: "gate \(gate.id)")
      differences.add(.loosens, "is removed")
      found += differences.found
    }
    for gate in after.gates {
      guard let earlier = before.gates.first(where: { $0.id == gate.id }) else {
        var differences = Differences(of: "gate \(gate.id)")
        differences.add(.tightens, "is added, for \(PolicyDiff.list(gate.roles))")
        found += differences.found
        continue
      }
      found += GateDiff(earlier, gate, old, new).found
    }
    let shared = after.gates.map(\.id).filter { id in before.gates.contains { $0.id == id } }
    if before.gates.map(\.id).filter(shared.contains) != shared {
      var differences = Differences(of: "gates")
      differences.add(.changes, "stand in another order")
      found += differences.found
    }
    return found + policyGate(old, new)
  }

  /// Without a gate for it, every change of the policy is refused.
  private static func policyGate(_ old: PolicyDiff.Side, _ new: PolicyDiff.Side) -> [PolicyDifference] {
    var differences = Differences(of: "gate policy")
    switch (old.policy.policyGate, new.policy.policyGate) {
    case (let before?, let after?):
      if before.id == after.id { return GateDiff(before, after, old, new, isForPolicy: true).found }
      differences.add(.changes, "id", from: before.id.text, to: after.id.text)
    case (_?, nil): differences.add(.tightens, "is removed: the policy can never change again")
    case (nil, _?): differences.add(.loosens, "is added: the policy could not change before")
    case (nil, nil): break
    }
    return differences.found
  }

  private init(
    _ before: Gate, _ after: Gate, _ old: PolicyDiff.Side, _ new: PolicyDiff.Side, isForPolicy: Bool = false
  ) {
    var differences = Differences(of: "gate \(after.id)")
    let titles = (before.title ?? "none", after.title ?? "none")
    if !titles.0.isExactly(titles.1) { differences.add(.changes, "title", from: titles.0, to: titles.1) }
    if !isForPolicy { GateDiff.compareReach(before, after, old.policy, new.policy, &differences) }
    ExpressionDiff.compareApplicability(before.when, after.when, &differences)
    differences.add(
      from: before.roles, to: after.roles, joining: .loosens, joins: "may be approved by role",
      leaves: "may be approved no more by role")
    GateDiff.compareCounts(before, after, old.policy, new.policy, isForPolicy, &differences)
    GateDiff.compareScope(before.scope, after.scope, &differences)
    GateDiff.compareChecklist(before.checklist, after.checklist, &differences)
    ThresholdDiff.compare(before.thresholds, after.thresholds, &differences)
    EvidenceDiff.compare(before.evidence, after.evidence, old.roster, new.roster, &differences)
    ExpressionDiff.compareConditions(before.conditions, after.conditions, &differences)
    differences.add(
      from: before.after, to: after.after, joining: .tightens, joins: "comes after",
      leaves: "comes no more after")
    found = differences.found
  }

  private static func compareReach(
    _ before: Gate, _ after: Gate, _ old: Policy, _ new: Policy, _ differences: inout Differences
  ) {
    func stages(_ gate: Gate, _ policy: Policy) -> [StageID] {
      gate.stages ?? policy.stages.map(\.id).filter(policy.isGated)
    }
    let sharedStages = new.stages.map(\.id).filter { old.rank(of: $0) != nil }
    let (oldStages, newStages) = (
      stages(before, old).filter(sharedStages.contains), stages(after, new).filter(sharedStages.contains)
    )
    differences.add(
      from: oldStages, to: newStages, joining: .tightens, joins: "stands before stage",
      leaves: "stands no more before stage")
    let isSame = Set(oldStages) == Set(newStages)
    if isSame, before.stages.map(Set.init) != after.stages.map(Set.init),
      old.stages.map(\.id) == new.stages.map(\.id)
    {
      differences.add(.changes, "names its stages differently, and stands before the same")
    }
    let tiers = SharedTiers(old.tiers, new.tiers)
    let (oldTiers, newTiers) = (
      tiers.ids.filter { before.tiers?.contains($0) ?? true },
      tiers.ids.filter { after.tiers?.contains($0) ?? true }
    )
    differences.add(
      from: oldTiers, to: newTiers, joining: .tightens, joins: "applies to tier",
      leaves: "applies no more to tier")
    if oldTiers == newTiers, before.tiers.map(Set.init) != after.tiers.map(Set.init), tiers.areAll {
      differences.add(.changes, "names its tiers differently, and applies to the same")
    }
  }

  private static func compareCounts(
    _ before: Gate, _ after: Gate, _ old: Policy, _ new: Policy, _ isForPolicy: Bool,
    _ differences: inout Differences
  ) {
    let tiers = SharedTiers(old.tiers, new.tiers)
    let count = differences.found.count
    if isForPolicy {
      // A policy has no tier: the highest asks.
      let (highest, newHighest) = (old.tiers[old.tiers.count - 1].id, new.tiers[new.tiers.count - 1].id)
      let approvals = (
        before.approvals.count(for: highest, in: old.tiers) ?? 1,
        after.approvals.count(for: newHighest, in: new.tiers) ?? 1
      )
      if let direction = PolicyDiff.asking(approvals.0, approvals.1) {
        differences.add(direction, "approvals", from: "\(approvals.0)", to: "\(approvals.1)")
      }
      let teams = (
        before.distinctTeams?.value(for: highest) ?? 0, after.distinctTeams?.value(for: newHighest) ?? 0
      )
      if let direction = PolicyDiff.asking(teams.0, teams.1) {
        differences.add(direction, "distinct teams", from: "\(teams.0)", to: "\(teams.1)")
      }
    } else {
      differences.add(
        perTier: "approvals", tiers, from: { before.approvals.count(for: $0, in: old.tiers) ?? 1 },
        to: { after.approvals.count(for: $0, in: new.tiers) ?? 1 }, text: String.init,
        direction: PolicyDiff.asking)
      differences.add(
        perTier: "distinct teams", tiers, from: { before.distinctTeams?.value(for: $0) ?? 0 },
        to: { after.distinctTeams?.value(for: $0) ?? 0 }, text: String.init, direction: PolicyDiff.asking)
    }
    if tiers.areAll, before.approvals != after.approvals || before.distinctTeams != after.distinctTeams {
      differences.addRewritten("its number of approvals", unless: count)
    }
  }

  /// More patterns bind more of the model, so that fewer approvals stay when it changes.
  private static func compareScope(_ before: [Glob]?, _ after: [Glob]?, _ differences: inout Differences) {
    switch (before, after) {
    case (nil, nil): return
    case (nil, let scope?):
      differences.add(.loosens, "approvals bind", from: "the whole model", to: PolicyDiff.list(scope))
    case (let scope?, nil):
      differences.add(.tightens, "approvals bind", from: PolicyDiff.list(scope), to: "the whole model")
    case (let old?, let new?):
      let (was, shall) = (
        Set(old.map { PlainText($0.description) }), Set(new.map { PlainText($0.description) })
      )
      if was == shall { return }
      let isWider = was.subtracting(shall).allSatisfy { covers($0, new) }
      let isNarrower = shall.subtracting(was).allSatisfy { covers($0, old) }
      differences.add(
        isWider && isNarrower ? .changes : isWider ? .tightens : isNarrower ? .loosens : .changes,
        "approvals bind", from: PolicyDiff.list(old), to: PolicyDiff.list(new))
    }
  }

  /// Whether a pattern without wildcards is matched by one of the others, as far as can be said.
  private static func covers(_ pattern: PlainText, _ globs: [Glob]) -> Bool {
    Glob(pattern.text).isLiteral && globs.contains { $0.matches(pattern.text) }
  }

  private static func compareChecklist(
    _ before: [ChecklistItem], _ after: [ChecklistItem], _ differences: inout Differences
  ) {
    differences.add(
      from: before.map { PlainText($0.id) }, to: after.map { PlainText($0.id) }, joining: .tightens,
      joins: "asks to vouch for", leaves: "asks no more to vouch for")
    for item in after {
      guard let earlier = before.first(where: { $0.id.isExactly(item.id) }),
        !earlier.text.isExactly(item.text)
      else { continue }
      differences.add(.changes, "checklist item \(item.id)", from: "“\(earlier.text)”", to: "“\(item.text)”")
    }
  }
}

extension PolicyDiff {
  /// What a change of a number is that asks the more the higher it is.
  static func asking(_ before: Int, _ after: Int) -> PolicyDifference.Direction? {
    before == after ? nil : before < after ? .tightens : .loosens
  }
}
