/// Everyone the policy knows, and the keys they hold: `policies/identities.yaml`.
package struct Roster: Sendable {
  package let identities: [Identity]
  /// Where each field of the document stands, such as `identities[0].roles`.
  package let positions: Positions
  private let byID: [IdentityID: Int]
  private let byEmail: [EmailAddress: Int]
  private let byKey: [KeyFingerprint: Int]
  /// Who delegates anything to an identity.
  private let byDelegate: [IdentityID: [Int]]
  /// The people who hold a role.
  private let byRole: [Role: [Int]]
  /// The places of all identities, in the order of their ids.
  private let inOrder: [Int]

  package init(_ identities: [Identity], positions: Positions = Positions()) {
    self.identities = identities
    self.positions = positions
    var byID: [IdentityID: Int] = [:]
    var byEmail: [EmailAddress: Int] = [:]
    var byKey: [KeyFingerprint: Int] = [:]
    var byDelegate: [IdentityID: [Int]] = [:]
    var byRole: [Role: [Int]] = [:]
    for (index, identity) in identities.enumerated() {
      byID[identity.id] = index
      for email in identity.emails { byEmail[email] = index }
      for key in identity.keys { byKey[key.fingerprint] = index }
      for delegate in Set(identity.delegations.map(\.to)) { byDelegate[delegate, default: []].append(index) }
      if identity.kind != .person { continue }
      for role in Set(identity.roles) { byRole[role, default: []].append(index) }
    }
    self.byID = byID
    self.byEmail = byEmail
    self.byKey = byKey
    self.byDelegate = byDelegate
    self.byRole = byRole
    inOrder = identities.indices.sorted { identities[$0].id < identities[$1].id }
  }

  /// The roster with more keys of identities that it lists.
  package func adding(_ keys: [(key: IdentityKey, holder: IdentityID)]) -> Roster {
    var identities = identities
    for (key, holder) in keys {
      if let index = byID[holder] { identities[index].keys.append(key) }
    }
    return Roster(identities, positions: positions)
  }

  package subscript(id id: IdentityID) -> Identity? { byID[id].map { identities[$0] } }
  package subscript(email email: EmailAddress) -> Identity? { byEmail[email].map { identities[$0] } }
  package func holder(of key: KeyFingerprint) -> Identity? { byKey[key].map { identities[$0] } }

  /// The people who lend the identity one of the roles at that date, in the order of their ids. Nobody lends
  /// what they do not hold themselves.
  package func delegators(to delegate: IdentityID, lending roles: [Role], at date: Instant) -> [IdentityID] {
    delegations(to: delegate, lending: roles).filter { $0.delegation.holds(at: date) }.map(\.delegator)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.sorted()
  }

  /// The latest delegation of one of the roles to the identity, whether it holds or not.
  package func delegation(
    to delegate: IdentityID, lending roles: [Role]
  ) -> (delegator: IdentityID, delegation: Delegation)? {
    delegations(to: delegate, lending: roles).max { $0.delegation.until < $1.delegation.until }
  }

  private func delegations(
    to delegate: IdentityID, lending roles: [Role]
  ) -> [(delegator: IdentityID, delegation: Delegation)] {
    byDelegate[delegate, default: []].map { identities[$0] }.filter {
      $0.kind == .person && $0.id != delegate
    }
    .flatMap { delegator in
      delegator.delegations.filter { delegation in
        delegation.to == delegate
          && delegation.roles.contains { roles.contains($0) && delegator.roles.contains($0) }
      }.map { (delegator.id, $0) }
    }
  }

  /// The people who hold one of the roles, in the order of their ids.
  package func people(holding roles: [Role]) -> [Identity] {
    let holds = holders(of: roles)
    return inOrder.filter { holds[$0] }.map { identities[$0] }
  }

  /// The people who may act in one of the roles at that date, in the order of their ids: those who hold one and,
  /// of the others, those to whom somebody lends one, with everybody who does, in the order of their ids. As
  /// ``delegators(to:lending:at:)`` says of each by themselves, in time that grows with the roster only.
  package func people(
    actingIn roles: [Role], at date: Instant
  ) -> [(id: IdentityID, delegators: [IdentityID])] {
    let holds = holders(of: roles)
    let wanted = Set(roles)
    var delegators: [Int: [IdentityID]] = [:]
    for index in inOrder where holds[index] && !identities[index].delegations.isEmpty {
      let delegator = identities[index]
      let lent = wanted.intersection(delegator.roles)
      for delegation in delegator.delegations where delegation.holds(at: date) {
        guard let delegate = byID[delegation.to], delegate != index, !holds[delegate],
          identities[delegate].kind == .person, delegators[delegate]?.last != delegator.id,
          delegation.roles.contains(where: lent.contains)
        else { continue }
        delegators[delegate, default: []].append(delegator.id)
      }
    }
    return inOrder.filter { holds[$0] || delegators[$0] != nil }.map {
      (identities[$0].id, delegators[$0] ?? [])
    }
  }

  /// Of each identity, by its place, whether it is a person who holds one of the roles.
  private func holders(of roles: [Role]) -> [Bool] {
    var holds = [Bool](repeating: false, count: identities.count)
    for role in roles {
      for index in byRole[role] ?? [] { holds[index] = true }
    }
    return holds
  }
}

