/// Who made a commit, or signed a file, as far as the signature shows.
package enum Attribution: Sendable, Codable, Equatable {
  case unsigned
  /// Not looked up, because what it would sign cannot count anyway. It never counts as signed.
  case unexamined
  /// What stands where a signature should is none.
  case malformed(reason: String)
  /// A signature that does not match, or does not meet what the policy asks of signatures.
  case invalid(reason: String)
  /// An authentic signature by a key that the roster does not list.
  case unknownSigner(key: KeyFingerprint?, reason: String?)
  /// An authentic signature by a key of the roster.
  case signed(by: IdentityID, key: KeyFingerprint, state: KeyState)

  /// The identity, if the signature is authentic and its key was good.
  package var identity: IdentityID? {
    if case .signed(let identity, _, .valid) = self { identity } else { nil }
  }

  /// Whether the signature is authentic, but by a key that somebody else may hold.
  package var isCompromised: Bool {
    if case .signed(_, _, .compromised) = self { true } else { false }
  }

  /// The rule that the signature breaks, with what to say about it; nil if it is good.
  package var problem: (rule: Rule, message: String)? {
    switch self {
    case .unsigned: (.signatureMissing, "is not signed")
    case .unexamined: (.signatureMissing, "was not examined")
    case .malformed(let reason): (.signatureMalformed, "carries no readable signature: \(reason)")
    case .invalid(let reason): (.signatureInvalid, "carries a signature that does not hold: \(reason)")
    case .unknownSigner(let key, let reason):
      (
        .signerUnknown,
        "is signed by a key that no identity holds\(key.map { ", \($0)" } ?? "")\(reason.map { " (\($0))" } ?? "")"
      )
    case .signed(_, _, .valid): nil
    case .signed(let identity, let key, .expired):
      (.keyExpired, "is signed with \(identity)'s key \(key) outside its validity")
    case .signed(let identity, let key, .retired):
      (.keyRetired, "is signed with \(identity)'s key \(key) after it was retired")
    case .signed(let identity, let key, .compromised):
      (.keyCompromised, "is signed with \(identity)'s key \(key), which is compromised")
    }
  }

  /// The rule that a detached signature breaks, with what to say about it; nil if it is good.
  package var detachedProblem: (rule: Rule, message: String)? {
    switch self {
    case .unsigned: (.signatureMalformed, "its detached signature is empty")
    case .unexamined: (.signatureInvalid, "its detached signature was not examined")
    case .malformed(let reason): (.signatureMalformed, "its detached signature cannot be read: \(reason)")
    case .invalid(let reason): (.signatureInvalid, "its detached signature does not hold: \(reason)")
    case .unknownSigner(let key, let reason):
      (
        .signerUnknown,
        "its detached signature is by a key that no identity holds\(key.map { ", \($0)" } ?? "")\(reason.map { " (\($0))" } ?? "")"
      )
    case .signed(_, _, .valid): nil
    case .signed(let identity, let key, .expired):
      (.keyExpired, "its detached signature is by \(identity)'s key \(key) outside its validity")
    case .signed(let identity, let key, .retired):
      (.keyRetired, "its detached signature is by \(identity)'s key \(key) after it was retired")
    case .signed(let identity, let key, .compromised):
      (.keyCompromised, "its detached signature is by \(identity)'s key \(key), which is compromised")
    }
  }
}
