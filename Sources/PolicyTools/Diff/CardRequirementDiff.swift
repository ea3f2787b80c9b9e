import Governance

/// What cards have to say, field by field and tier by tier.
struct CardRequirementDiff {
  let found: [PolicyDifference]

  init(_ before: Policy, _ after: Policy) {
    var differences = Differences(of: "card")
    let tiers = SharedTiers(before.tiers, after.tiers)
    let old = CardRequirementDiff.required(before, tiers)
    let new = CardRequirementDiff.required(after, tiers)
    var fields: [PlainText] = []
    for field in tiers.ids.flatMap({ old[$0, default: []] + new[$0, default: []] })
    where !fields.contains(field) { fields.append(field) }
    for field in fields {
      let was = tiers.ids.filter { old[$0, default: []].contains(field) }
      let shall = tiers.ids.filter { new[$0, default: []].contains(field) }
      func place(_ ids: [TierID]) -> String {
        ids.count == tiers.ids.count ? "" : " in tier \(PolicyDiff.list(ids))"
      }
      let gone = was.filter { !shall.contains($0) }
      let come = shall.filter { !was.contains($0) }
      if !gone.isEmpty { differences.add(.loosens, "needs no \(field) any more\(place(gone))") }
      if !come.isEmpty { differences.add(.tightens, "needs \(field)\(place(come))") }
    }
    if tiers.areAll, CardRequirementDiff.isRewritten(before.card, after.card) {
      differences.addRewritten("require", unless: 0)
    }
    differences.add(
      asking: "reject-placeholders", from: before.card.rejectPlaceholders, to: after.card.rejectPlaceholders)
    found = differences.found
  }

  private static func required(_ policy: Policy, _ tiers: SharedTiers) -> [TierID: [PlainText]] {
    Dictionary(
      tiers.ids.map { ($0, policy.card.fields(for: $0, in: policy.tiers).map { PlainText($0) }) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func isRewritten(_ before: CardRequirements, _ after: CardRequirements) -> Bool {
    func sets(_ card: CardRequirements) -> [Set<PlainText>: Set<TierID>] {
      var sets: [Set<PlainText>: Set<TierID>] = [:]
      for (tier, fields) in card.perTier where !fields.isEmpty {
        sets[Set(fields.map { PlainText($0) }), default: []].insert(tier)
      }
      return sets
    }
    return Set(before.all.map { PlainText($0) }) != Set(after.all.map { PlainText($0) })
      || sets(before) != sets(after)
  }
}
