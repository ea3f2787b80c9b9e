extension ExpressionScope {
  /// The values for a model as it stands, whatever was approved: the policy's stage and tier for its card, and all
  /// reports of its directory, whoever brought them.
  ///
  /// - Parameters:
  ///   - facts: the model; of it the directory, what landed, what stood at base and what it was renamed from count.
  ///   - contributors: who changed it; nil where nobody looked for them.
  ///   - policy: nil where there is none, so that stage and tier have no value.
  package init(
    standing facts: ModelFacts, contributors: [IdentityID]?, policy: Policy?, digester: Digester, now: Instant
  ) {
    let subject = facts.landed.map { digester.digest(of: $0.subject).text } ?? ""
    let scope = { (card: Card?, baseline: Card?, stage: StageID) in
      ExpressionScope(
        card: card, baseline: baseline, model: facts.id, path: facts.directory, subject: subject,
        contributors: contributors, stage: stage, now: now)
    }
    let (landed, base) = (facts.landed?.card, facts.base?.card)
    let standing: ExpressionScope
    if let policy {
      let place = StageAndTier(facts: facts, policy: policy, branch: nil, scope: scope)
      standing = scope(landed, base, place.stage).inTier(place.tier)
    } else {
      standing = scope(landed, base, "").withoutPolicy()
    }
    self = standing.with(reports: facts.landed?.reports ?? [])
  }
}
