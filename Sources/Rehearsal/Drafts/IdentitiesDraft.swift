import Signatures

/// The text of a roster.
package struct IdentitiesDraft: Sendable {
  /// A key of an identity.
  package struct Key: Sendable {
    package var key: SSHPublicKey
    /// Seconds since 1970-01-01T00:00:00Z, or nil.
    package var from: Int64?
    package var until: Int64?
    /// `retired` or `compromised`, and since when.
    package var revoked: (reason: String, at: Int64)?

    package init(_ key: SSHPublicKey, from: Int64? = nil, until: Int64? = nil) {
      self.key = key
      self.from = from
      self.until = until
    }

    var yaml: YAMLDraft {
      func date(_ time: Int64?) -> YAMLDraft? { time.map { .plain(Timestamp.text($0)) } }
      return .map([
        ("ssh", .text(key.text)), ("from", date(from)), ("until", date(until)),
        ("revoked", revoked.map { .map([("at", date($0.at)), ("reason", .text($0.reason))]) }),
      ])
    }
  }

  /// Roles that an identity lends another for a time.
  package struct Delegation: Sendable {
    package var to: Person
    package var roles: [String]
    /// Seconds since 1970-01-01T00:00:00Z; nil leaves it out, which no reader accepts.
    package var from: Int64?
    package var until: Int64?

    package init(to: Person, roles: [String], from: Int64?, until: Int64?) {
      self.to = to
      self.roles = roles
      self.from = from
      self.until = until
    }

    var yaml: YAMLDraft {
      func date(_ time: Int64?) -> YAMLDraft? { time.map { .plain(Timestamp.text($0)) } }
      return .map([
        ("to", .text(to.id)), ("roles", .texts(roles)), ("from", date(from)), ("until", date(until)),
      ])
    }
  }

  /// One identity.
  package struct Entry: Sendable {
    package var id: String
    package var name: String
    /// `person`, `bot` or `forge`; nil leaves it out.
    package var kind: String?
    package var emails: [String]
    package var teams: [String]
    package var roles: [String]
    package var keys: [Key]
    /// Keys of other kinds, each as YAML writes it in braces, such as `{openpgp: keys/alice.asc}`.
    package var certificates: [String] = []
    package var delegations: [Delegation] = []
    package var more: [(String, YAMLDraft?)] = []

    package init(_ person: Person, kind: String? = "person", teams: [String] = [], roles: [String] = []) {
      id = person.id
      name = person.name
      self.kind = kind
      emails = [person.email]
      self.teams = teams
      self.roles = roles
      keys = [Key(person.key.publicKey)]
    }

    var yaml: YAMLDraft {
      .map(
        [
          ("id", .text(id)), ("name", .text(name)), ("kind", kind.map(YAMLDraft.text)),
          ("emails", .texts(emails)), ("teams", .texts(teams)), ("roles", .texts(roles)),
          ("keys", .items(keys.map(\.yaml) + certificates.map(YAMLDraft.plain))),
          ("delegates", .items(delegations.map(\.yaml))),
        ] + more)
    }
  }

  package var entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  /// Everybody in the cast, with their roles and teams.
  package init(_ cast: Cast) {
    entries = cast.members.map {
      Entry($0.person, kind: $0.isBot ? "bot" : "person", teams: $0.teams, roles: $0.roles)
    }
  }

  /// Changes the entry of one identity, which must be there.
  package mutating func change(_ person: Person, _ change: (inout Entry) -> Void) {
    guard let index = entries.firstIndex(where: { $0.id.utf8.elementsEqual(person.id.utf8) }) else {
      preconditionFailure("the roster lists no \(person.id)")
    }
    change(&entries[index])
  }

  package var yaml: String {
    YAMLDraft.map([
      ("apiVersion", "countersign/v1"), ("kind", "Identities"), ("identities", .list(entries.map(\.yaml))),
    ]).document
  }
}
