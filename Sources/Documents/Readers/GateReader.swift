import Governance

/// Reads one gate of a policy.
struct GateReader {
  private let mapping: Mapping
  private let tiers: [Tier]
  private let stages: [Stage]

  init(_ mapping: Mapping, tiers: [Tier], stages: [Stage]) {
    self.mapping = mapping
    self.tiers = tiers
    self.stages = stages
  }

  /// The gate, and whether it is for changes of the policy instead of models.
  func read() -> (gate: Gate, isForPolicy: Bool)? {
    let id: GateID? = mapping["id"]?.identifier()
    let isForPolicy = mapping["applies-to"]?.choice(Applicability.self) == .policy
    let title = mapping["title"]?.string
    let roles: [Role] = mapping["roles"]?.elements { $0.identifier() } ?? []
    var gate = Gate(id: id ?? "", title: title, roles: roles)
    gate.field = mapping.name
    if let field = mapping["approvals"] {
      // Zero would be a gate that nobody passes through.
      gate.approvals = field.perTier(\.integer) ?? .all(1)
      checkTiers(gate.approvals, tiers, field)
    }
    if let field = mapping["distinct-teams"] {
      gate.distinctTeams = field.perTier(\.integer)
      checkTiers(gate.distinctTeams, tiers, field)
      checkTeams(gate, field)
    }
    readReach(&gate)
    readContent(&gate)
    gate.when = mapping["when"]?.expression(ExpressionVariable.ofApplicability)
    gate.conditions =
      mapping["conditions"]?.elements { item in
        guard let mapping = item.mapping,
          let rule = mapping["rule"]?.expression(ExpressionVariable.allCases)
        else { return nil }
        return GateCondition(rule: rule, message: mapping["message"]?.string)
      } ?? []
    if let roles = mapping["roles"], gate.roles.isEmpty { roles.refuse("gate \(gate.id) names no role") }
    if isForPolicy {
      for key in MapShape.keysForModels {
        mapping[key]?.refuse("a gate for the policy has no \(key)")
      }
      if let id, id != .policy { mapping["id"]?.refuse("the gate for the policy has to be named policy") }
    } else if id == .policy {
      mapping["id"]?.refuse("gate policy is for the policy", hint: "add `applies-to: policy`")
    }
    return id == nil ? nil : (gate, isForPolicy)
  }

  private func readReach(_ gate: inout Gate) {
    if let field = mapping["stages"] {
      let named: [StageID] = field.elements { item in
        guard let stage: StageID = item.identifier() else { return nil }
        if !stages.contains(where: { $0.id == stage }) {
          item.refuse(
            "the policy has no stage \(stage)",
            hint: Suggestion.text(for: stage.text, among: stages.map(\.id.text)))
        }
        return stage
      }
      if named.isEmpty { field.refuse("gate \(gate.id) applies at no stage") }
      gate.stages = named
    }
    if let field = mapping["tiers"] {
      let named: [TierID] = field.elements { item in
        guard let tier: TierID = item.identifier() else { return nil }
        checkTier(tier, tiers, item)
        return tier
      }
      if named.isEmpty { field.refuse("gate \(gate.id) applies in no tier") }
      gate.tiers = named
    }
    if let field = mapping["scope"] {
      let globs = field.elements { $0.relativePath.map { Glob($0) } }
      if globs.isEmpty {
        field.refuse("the scope of gate \(gate.id) is empty, so that an approval would bind nothing")
      }
      gate.scope = globs
    }
    if let field = mapping["after"] { gate.after = field.elements { $0.identifier() } }
  }

  private func readContent(_ gate: inout Gate) {
    gate.checklist =
      mapping["checklist"]?.elements { item in
        guard let mapping = item.mapping else { return nil }
        let id = mapping["id"]?.string
        let text = mapping["text"]?.string
        guard let id, let text else { return nil }
        return ChecklistItem(id: id, text: text)
      } ?? []
    for (index, item) in gate.checklist.enumerated()
    where gate.checklist[..<index].contains(where: { $0.id.isExactly(item.id) }) {
      mapping["checklist"]?.refuse("checklist item \(item.id) stands twice")
    }
    gate.thresholds = mapping["thresholds"]?.elements(threshold) ?? []
    gate.evidence =
      mapping["evidence"]?.elements { item in
        guard let mapping = item.mapping else { return nil }
        let name = mapping["name"]?.string
        let signers = mapping["signed-by"]
        let signedBy = signers?.elements(\.string)
        if let signers, signedBy?.isEmpty ?? true { signers.refuse("\(signers.name) names nobody") }
        let maxAge = mapping["max-age"]?.period
        let independent = mapping["independent"]?.bool ?? false
        guard let name else { return nil }
        return EvidenceRequirement(name: name, signedBy: signedBy, maxAge: maxAge, independent: independent)
      } ?? []
  }

  private func threshold(_ item: Field) -> Threshold? {
    guard let mapping = item.mapping else { return nil }
    let metric = mapping["metric"]?.string
    let slice = mapping["slice"]?.string
    let min = mapping["min"]?.number
    let max = mapping["max"]?.number
    let notBelow = mapping["not-below-baseline"]
    let slack = notBelow?.number
    if let slack, let zero = Number("0"), !slack.reaches(zero) {
      notBelow?.refuse("not-below-baseline has to be zero or more: how far the metric may fall")
    }
    if let min, let max, !max.reaches(min) { item.refuse("\(item.name) sets a min above its max") }
    guard let metric else { return nil }
    return Threshold(metric: metric, slice: slice, min: min, max: max, notBelowBaseline: slack)
  }

  private func checkTeams(_ gate: Gate, _ field: Field) {
    for tier in tiers {
      let teams = gate.distinctTeams?.value(for: tier.id) ?? 0
      let approvals = gate.approvals.count(for: tier.id, in: tiers) ?? 1
      if teams > approvals {
        field.refuse("gate \(gate.id) asks for \(teams) distinct teams, but only for \(approvals) approvals")
        return
      }
    }
  }

  enum Applicability: String, CaseIterable { case models, policy }
}
