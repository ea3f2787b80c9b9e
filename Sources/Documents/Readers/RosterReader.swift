import Governance

extension Roster {
  /// Reads `policies/identities.yaml`.
  ///
  /// - Parameters:
  ///   - exclusiveRoles: the policy's sets of roles of which one identity may hold at most one.
  ///   - gateRoles: the roles of the policy's gates, which are for people.
  ///   - keys: how keys are read.
  package static func read(
    _ bytes: [UInt8], path: String = "policies/identities.yaml", exclusiveRoles: [[Role]], gateRoles: [Role],
    keys: KeyReader
  ) throws(DocumentErrors) -> Roster {
    try readDocument(bytes, path: path, as: .identities) { document in
      read(document["identities"], exclusiveRoles: exclusiveRoles, gateRoles: gateRoles, keys: keys)
    }
  }

  /// Reads a list of identities, whatever document it stands in.
  static func read(
    _ field: Field?, exclusiveRoles: [[Role]], gateRoles: [Role], keys: KeyReader
  ) -> Roster {
    let exclusiveSets = exclusiveRoles.map(Set.init)
    let rolesOfGates = Set(gateRoles)
    var taken = Taken()
    // A twin of a role that the policy names would slip past its gates and its exclusive pairs.
    for role in gateRoles + exclusiveRoles.joined() { _ = taken.roleLooks.twin(of: role.text) }
    var delegations = DelegationReader()
    var identities: [Identity] = []
    for item in field?.list ?? [] {
      guard let mapping = item.mapping, let identity = readIdentity(mapping, &taken, &delegations, keys)
      else {
        continue
      }
      for set in exclusiveSets {
        let both = identity.roles.filter { set.contains($0) }
        if Set(both).count > 1 {
          item.refuse(
            "\(identity.id) holds \(both.map(\.text).joined(separator: " and ")), which exclude each other")
        }
      }
      if identity.kind != .person, let role = identity.roles.first(where: { rolesOfGates.contains($0) }) {
        item.refuse(
          "\(identity.id) is a \(identity.kind.rawValue) and holds \(role), the role of a gate for people")
      }
      identities.append(identity)
    }
    delegations.check(identities, exclusiveRoles: exclusiveRoles)
    return Roster(identities, positions: field?.reading.positions ?? Positions())
  }

  /// What belongs to one identity already.
  private struct Taken {
    var ids: Set<IdentityID> = []
    /// Names as they look, against twins that people confuse.
    var idLooks = Looks()
    var roleLooks = Looks()
    /// Two teams that look like one would pass for distinct teams.
    var teamLooks = Looks()
    var emails: [EmailAddress: IdentityID] = [:]
    var keys: [KeyFingerprint: IdentityID] = [:]

    /// Gives the address to the identity, and refuses it where it is another's.
    mutating func claim(_ email: EmailAddress, for id: IdentityID, _ item: Field) {
      if let other = emails[email], other != id {
        item.refuse("e-mail \(email) belongs to \(other) already")
      } else {
        emails[email] = id
      }
    }
  }

  private static func readIdentity(
    _ mapping: Mapping, _ taken: inout Taken, _ delegations: inout DelegationReader, _ keys: KeyReader
  ) -> Identity? {
    let idField = mapping["id"]
    let id: IdentityID? = idField?.identifier()
    var identity = Identity(id: id ?? "")
    identity.name = mapping["name"]?.string
    identity.kind = mapping["kind"]?.choice(Identity.Kind.self) ?? .person
    identity.teams = mapping["teams"]?.elements { names($0, "team", &taken.teamLooks) } ?? []
    identity.roles = mapping["roles"]?.elements { names($0, "role", &taken.roleLooks) } ?? []
    identity.delegations = delegations.read(mapping["delegates"], of: identity.id)
    for item in mapping["emails"]?.list ?? [] {
      guard let email = item.email else { continue }
      taken.claim(email, for: identity.id, item)
      identity.emails.append(email)
    }
    for item in mapping["keys"]?.list ?? [] {
      guard let key = IdentityKeyReader(item, keys).key else { continue }
      if let other = taken.keys[key.fingerprint] {
        item.refuse(
          other == identity.id
            ? "key \(key.fingerprint) stands twice" : "key \(key.fingerprint) belongs to \(other) already")
      }
      taken.keys[key.fingerprint] = identity.id
      // A certificate for somebody's address is that somebody's, whoever lists it.
      if case .x509(_, let subject) = key.kind, subject.utf8.contains(0x40) {
        taken.claim(EmailAddress(subject), for: identity.id, item)
      }
      identity.keys.append(key)
    }
    guard let id else { return nil }
    if let twin = taken.idLooks.twin(of: id.text) { idField?.refuse("identity \(id) looks like \(twin)") }
    if !taken.ids.insert(id).inserted { idField?.refuse("identity \(id) stands twice") }
    return identity
  }

  /// A name that is no twin of another one of its kind.
  private static func names<Name: ExactName>(_ item: Field, _ what: String, _ looks: inout Looks) -> Name? {
    guard let name: Name = item.identifier() else { return nil }
    if let twin = looks.twin(of: name.text) { item.refuse("\(what) \(name) looks like \(twin)") }
    return name
  }
}
