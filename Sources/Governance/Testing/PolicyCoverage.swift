/// Which outcomes of a policy its tests brought about: each gate, and each thing that a gate asks for, has to be
/// seen to hold and seen not to.
package struct PolicyCoverage: Sendable {
  /// Something in a policy that can come out in several ways.
  package struct Item: Sendable, Hashable {
    package enum Kind: String, Sendable { case gate, threshold, evidence, condition, applicability, tier }
    package let kind: Kind
    /// The gate, or the tier of a tier's rule.
    package let owner: String
    /// Its place among the owner's items of that kind, from 0.
    package let index: Int
    /// What it is to the reader; empty for a gate.
    package let text: String

    package init(_ kind: Kind, of owner: String, index: Int = 0, text: String = "") {
      self.kind = kind
      self.owner = owner
      self.index = index
      self.text = text
    }

    package static func == (left: Item, right: Item) -> Bool {
      left.kind == right.kind && left.index == right.index && left.owner.isExactly(right.owner)
    }
    package func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(index)
      hasher.combine(GateID(owner))
    }
  }

  /// One way in which an item can come out.
  package enum Result: String, Sendable, Hashable {
    case satisfied, violated
    case notApplicable = "not-applicable"
    case met, unmet, there, missing
    case isTrue = "true"
    case isFalse = "false"
  }

  package struct Outcome: Sendable, Hashable {
    package let item: Item
    package let result: Result
    package init(_ item: Item, _ result: Result) {
      self.item = item
      self.result = result
    }
  }

  /// Every outcome that can come about, in the order of the policy.
  package let outcomes: [Outcome]
  private var seen: Set<Outcome> = []

  package init(_ outcomes: [Outcome]) { self.outcomes = outcomes }

  package mutating func record(_ outcome: Outcome) { seen.insert(outcome) }

  package var total: Int { outcomes.count }
  package var covered: Int { outcomes.count(where: seen.contains) }
  /// The outcomes that no case brought about.
  package var missing: [Outcome] { outcomes.filter { !seen.contains($0) } }
  /// The share of outcomes that were brought about, in percent, rounded down: 100 is all of them.
  package var percent: Int { total == 0 ? 100 : covered * 100 / total }
}
