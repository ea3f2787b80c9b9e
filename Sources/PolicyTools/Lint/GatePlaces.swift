import Governance

/// Which item of the file's `gates` each gate is. The gate for changes of the policy may stand anywhere among
/// those of models, and is kept apart from them once read.
struct GatePlaces {
  private let byID: [GateID: Int]

  init(_ policy: Policy) {
    var order = policy.gates.map(\.id)
    if let own = policy.policyGate {
      let marked = (0...order.count).filter { policy.positions["gates[\($0)].applies-to"] != nil }
      // A gate of models may say what it applies to as well; then it is told by what it may not have.
      let likely = marked.filter { index in
        !["stages", "tiers", "scope", "thresholds", "evidence", "after", "checklist"].contains {
          policy.positions["gates[\(index)].\($0)"] != nil
        } && policy.positions["gates[\(index)].roles[\(own.roles.count - 1)]"] != nil
          && policy.positions["gates[\(index)].roles[\(own.roles.count)]"] == nil
      }
      order.insert(own.id, at: min(likely.last ?? marked.last ?? order.count, order.count))
    }
    byID = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The gate's name as a field, such as `gates[2]`.
  func prefix(of gate: GateID) -> String { byID[gate].map { "gates[\($0)]" } ?? "gates" }
}
