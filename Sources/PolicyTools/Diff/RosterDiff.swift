import Governance

/// Who comes and goes, and who gains or loses which role, team and key.
///
/// The order of people, and of what is listed of them, means nothing.
struct RosterDiff {
  private(set) var found: [PolicyDifference] = []
  private let usage: RoleUsage

  init(_ before: Roster, _ after: Roster, _ usage: RoleUsage) {
    self.usage = usage
    for identity in before.identities where after[id: identity.id] == nil {
      move(identity, .tightens, "is removed")
    }
    for identity in after.identities {
      if let earlier = before[id: identity.id] {
        compare(earlier, identity)
      } else {
        move(identity, .loosens, "is added")
      }
    }
  }

  /// Somebody comes or goes with all that they have.
  private mutating func move(_ identity: Identity, _ direction: PolicyDifference.Direction, _ verb: String) {
    var parts: [String] = []
    if !identity.roles.isEmpty { parts.append("role \(PolicyDiff.list(Set(identity.roles).sorted()))") }
    if !identity.teams.isEmpty { parts.append("team \(PolicyDiff.list(Set(identity.teams).sorted()))") }
    if !identity.keys.isEmpty {
      parts.append("key \(PolicyDiff.list(identity.keys.map(\.fingerprint).sorted()))")
    }
    if !identity.delegations.isEmpty { parts.append("delegations") }
    // Whoever can neither sign nor approve is a name.
    let counts = !identity.keys.isEmpty || identity.roles.contains(where: usage.asks)
    var differences = Differences(
      of: identity.kind == .person ? "\(identity.id)" : "\(identity.kind.rawValue) \(identity.id)")
    differences.add(
      counts ? direction : .changes, parts.isEmpty ? verb : "\(verb), with \(parts.joined(separator: "; "))")
    found += differences.found
  }

  private mutating func compare(_ before: Identity, _ after: Identity) {
    var differences = Differences(of: after.id.text)
    let names = (before.name ?? "none", after.name ?? "none")
    if !names.0.isExactly(names.1) { differences.add(.changes, "name", from: names.0, to: names.1) }
    if before.kind != after.kind {
      differences.add(.changes, "kind", from: before.kind.rawValue, to: after.kind.rawValue)
    }
    let (gone, come) = (
      Set(before.roles).subtracting(after.roles).sorted(), Set(after.roles).subtracting(before.roles).sorted()
    )
    for role in gone { differences.add(usage.asks(for: role) ? .tightens : .changes, "loses role \(role)") }
    for role in come { differences.add(usage.asks(for: role) ? .loosens : .changes, "gains role \(role)") }
    // Somebody of another team may stand for one team more.
    differences.add(
      from: before.teams, to: after.teams, joining: usage.countsTeams ? .loosens : .changes,
      joins: "joins team",
      leaves: "leaves team")
    // What is committed under an address is charged to its owner; through a forge it may approve as well.
    differences.add(
      from: before.emails, to: after.emails, joining: .changes, joins: "gains e-mail", leaves: "loses e-mail")
    for email in after.emails
    where before.emails.contains(where: { $0 == email && !$0.text.isExactly(email.text) }) {
      differences.add(.changes, "has e-mail \(email) in other letters")
    }
    KeyDiff.compare(before.keys, after.keys, &differences)
    compareDelegations(before.delegations, after.delegations, &differences)
    found += differences.found
  }

  private func compareDelegations(
    _ before: [Delegation], _ after: [Delegation], _ differences: inout Differences
  ) {
    func texts(_ delegations: [Delegation]) -> [PlainText] {
      delegations.map {
        PlainText("\(PolicyDiff.list(Set($0.roles).sorted())) to \($0.to) from \($0.from) until \($0.until)")
      }
    }
    differences.add(
      from: texts(before), to: texts(after), joining: .loosens, joins: "lends", leaves: "lends no more")
  }
}
