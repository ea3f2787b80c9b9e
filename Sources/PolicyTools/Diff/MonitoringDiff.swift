import Governance

/// What is asked of models in use.
struct MonitoringDiff {
  private(set) var found: [PolicyDifference] = []

  init(_ old: Policy, _ new: Policy) {
    var differences = Differences(of: "monitoring")
    switch (old.monitoring, new.monitoring) {
    case (nil, nil): return
    case (nil, _?): differences.add(.tightens, "watches models in use")
    case (_?, nil): differences.add(.loosens, "watches models in use no more")
    case (let before?, let after?):
      let tiers = SharedTiers(old.tiers, new.tiers)
      differences.add("a report at least every", "every", tiers, from: before.every, to: after.every)
      differences.add(
        "validations hold for", "revalidate", tiers, from: before.revalidate, to: after.revalidate)
      switch (before.stages, after.stages) {
      case (let was?, let shall?):
        differences.add(
          from: was, to: shall, joining: .tightens, joins: "watches models at stage",
          leaves: "no longer watches models at stage")
      case (let was, let shall):
        let (was, shall) = (MonitoringDiff.text(was, "the last"), MonitoringDiff.text(shall, "the last"))
        if !was.isExactly(shall) { differences.add(.changes, "stages", from: was, to: shall) }
      }
      switch (before.reopens, after.reopens) {
      case (nil, nil): break
      case (nil, let gates?):
        differences.add(.loosens, "opens again", from: "all gates", to: PolicyDiff.list(gates))
      case (let gates?, nil):
        differences.add(.tightens, "opens again", from: PolicyDiff.list(gates), to: "all gates")
      case (let was?, let shall?):
        differences.add(
          from: was, to: shall, joining: .tightens, joins: "opens again gate",
          leaves: "no longer opens again gate")
      }
      // Whoever reports keeps gates shut by what they find, and open by finding nothing.
      switch (before.signedBy, after.signedBy) {
      case (let was?, let shall?):
        differences.add(
          from: was.map { PlainText($0) }, to: shall.map { PlainText($0) }, joining: .changes,
          joins: "lets reports be signed by", leaves: "lets reports be signed no more by")
      case (let was, let shall):
        let (was, shall) = (
          MonitoringDiff.text(was, "anybody listed"), MonitoringDiff.text(shall, "anybody listed")
        )
        if !was.isExactly(shall) {
          differences.add(.changes, "reports may be signed by", from: was, to: shall)
        }
      }
    }
    found = differences.found
  }

  private static func text<Name: CustomStringConvertible>(_ names: [Name]?, _ standard: String) -> String {
    names.map { PolicyDiff.list($0) } ?? standard
  }
}

extension Differences {
  /// A time per tier within which something has to be done; where there is none, never.
  fileprivate mutating func add(
    _ what: String, _ key: String, _ tiers: SharedTiers, from before: PerTier<Period>?,
    to after: PerTier<Period>?
  ) {
    let count = found.count
    add(
      perTier: what, tiers, from: { before?.value(for: $0) }, to: { after?.value(for: $0) },
      text: { $0?.description ?? "ever" }, direction: PolicyDiff.lasting)
    if tiers.areAll, before != after { addRewritten(key, unless: count) }
  }
}

extension PolicyDiff {
  /// What a change of a time is for which something holds, be there one at all: longer is looser.
  static func lasting(_ before: Period?, _ after: Period?) -> PolicyDifference.Direction? {
    switch (before, after) {
    case (nil, nil): nil
    case (nil, _?): .tightens
    case (_?, nil): .loosens
    case (let was?, let shall?): holding(was, shall)
    }
  }
}
