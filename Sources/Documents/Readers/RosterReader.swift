import Governance

/// Reads a public key and answers its fingerprint, or why it is none that may be used.
package typealias KeyReader = (String) -> Result<KeyFingerprint, KeyProblem>

/// Why a key may not be used.
package struct KeyProblem: Error, Sendable {
  package let message: String
  package init(_ message: String) { self.message = message }
}

extension Roster {
  /// Reads `policies/identities.yaml`.
  ///
  /// - Parameters:
  ///   - exclusiveRoles: the policy's sets of roles of which one identity may hold at most one.
  ///   - gateRoles: the roles of the policy's gates, which are for people.
  ///   - readKey: how an SSH public key is read.
  package static func read(
    _ bytes: [UInt8], path: String = "policies/identities.yaml", exclusiveRoles: [[Role]], gateRoles: [Role],
    readKey: KeyReader
  ) throws(DocumentErrors) -> Roster {
    try readDocument(bytes, path: path) { document in
      document.header(kind: "Identities")
      let field = document.required("identities")
      document.finish(allowExtensions: true)
      var taken = Taken()
      var identities: [Identity] = []
      for item in field?.list ?? [] {
        guard let mapping = item.mapping, let identity = readIdentity(mapping, &taken, readKey) else {
          continue
        }
        for set in exclusiveRoles {
          let both = identity.roles.filter { set.contains($0) }
          if Set(both).count > 1 {
            item.refuse(
              "\(identity.id) holds \(both.map(\.text).joined(separator: " and ")), which exclude each other")
          }
        }
        if identity.kind != .person, let role = identity.roles.first(where: { gateRoles.contains($0) }) {
          item.refuse(
            "\(identity.id) is a \(identity.kind.rawValue) and holds \(role), the role of a gate for people")
        }
        identities.append(identity)
      }
      return Roster(identities)
    }
  }

  /// What belongs to one identity already.
  private struct Taken {
    var ids: Set<IdentityID> = []
    /// Names as they look: case and canonical forms folded, against twins that people confuse.
    var looks: [String: IdentityID] = [:]
    var emails: [EmailAddress: IdentityID] = [:]
    var keys: [KeyFingerprint: IdentityID] = [:]
  }

  private static func readIdentity(_ mapping: Mapping, _ taken: inout Taken, _ readKey: KeyReader)
    -> Identity?
  {
    let idField = mapping.required("id")
    let id: IdentityID? = idField?.identifier()
    var identity = Identity(id: id ?? "")
    identity.name = mapping["name"]?.string
    identity.kind = mapping["kind"]?.choice(Identity.Kind.self) ?? .person
    identity.teams = mapping["teams"]?.elements { $0.identifier() } ?? []
    identity.roles = mapping["roles"]?.elements { $0.identifier() } ?? []
    mapping.refuseUnsupported("delegates", "delegations")
    for item in mapping["emails"]?.list ?? [] {
      guard let text = item.string else { continue }
      let email = EmailAddress(text)
      if let other = taken.emails[email], other != identity.id {
        item.refuse("e-mail \(text) belongs to \(other) already")
      }
      taken.emails[email] = identity.id
      identity.emails.append(email)
    }
    for item in mapping["keys"]?.list ?? [] {
      guard let key = readIdentityKey(item, readKey) else { continue }
      if let other = taken.keys[key.fingerprint] {
        item.refuse(
          other == identity.id
            ? "key \(key.fingerprint) stands twice" : "key \(key.fingerprint) belongs to \(other) already")
      }
      taken.keys[key.fingerprint] = identity.id
      identity.keys.append(key)
    }
    mapping.finish(allowExtensions: true)
    guard let id else { return nil }
    let look = id.text.lowercased()
    if let other = taken.looks[look] {
      idField?.refuse(other == id ? "identity \(id) stands twice" : "identity \(id) looks like \(other)")
    }
    taken.looks[look] = id
    return identity
  }

  private static func readIdentityKey(_ item: Field, _ readKey: KeyReader) -> IdentityKey? {
    guard let mapping = item.mapping else { return nil }
    mapping.refuseUnsupported("openpgp", "OpenPGP keys")
    mapping.refuseUnsupported("x509", "X.509 identities")
    let from = mapping["from"]?.instant
    let until = mapping["until"]?.instant
    var revoked: IdentityKey.Revocation?
    if let revocation = mapping["revoked"]?.mapping {
      let at = revocation.required("at")?.instant
      let reason = revocation.required("reason")?.choice(IdentityKey.Revocation.Reason.self)
      revocation.finish()
      if let at, let reason { revoked = IdentityKey.Revocation(at: at, reason: reason) }
    }
    let field = mapping["ssh"]
    mapping.finish()
    guard let field else {
      if mapping.keys.allSatisfy({ $0 != "openpgp" && $0 != "x509" }) {
        item.refuse("\(item.name) names no key", hint: "ssh: \"ssh-ed25519 AAAA…\"")
      }
      return nil
    }
    guard let text = field.string else { return nil }
    if let from, let until, until <= from { item.refuse("\(item.name) ends before it starts") }
    switch readKey(text) {
    case .success(let fingerprint):
      return IdentityKey(fingerprint: fingerprint, from: from, until: until, revoked: revoked)
    case .failure(let problem):
      field.refuse("\(field.name) is no key that may be used: \(problem.message)")
      return nil
    }
  }
}
