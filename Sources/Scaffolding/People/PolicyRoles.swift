import Governance

/// The roles that a policy asks for, and where.
package struct PolicyRoles: Sendable {
  /// In the order in which the policy names them; what asks for each in words, such as `gate technical (1 or 2)`.
  package private(set) var places: [(role: Role, places: [String])] = []

  package init(_ policy: Policy) {
    for gate in policy.gates + (policy.policyGate.map { [$0] } ?? []) {
      let counts = gate.counts(in: policy)
      let (least, most) = (counts.min() ?? 1, counts.max() ?? 1)
      let number = least == most ? "\(most)" : "\(least) to \(most)"
      for role in gate.roles { add(role, "gate \(gate.id) (\(number))") }
    }
    for gate in policy.gates {
      for evidence in gate.evidence {
        for signer in evidence.signedBy ?? [] { add(Role(signer), "signs evidence \(evidence.name)") }
      }
    }
    for role in policy.separation.exclusiveRoles.joined() where !places.contains(where: { $0.role == role }) {
      add(role, "excludes other roles")
    }
  }

  private mutating func add(_ role: Role, _ place: String) {
    if let index = places.firstIndex(where: { $0.role == role }) {
      if !places[index].places.contains(place) { places[index].places.append(place) }
    } else {
      places.append((role, [place]))
    }
  }

  package var names: [String] { places.map(\.role.text) }

  /// The roles that gates ask people for.
  package static func ofGates(_ policy: Policy) -> [Role] {
    var roles: [Role] = []
    for gate in policy.gates + (policy.policyGate.map { [$0] } ?? []) {
      for role in gate.roles where !roles.contains(role) { roles.append(role) }
    }
    return roles
  }
}

extension Gate {
  /// How many approvals it asks for, in each of its tiers.
  func counts(in policy: Policy) -> [Int] {
    policy.tiers.map(\.id).filter { tiers?.contains($0) ?? true }.map {
      approvals.count(for: $0, in: policy.tiers) ?? 1
    }
  }
}
