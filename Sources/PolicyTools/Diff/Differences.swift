import Governance

/// Differences of one subject as they are found, and how values are compared.
struct Differences {
  private(set) var found: [PolicyDifference] = []
  private let subject: String

  init(of subject: String) { self.subject = subject }

  /// Something happens that has no values, such as `is removed`.
  mutating func add(_ direction: PolicyDifference.Direction, _ sentence: String) {
    found.append(PolicyDifference(direction, subject, sentence))
  }

  /// A value goes from one to another.
  mutating func add(
    _ direction: PolicyDifference.Direction, _ what: String, from before: String, to after: String
  ) {
    found.append(PolicyDifference(direction, subject, what, from: before, to: after))
  }

  /// What happens to a set: what joins it, in one direction, and what leaves it, in the other.
  ///
  /// - Parameters:
  ///   - joining: what it is if something joins.
  ///   - joins: such as `is asked for by role`, which the names follow; `leaves` likewise.
  mutating func add<Name: Hashable & Comparable & CustomStringConvertible>(
    from before: [Name], to after: [Name], joining: PolicyDifference.Direction, joins: String, leaves: String
  ) {
    let (old, new) = (Set(before), Set(after))
    let (gone, come) = (old.subtracting(new).sorted(), new.subtracting(old).sorted())
    if !gone.isEmpty { add(joining.reversed, "\(leaves) \(PolicyDiff.list(gone))") }
    if !come.isEmpty { add(joining, "\(joins) \(PolicyDiff.list(come))") }
  }

  /// A switch that asks something where it is on.
  mutating func add(asking switchName: String, from before: Bool, to after: Bool) {
    if before != after { add(after ? .tightens : .loosens, switchName, from: "\(before)", to: "\(after)") }
  }

  /// A value that is given per tier, as it is for each tier that both policies have. Tiers that fare alike are
  /// told together.
  ///
  /// - Parameters:
  ///   - direction: what a change from the one value to the other is; nil where they are the same.
  mutating func add<Value>(
    perTier what: String, _ tiers: SharedTiers, from before: (TierID) -> Value, to after: (TierID) -> Value,
    text: (Value) -> String, direction: (Value, Value) -> PolicyDifference.Direction?
  ) {
    var changes: [(direction: PolicyDifference.Direction, before: String, after: String, tiers: [TierID])] =
      []
    for tier in tiers.ids {
      let (old, new) = (before(tier), after(tier))
      guard let direction = direction(old, new) else { continue }
      let (oldText, newText) = (text(old), text(new))
      if let index = changes.firstIndex(where: {
        $0.direction == direction && $0.before.isExactly(oldText) && $0.after.isExactly(newText)
      }) {
        changes[index].tiers.append(tier)
      } else {
        changes.append((direction, oldText, newText, [tier]))
      }
    }
    for change in changes {
      let place = change.tiers.count == tiers.ids.count ? "" : " in tier \(PolicyDiff.list(change.tiers))"
      add(change.direction, what + place, from: change.before, to: change.after)
    }
  }

  /// Says that something is written in another way, where nothing else was found of it.
  mutating func addRewritten(_ what: String, unless count: Int) {
    if found.count == count { add(.changes, "\(what) is written differently, and asks the same") }
  }
}

/// The tiers that two policies both have, in the order of the newer one.
struct SharedTiers {
  let ids: [TierID]
  /// Whether neither has any other, nor in another order.
  let areAll: Bool

  init(_ old: [Tier], _ new: [Tier]) {
    let known = Set(old.map(\.id))
    ids = new.map(\.id).filter(known.contains)
    areAll = old.map(\.id) == new.map(\.id)
  }
}
