import Governance

extension Policy {
  /// Reads `policies/policy.yaml`. Everything that is wrong with it is reported at once.
  package static func read(_ bytes: [UInt8], path: String = "policies/policy.yaml") throws(DocumentErrors)
    -> Policy
  {
    try readDocument(bytes, path: path, as: .policy) { PolicyReader($0).policy }
  }
}

/// Reads the policy's sections and checks that they fit together.
private struct PolicyReader {
  private let document: Mapping

  init(_ document: Mapping) { self.document = document }

  var policy: Policy? {
    let version = document["version"]?.integer
    let repository = document["repository"]?.string
    let layout = layout
    let tiers = tiers
    let stages = stages
    let card = card(tiers)
    let gates = gates(tiers: tiers, stages: stages)
    let separation = separation(tiers)
    let signatures = signatures
    let approvals = approvals(tiers)
    let monitoring = document["monitoring"]?.mapping.map {
      MonitoringRequirements($0, tiers: tiers, stages: stages, gates: gates.models)
    }
    let waivers = document["waivers"]?.mapping.map { WaiverRequirements($0) }
    checkRetirement(stages)
    let theatre = document["theatre"]?.mapping.map { TheatreThresholds($0) } ?? TheatreThresholds()
    guard let version, let repository, !stages.isEmpty, !tiers.isEmpty else { return nil }
    return Policy(
      version: version, repository: repository, layout: layout, tiers: tiers, stages: stages, card: card,
      gates: gates.models, policyGate: gates.policy, separation: separation, signatures: signatures,
      approvals: approvals, monitoring: monitoring, waivers: waivers, theatre: theatre,
      positions: document.reading.positions)
  }

  private var layout: Glob {
    let standard = Glob("models/*")
    guard let mapping = document["layout"]?.mapping else { return standard }
    guard let field = mapping["models"], let pattern = field.relativePath else { return standard }
    let first = pattern.split(separator: "/").first.map(String.init) ?? ""
    if pattern.contains("**") || Glob(first).matches("policies") || !pattern.contains("/") {
      field.refuse(
        "\(field.name) has to name the directories of models below another one, such as models/*, without ** and outside policies/"
      )
      return standard
    }
    return Glob(pattern)
  }

  private var tiers: [Tier] {
    guard let field = document["tiers"] else { return [Tier(id: "default")] }
    var tiers: [Tier] = []
    var looks = Looks()
    for item in field.list {
      guard let mapping = item.mapping else { continue }
      let id: TierID? = mapping["id"]?.identifier()
      let when = mapping["when"]?.expression(ExpressionVariable.ofTiers)
      guard let id else { continue }
      if tiers.contains(where: { $0.id == id }) { item.refuse("tier \(id) stands twice") }
      if let twin = looks.twin(of: id.text) { item.refuse("tier \(id) looks like \(twin)") }
      tiers.append(Tier(id: id, when: when))
    }
    if tiers.isEmpty { field.refuse("tiers lists none", hint: "leave the key out if there is only one") }
    return tiers
  }

  private var stages: [Stage] {
    guard let field = document["stages"] else { return [] }
    var stages: [Stage] = []
    var looks = Looks()
    for item in field.list {
      guard let mapping = item.mapping else { continue }
      let id: StageID? = mapping["id"]?.identifier()
      let branch = mapping["branch"]
      let after = mapping["after"]
      guard let id else { continue }
      let afterID: StageID? = after?.identifier()
      if stages.contains(where: { $0.id == id }) { item.refuse("stage \(id) stands twice") }
      if let twin = looks.twin(of: id.text) { item.refuse("stage \(id) looks like \(twin)") }
      let branchName = branch?.string
      if let branchName, !BranchName.isWellFormed(branchName) {
        branch?.refuse("\(branchName) is no branch's name", hint: "name the branch by itself, such as main")
      }
      if let branchName, stages.contains(where: { $0.branch?.isExactly(branchName) ?? false }) {
        branch?.refuse("branch \(branchName) is tied to two stages")
      }
      if let afterID, !stages.contains(where: { $0.id == afterID }) {
        after?.refuse(
          "stage \(id) comes after \(afterID), which is no earlier stage",
          hint: Suggestion.text(for: afterID.text, among: stages.map(\.id.text)))
      }
      stages.append(Stage(id: id, branch: branchName, after: afterID))
    }
    if stages.isEmpty { field.refuse("stages lists none") }
    return stages
  }

  /// What comes after retirement would be a stage of life that skips all before it.
  private func checkRetirement(_ stages: [Stage]) {
    guard let field = document["stages"], let index = stages.firstIndex(where: { $0.id == .retired }) else {
      return
    }
    if index < stages.count - 1 || stages.count == 1 {
      field.refuse(
        "stage retired has to be the last of several: it is where models are that are out of service")
    }
  }

  private func card(_ tiers: [Tier]) -> CardRequirements {
    guard let mapping = document["card"]?.mapping else { return CardRequirements() }
    var requirements = CardRequirements()
    if let field = mapping["reject-placeholders"] { requirements.rejectPlaceholders = field.bool ?? true }
    guard let require = mapping["require"]?.mapping else { return requirements }
    for key in require.keys {
      guard let field = require[key] else { continue }
      let names = field.elements { item -> String? in
        guard let name = item.string else { return nil }
        if !DocumentSchema.card.top.allows(name) {
          item.refuse("no card has a field \(name)", hint: DocumentSchema.card.top.nearest(to: name))
        }
        return name
      }
      if key.isExactly("all") {
        requirements.all = names
      } else if checkTier(TierID(key), tiers, field) {
        requirements.perTier[TierID(key)] = names
      }
    }
    return requirements
  }

