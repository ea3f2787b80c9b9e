import Governance

/// Roles that nobody holds, that nothing asks for, and names that mean two things.
struct RoleLint {
  private(set) var findings: [LintFinding] = []
  private let linted: LintedPolicy

  init(_ linted: LintedPolicy) {
    self.linted = linted
    let held = Set(linted.roster.identities.flatMap(\.roles))
    let byPeople = Set(linted.roster.identities.filter { $0.kind == .person }.flatMap(\.roles))
    for gate in linted.allGates { checkHeld(gate, byPeople) }
    let asked = Set(linted.allGates.flatMap(\.roles))
    let signing = Set(linted.policy.gates.flatMap(\.evidence).flatMap { $0.signedBy ?? [] }.map { Role($0) })
    let exclusive = Set(linted.policy.separation.exclusiveRoles.joined())
    let others = Set(linted.policy.otherRoles)
    checkExclusive(held: held, asked: asked.union(signing).union(others))
    checkUsed(asked.union(signing).union(exclusive).union(others))
    checkNames(signing, held)
  }

  /// Where nobody holds any of a gate's roles, the gate cannot be filled, and that is said there.
  private mutating func checkHeld(_ gate: Gate, _ held: Set<Role>) {
    guard gate.roles.contains(where: held.contains) else { return }
    for (index, role) in gate.roles.enumerated() where !held.contains(role) {
      findings.append(
        linted.finding(
          .roleUnheld, .warning, "gate \(gate.id) asks for role \(role), which nobody holds",
          help: "give it to somebody in \(linted.rosterPath), or take it out", gate: gate, "roles[\(index)]"))
    }
  }

  private mutating func checkExclusive(held: Set<Role>, asked: Set<Role>) {
    for (set, roles) in linted.policy.separation.exclusiveRoles.enumerated() {
      for (index, role) in roles.enumerated() where !held.contains(role) && !asked.contains(role) {
        findings.append(
          linted.finding(
            .exclusiveRoleUnknown, .note,
            "role \(role) excludes others, and nobody holds it and nothing asks for it",
            help: "see whether it goes by another name now",
            at: "separation-of-duties.exclusive-roles[\(set)][\(index)]"))
      }
    }
  }

  private mutating func checkUsed(_ used: Set<Role>) {
    var told: Set<Role> = []
    for identity in linted.roster.identities {
      for (index, role) in identity.roles.enumerated() where !used.contains(role) {
        guard told.insert(role).inserted else { continue }
        findings.append(
          linted.finding(
            .roleUnused, .note, "\(identity.id) holds role \(role), which no gate and no evidence asks for",
            help: "see whether a gate should ask for it, or take it away", identity: identity.id,
            "roles[\(index)]"))
      }
    }
  }

  /// `signed-by` takes identities and roles. A name that is both lets in people who were not meant.
  private mutating func checkNames(_ signing: Set<Role>, _ held: Set<Role>) {
    for name in signing.sorted() where held.contains(name) {
      let id = IdentityID(name.text)
      guard linted.roster[id: id] != nil else { continue }
      let others = linted.roster.identities.filter { $0.holds(anyOf: [name]) && $0.id != id }.map(\.id)
      if others.isEmpty { continue }
      findings.append(
        linted.finding(
          .nameAmbiguous, .warning,
          "evidence signed by \(name) is accepted from identity \(id) and from whoever holds role \(name): \(listing(others))",
          help: "give the role or the identity another name", identity: id, "id"))
    }
  }
}
