/// At which stage and in which tier a model is judged, and what that breaks.
struct StageAndTier {
  let stage: StageID
  /// Nil for a model that was not there, or retired.
  let baseStage: StageID?
  /// Whether the model comes back from retirement.
  let isBack: Bool
  let tier: TierID
  let baseTier: TierID?
  private(set) var findings: [Finding] = []
  /// Set where the tier went down; the finding's weight depends on whether the higher tier's gates hold.
  private(set) var loweredFrom: TierID?

  /// The rules by which the tier is what it is, as the card that lands answers them.
  private(set) var leaves: [Leaf] = []
  /// The tier that the card which lands would have by itself.
  private(set) var landedTier: TierID

  /// - Parameter scope: the values of expressions for a card, and for what it is compared with.
  init(
    facts: ModelFacts, policy: Policy, branch: String?, scope: (Card?, Card?, StageID) -> ExpressionScope
  ) {
    let branchStage = branch.flatMap { policy.stage(ofBranch: $0) }
    // Where neither card nor branch says, the last stage is the safe answer: it asks the most.
    let fallback = branchStage?.id ?? policy.lastStage
    let landed = facts.landed?.card
    let stage = landed?.stage.flatMap { policy.rank(of: $0) == nil ? nil : $0 } ?? fallback
    self.stage = stage
    // A directory without a card has stood at no stage.
    // What was retired comes back as if it were new.
    let stood = facts.base?.card.map { $0.stage ?? fallback }
    baseStage = stood == .retired ? nil : stood
    isBack = stood == .retired && stage != .retired
    // Under another name it is the same risk: what came from other models brings their tiers along. A rule that
    // matched at base is not escaped by changing what it speaks of.
    var baseRank: Int?
    for state in facts.earlier {
      var rank = StageAndTier.declaredRank(state.card, policy)
      if state.card != nil { rank = max(rank, TierRules(policy, scope(state.card, state.card, stage)).rank) }
      baseRank = max(rank, baseRank ?? 0)
    }
    baseTier = baseRank.map { policy.tiers[$0].id }
    let rules = landed.map { TierRules(policy, scope($0, facts.base?.card, stage)) }
    leaves = rules?.leaves ?? []
    let declaredRank = StageAndTier.declaredRank(landed, policy)
    let rank = max(declaredRank, rules?.rank ?? 0)
    landedTier = policy.tiers[rank].id
    tier = policy.tiers[max(rank, baseRank ?? 0)].id
    if rank < baseRank ?? 0 { loweredFrom = baseTier }
    guard let landed else { return }
    for (assumed, rule, message) in rules?.assumed ?? [] where assumed == rank && rank > declaredRank {
      findings.append(
        Finding(
          .conditionUnmet, .warning,
          "tier \(policy.tiers[assumed].id) is assumed, since its rule has no value: \(rule.source): \(message)",
          help: "say it in the card, or let the rule expect that it is missing: has(card.field)",
          model: facts.id, path: "policies/policy.yaml", position: rule.position))
    }
    checkKnown(landed, facts, policy)
    checkBranch(branchStage, landed, facts, policy)
    checkOrder(facts, policy)
  }

  /// The place of the tier that a card declares, 0 if it declares none. One that the policy does not know is
  /// judged as the highest.
  private static func declaredRank(_ card: Card?, _ policy: Policy) -> Int {
    card?.tier.map { policy.rank(of: $0) ?? policy.tiers.count - 1 } ?? 0
  }

  private mutating func checkKnown(_ card: Card, _ facts: ModelFacts, _ policy: Policy) {
    if let named = card.stage, policy.rank(of: named) == nil {
      findings.append(
        Finding(
          .documentInvalid, "the card names stage \(named), which the policy does not have",
          help: "the stages are \(policy.stages.map(\.id.text).joined(separator: ", "))", model: facts.id,
          path: card.path, position: card.positions["stage"]))
    }
    if let named = card.tier, policy.rank(of: named) == nil {
      findings.append(
        Finding(
          .documentInvalid, "the card names tier \(named), which the policy does not have",
          help: "the tiers are \(policy.tiers.map(\.id.text).joined(separator: ", "))", model: facts.id,
          path: card.path, position: card.positions["tier"]))
    }
  }

  private mutating func checkBranch(
    _ branchStage: Stage?, _ card: Card, _ facts: ModelFacts, _ policy: Policy
  ) {
    guard let branchStage, let limit = policy.rank(of: branchStage.id), let rank = policy.rank(of: stage),
      rank > limit, stage != .retired
    else { return }
    findings.append(
      Finding(
        .stageSkipped,
        "the card names stage \(stage), but branch \(branchStage.branch ?? "") is for \(branchStage.id)",
        help: "set `stage: \(branchStage.id)`, or merge to the branch of stage \(stage)", model: facts.id,
        path: card.path, position: card.positions["stage"]))
  }

  private mutating func checkOrder(_ facts: ModelFacts, _ policy: Policy) {
    let rank = policy.rank(of: stage) ?? 0
    let baseRank = baseStage.flatMap { policy.rank(of: $0) }
    if let baseRank, rank <= baseRank { return }
    guard let earlier = policy.stages[rank].after, baseStage != earlier,
      !facts.reachedStages.contains(earlier)
    else { return }
    // A stage in between that was skipped downwards is still above the earlier one.
    findings.append(
      Finding(
        .stageSkipped,
        "model \(facts.id) comes to stage \(stage) without having stood at \(earlier)",
        help: "land the same content at stage \(earlier) first", model: facts.id,
        path: facts.landed?.card?.path,
        position: facts.landed?.card?.positions["stage"]))
  }
}