  private func gates(tiers: [Tier], stages: [Stage]) -> (models: [Gate], policy: Gate?) {
    guard let field = document["gates"] else { return ([], nil) }
    var gates: [Gate] = []
    var policyGate: Gate?
    var items: [Field] = []
    var looks = Looks()
    var roleLooks = Looks()
    for item in field.list {
      guard let mapping = item.mapping,
        let (gate, isForPolicy) = GateReader(mapping, tiers: tiers, stages: stages).read()
      else { continue }
      if gates.contains(where: { $0.id == gate.id }) || policyGate?.id == gate.id {
        item.refuse("gate \(gate.id) stands twice")
      }
      if let twin = looks.twin(of: gate.id.text) { item.refuse("gate \(gate.id) looks like \(twin)") }
      for role in gate.roles {
        if let twin = roleLooks.twin(of: role.text) {
          (item.mapping?["roles"] ?? item).refuse("role \(role) looks like \(twin)")
        }
      }
      if isForPolicy {
        policyGate = gate
      } else {
        gates.append(gate)
        items.append(item)
      }
    }
    for (gate, item) in zip(gates, items) { checkOrder(of: gate, among: gates, item) }
    return (gates, policyGate)
  }

  private func checkOrder(of gate: Gate, among gates: [Gate], _ item: Field) {
    let field = item.mapping?["after"] ?? item
    for earlier in gate.after where earlier == gate.id || !gates.contains(where: { $0.id == earlier }) {
      field.refuse(
        "gate \(gate.id) comes after \(earlier), which is no other gate of models",
        hint: Suggestion.text(
          for: earlier.text, among: gates.map(\.id.text).filter { !$0.isExactly(gate.id.text) }))
    }
    if !gate.after.contains(gate.id), isInCycle(gate, gates) {
      field.refuse("gate \(gate.id) comes after itself, by way of other gates")
    }
  }

  private func isInCycle(_ start: Gate, _ gates: [Gate]) -> Bool {
    var waiting = start.after
    var seen: Set<GateID> = []
    while let id = waiting.popLast() {
      if id == start.id { return true }
      if seen.insert(id).inserted { waiting += gates.first { $0.id == id }?.after ?? [] }
    }
    return false
  }

  private func separation(_ tiers: [Tier]) -> SeparationOfDuties {
    var separation = SeparationOfDuties()
    guard let mapping = document["separation-of-duties"]?.mapping else { return separation }
    if let field = mapping["approver-is-not-contributor"] {
      separation.approverIsNotContributor = field.bool ?? true
    }
    if let field = mapping["approver-is-not-owner"] { separation.approverIsNotOwner = field.bool ?? true }
    if let field = mapping["gates-per-person"] {
      separation.gatesPerPerson = field.perTier(\.integer)
      checkTiers(separation.gatesPerPerson, tiers, field)
    }
    if let field = mapping["distinct-teams"] {
      separation.distinctTeams = field.perTier(\.integer)
      checkTiers(separation.distinctTeams, tiers, field)
    }
    if let field = mapping["exclusive-roles"] {
      separation.exclusiveRoles = field.elements { set in
        let roles: [Role] = set.elements { $0.identifier() }
        if Set(roles).count < 2 { set.refuse("\(set.name) has to name at least two roles") }
        return roles
      }
    }
    return separation
  }

  private var signatures: SignatureRequirements {
    var requirements = SignatureRequirements()
    guard let mapping = document["signatures"]?.mapping else { return requirements }
    if mapping["contributions"]?.choice(ContributionSignatures.self) == .warn {
      requirements.contributions = .warning
    }
    if mapping["user-presence"]?.choice(UserPresence.self) == .required {
      requirements.userPresenceRequired = true
    }
    if let field = mapping["approvals"] {
      requirements.approvals = Set(field.elements { $0.choice(ApprovalSignature.self) })
      if field.list.isEmpty { field.refuse("\(field.name) lists none") }
    }
    return requirements
  }

  private func approvals(_ tiers: [Tier]) -> ApprovalRequirements {
    var requirements = ApprovalRequirements()
    guard let mapping = document["approvals"]?.mapping else { return requirements }
    if let field = mapping["bind-policy"] { requirements.bindPolicy = field.bool ?? true }
    if let field = mapping["expire"] {
      requirements.expire = field.perTier(\.period)
      checkTiers(requirements.expire, tiers, field)
    }
    if let field = mapping["min-rationale"] {
      requirements.minRationale = field.perTier(\.integer)
      checkTiers(requirements.minRationale, tiers, field)
    }
    return requirements
  }
}

enum ContributionSignatures: String, CaseIterable { case required, warn }
enum UserPresence: String, CaseIterable { case required, optional }

/// Refuses a tier that the policy does not have.
@discardableResult
func checkTier(_ tier: TierID, _ tiers: [Tier], _ field: Field) -> Bool {
  if tiers.contains(where: { $0.id == tier }) { return true }
  field.refuse(
    "the policy has no tier \(tier)", hint: Suggestion.text(for: tier.text, among: tiers.map(\.id.text)))
  return false
}

func checkTiers<Value>(_ values: PerTier<Value>?, _ tiers: [Tier], _ field: Field) {
  for tier in values?.namedTiers ?? [] { checkTier(tier, tiers, field) }
}
