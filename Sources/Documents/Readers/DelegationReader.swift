import Governance

/// Reads what identities delegate, and checks it once everybody is known.
struct DelegationReader {
  private var found: [(item: Field, from: IdentityID, delegation: Delegation)] = []

  /// Reads `delegates: [{to: bob, roles: [validator], from: 2026-08-01, until: 2026-08-15}]`. All four are
  /// required: a delegation without an end is a role, and roles are given under `roles`.
  mutating func read(_ field: Field?, of identity: IdentityID) -> [Delegation] {
    guard let field else { return [] }
    let read = field.list.prefix(MapShape.delegationLimit).compactMap { item in
      DelegationReader.read(item).map { (item, identity, $0) }
    }
    found += read
    return read.map(\.2)
  }

  private static func read(_ item: Field) -> Delegation? {
    guard let mapping = item.mapping else { return nil }
    let to: IdentityID? = mapping["to"]?.identifier()
    let rolesField = mapping["roles"]
    let roles: [Role]? = rolesField?.elements { $0.identifier() }
    let from = mapping["from"]?.instant
    let until = mapping["until"]?.instant
    if let rolesField, roles?.isEmpty ?? true { rolesField.refuse("\(rolesField.name) names no role") }
    guard let to, let roles, let from, let until else { return nil }
    if until <= from {
      item.refuse("\(item.name) ends before it starts")
      return nil
    }
    return Delegation(to: to, roles: roles, from: from, until: until)
  }

  /// Refuses what does not fit the people: a stranger, oneself, a role that one does not hold or holds by
  /// delegation only, and roles that exclude each other once they come together, at whatever time.
  func check(_ identities: [Identity], exclusiveRoles: [[Role]]) {
    let roster = Roster(identities)
    var lent: [IdentityID: Set<Role>] = [:]
    for (item, id, delegation) in found {
      guard let delegator = roster[id: id] else { continue }
      if delegator.kind != .person {
        item.refuse("\(id) is a \(delegator.kind.rawValue), and only people delegate")
      }
      guard let delegate = roster[id: delegation.to] else {
        item.refuse(
          "\(id) delegates to \(delegation.to), who is not in the roster",
          hint: Suggestion.text(for: delegation.to.text, among: identities.map(\.id.text)))
        continue
      }
      if delegate.id == id { item.refuse("\(id) delegates to \(id)") }
      if delegate.kind != .person {
        item.refuse(
          "\(id) delegates to \(delegate.id), a \(delegate.kind.rawValue), and gates are for people")
      }
      for role in delegation.roles where !delegator.roles.contains(role) {
        item.refuse(
          "\(id) delegates \(role) without holding it; what was delegated cannot be passed on",
          hint: Suggestion.text(for: role.text, among: delegator.roles.map(\.text)))
      }
      lent[delegate.id, default: []].formUnion(delegation.roles)
      let all = lent[delegate.id, default: []].union(delegate.roles)
      for set in exclusiveRoles where !Set(delegation.roles).isDisjoint(with: set) {
        let both = all.intersection(set).sorted()
        if both.count > 1 {
          item.refuse(
            "\(delegate.id) would hold \(both.map(\.text).joined(separator: " and ")), which exclude each other"
          )
        }
      }
    }
  }
}
