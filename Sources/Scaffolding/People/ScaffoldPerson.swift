import Governance

/// Somebody who is to stand in `policies/identities.yaml`.
package struct ScaffoldPerson: Sendable {
  package internal(set) var id: String
  package internal(set) var name: String?
  package internal(set) var kind: Identity.Kind
  package internal(set) var emails: [String]
  package internal(set) var teams: [String] = []
  package internal(set) var roles: [String] = []
  package internal(set) var keys: [ScaffoldKey] = []
  /// How many commits of the log name one of the addresses.
  package internal(set) var commits = 0

  init(id: String, name: String? = nil, kind: Identity.Kind = .person, emails: [String] = []) {
    self.id = id
    self.name = name
    self.kind = kind
    self.emails = emails
  }

  /// Whether one of the addresses is this one.
  package func has(_ email: String) -> Bool {
    emails.contains { EmailAddress($0) == EmailAddress(email) }
  }
}

/// An SSH public key that is proven, or said by whoever runs the command, to be somebody's.
package struct ScaffoldKey: Sendable, Equatable {
  /// As it stands in a `.pub` file, without the comment.
  package let text: String
  /// When it counts from, and until when, where whoever vouches for it says so.
  package let from: Instant?
  package let until: Instant?
  /// Where it was found, in words.
  package let origin: String

  package init(text: String, from: Instant? = nil, until: Instant? = nil, origin: String) {
    self.text = text
    self.from = from
    self.until = until
    self.origin = origin
  }
}
