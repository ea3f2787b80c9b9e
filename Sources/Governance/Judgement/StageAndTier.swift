/// At which stage and in which tier a model is judged, and what that breaks.
struct StageAndTier {
  let stage: StageID
  let baseStage: StageID?
  let tier: TierID
  let baseTier: TierID?
  private(set) var findings: [Finding] = []
  /// Set where the tier went down; the finding's weight depends on whether the higher tier's gates hold.
  private(set) var loweredFrom: TierID?

  init(facts: ModelFacts, policy: Policy, branch: String?) {
    let branchStage = branch.flatMap { policy.stage(ofBranch: $0) }
    // Where neither card nor branch says, the last stage is the safe answer: it asks the most.
    let fallback = branchStage?.id ?? policy.stages[policy.stages.count - 1].id
    let landed = facts.landed?.card
    stage = landed?.stage.flatMap { policy.rank(of: $0) == nil ? nil : $0 } ?? fallback
    // A directory without a card has stood at no stage.
    baseStage = facts.base?.card.map { $0.stage ?? fallback }
    let lowest = policy.tiers[0].id
    // A tier that the policy does not know is judged as the highest.
    let highest = policy.tiers.count - 1
    // Under another name it is the same risk: what came from other models brings their tiers along.
    let earlier = (facts.base.map { [$0] } ?? []) + facts.predecessors
    baseTier = earlier.map { $0.card?.tier ?? lowest }.max {
      policy.rank(of: $0) ?? highest < policy.rank(of: $1) ?? highest
    }
    let baseRank = baseTier.map { policy.rank(of: $0) ?? highest } ?? 0
    let rank = landed?.tier.map { policy.rank(of: $0) ?? highest } ?? 0
    tier = policy.tiers[max(rank, baseRank)].id
    if rank < baseRank { loweredFrom = baseTier }
    guard let landed else { return }
    checkKnown(landed, facts, policy)
    checkBranch(branchStage, landed, facts, policy)
    checkOrder(facts, policy)
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
      rank > limit
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