/// A person, a bot, or a forge that vouches for its users.
package struct Identity: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case person, bot, forge }

  package let id: IdentityID
  package var name: String?
  package var kind: Kind
  package var emails: [EmailAddress]
  package var teams: [Team]
  package var roles: [Role]
  package var keys: [IdentityKey]
  /// What of its roles it lends others for a time.
  package var delegations: [Delegation]

  package init(
    id: IdentityID, name: String? = nil, kind: Kind = .person, emails: [EmailAddress] = [],
    teams: [Team] = [],
    roles: [Role] = [], keys: [IdentityKey] = [], delegations: [Delegation] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.emails = emails
    self.teams = teams
    self.roles = roles
    self.keys = keys
    self.delegations = delegations
  }

  package func holds(anyOf wanted: [Role]) -> Bool { roles.contains { wanted.contains($0) } }
}

/// A key that an identity holds, and when.
package struct IdentityKey: Sendable, Equatable {
  /// What kind of key it is, and where the roster says to find it. An SSH key stands in the roster itself.
  package enum Kind: Sendable, Equatable {
    case ssh
    /// A certificate in a file, its path relative to `policies/`.
    case openPGP(path: String)
    /// Whatever key a certificate by this issuer for this subject names.
    case x509(issuer: String, subject: String)
  }

  package struct Revocation: Sendable, Equatable {
    package enum Reason: String, Sendable, CaseIterable { case retired, compromised }
    package let at: Instant
    package let reason: Reason
    package init(at: Instant, reason: Reason) {
      self.at = at
      self.reason = reason
    }
  }

  package let kind: Kind
  package let fingerprint: KeyFingerprint
  package let from: Instant?
  package let until: Instant?
  package let revoked: Revocation?

  package init(
    kind: Kind = .ssh, fingerprint: KeyFingerprint, from: Instant? = nil, until: Instant? = nil,
    revoked: Revocation? = nil
  ) {
    self.kind = kind
    self.fingerprint = fingerprint
    self.from = from
    self.until = until
    self.revoked = revoked
  }

  /// What the key's validity says of a signature of that date.
  ///
  /// A compromised key is void whatever the date, which its thief could have chosen; only what the
  /// trusted base already contains stands.
  package func state(at date: Instant, inTrustedBase: Bool) -> KeyState {
    if let revoked, revoked.reason == .compromised { return inTrustedBase ? .valid : .compromised }
    if let revoked, date >= revoked.at { return .retired }
    if let from, date < from { return .expired }
    if let until, date >= until { return .expired }
    return .valid
  }
}

/// What a key's validity says of a signature: `expired` is outside it, before its start too. From good to worst.
package enum KeyState: String, Sendable, Codable, CaseIterable, Comparable {
  case valid, expired, retired, compromised

  private var rank: Int { KeyState.allCases.firstIndex(of: self) ?? 0 }
  package static func < (left: KeyState, right: KeyState) -> Bool { left.rank < right.rank }
}
