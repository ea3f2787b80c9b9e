import Governance

/// Something that the policy asks besides approvals, and how its answers are told apart in a judgement: by its kind
/// and by where the policy writes it.
struct CoverageLeaf {
  /// What makes a leaf the same in every judgement.
  struct Key: Hashable {
    let kind: Leaf.Kind
    let position: Position
  }

  let item: PolicyCoverage.Item
  let key: Key

  /// What a gate asks, whether it applies first.
  static func leaves(of gate: Gate, in policy: Policy) -> [CoverageLeaf] {
    let owner = gate.id.text
    var leaves: [CoverageLeaf?] = [
      gate.when.flatMap { CoverageLeaf(.applicability, owner, 0, $0.source, .applicability, $0.position) }
    ]
    for (index, threshold) in gate.thresholds.enumerated() {
      let position = policy.positions["\(gate.field).thresholds[\(index)]"]
      leaves.append(CoverageLeaf(.threshold, owner, index, threshold.text, .threshold, position))
    }
    for (index, requirement) in gate.evidence.enumerated() {
      let position = policy.positions["\(gate.field).evidence[\(index)]"]
      leaves.append(CoverageLeaf(.evidence, owner, index, requirement.name, .evidence, position))
    }
    for (index, condition) in gate.conditions.enumerated() {
      let rule = condition.rule
      leaves.append(CoverageLeaf(.condition, owner, index, rule.source, .condition, rule.position))
    }
    return leaves.compactMap(\.self)
  }

  /// The rules of the tiers.
  static func tiers(of policy: Policy) -> [CoverageLeaf] {
    policy.tiers.compactMap { tier in
      tier.when.flatMap { CoverageLeaf(.tier, tier.id.text, 0, $0.source, .tier, $0.position) }
    }
  }

  /// Nil without a position, which no policy that was read lacks.
  private init?(
    _ kind: PolicyCoverage.Item.Kind, _ owner: String, _ index: Int, _ text: String, _ leaf: Leaf.Kind,
    _ position: Position?
  ) {
    guard let position else { return nil }
    item = PolicyCoverage.Item(kind, of: owner, index: index, text: text)
    key = Key(kind: leaf, position: position)
  }

  /// Both ways in which it can come out.
  var results: [PolicyCoverage.Result] {
    switch item.kind {
    case .threshold: [.met, .unmet]
    case .evidence: [.there, .missing]
    case .gate, .condition, .applicability, .tier: [.isTrue, .isFalse]
    }
  }
}

extension Leaf {
  /// What makes it the same in every judgement.
  var key: CoverageLeaf.Key? { position.map { CoverageLeaf.Key(kind: kind, position: $0) } }

  /// How it came out, if it did.
  ///
  /// - Parameter hasReports: whether there is anything to read a bound from: one on evidence that is missing is
  ///   neither met nor unmet.
  func result(hasReports: Bool) -> PolicyCoverage.Result? {
    switch kind {
    case .threshold: hasReports ? (verdict == .satisfied ? .met : .unmet) : nil
    // A report whose tests failed is there all the same.
    case .evidence: readings.isEmpty ? .missing : .there
    // One without a value does not hold.
    case .condition: verdict == .satisfied ? .isTrue : .isFalse
    // One without a value only counts as true.
    case .tier, .applicability: verdict == .undecided ? nil : verdict == .satisfied ? .isTrue : .isFalse
    case .scope: nil
    }
  }
}
