/// Roles that one person lends another for a time, so that a gate is not shut while its reviewer is away.
///
/// Whoever uses a delegated role and the one who lent it are one person: together they fill one slot of a gate,
/// and what bars the one from approving bars the other from approving in the one's place. Whoever holds a role
/// of the gate too acts as nobody but themselves.
package struct Delegation: Sendable, Equatable {
  package let to: IdentityID
  package let roles: [Role]
  /// The first moment at which it holds.
  package let from: Instant
  /// The first moment at which it holds no more.
  package let until: Instant

  package init(to: IdentityID, roles: [Role], from: Instant, until: Instant) {
    self.to = to
    self.roles = roles
    self.from = from
    self.until = until
  }

  package func holds(at date: Instant) -> Bool { from <= date && date < until }
}

/// Somebody who could approve, in their own right or in that of a person who delegated a role to them.
package struct Candidate: Hashable, Sendable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let identity: IdentityID
  /// In whose place they would; nil is in their own right.
  package let delegator: IdentityID?

  package init(_ identity: IdentityID, for delegator: IdentityID? = nil) {
    self.identity = identity
    self.delegator = delegator
  }

  /// Somebody who could approve in their own right.
  package init(stringLiteral text: String) { self.init(IdentityID(text)) }

  /// Such as `bob (for alice)`.
  package var description: String { delegator.map { "\(identity) (for \($0))" } ?? identity.text }
}
