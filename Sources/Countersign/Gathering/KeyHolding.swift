import Governance
import Signatures

/// Whose a key that made a signature is, and whether it was good.
struct KeyHolding {
  let holder: IdentityID
  let key: KeyFingerprint
  let state: KeyState

  /// - Parameters:
  ///   - validity: what the key's own certificate, or its line in `allowed_signers`, says of it.
  ///   - date: the claimed time of signing.
  ///   - inTrustedBase: whether the trusted base holds the signature already.
  /// - Returns: nil where nobody holds the key, or two people would.
  init?(
    of signer: Signer, validity: KeyValidity, in roster: Roster, at date: Instant, inTrustedBase: Bool
  ) {
    key = KeyFingerprint(signer.key)
    let listed = roster.holder(of: key)
    if let certified = signer.certified {
      // Only the authority's word says whose a certified key is; it may not say that it is two people's, nor
      // somebody else's than the roster knows it to be.
      let named = Set(certified.principals.compactMap { roster[email: EmailAddress($0)]?.id })
      guard let name = named.first, named.count == 1, listed.map({ $0.id == name }) ?? true else {
        return nil
      }
      holder = name
    } else {
      guard let listed else { return nil }
      holder = listed.id
    }
    let own = listed?.keys.first { [key] in $0.fingerprint == key }
    let listedState = own?.state(at: date, inTrustedBase: inTrustedBase) ?? .valid
    state = max(listedState, validity.state(inTrustedBase: inTrustedBase))
  }
}

extension KeyHolding {
  /// What to say of a good signature by a key that is nobody's.
  static func reason(for signer: Signer) -> String? {
    signer.certified.map { "certified for \($0.principals.joined(separator: ", "))" }
  }
}

extension KeyValidity {
  /// As for a key that the roster marks `compromised`: what the trusted base contains already stands.
  fileprivate func state(inTrustedBase: Bool) -> KeyState {
    switch self {
    case .good: .valid
    case .expired: .expired
    case .retired: .retired
    case .compromised: inTrustedBase ? .valid : .compromised
    }
  }
}

extension SignatureCheck {
  /// What the check means under a roster: who holds the key, and whether it was good at that date.
  func attribution(
    roster: Roster, date: Instant, inTrustedBase: Bool, userPresenceRequired: Bool
  ) -> Attribution {
    switch self {
    case .unsigned: return .unsigned
    case .malformed(let reason): return .malformed(reason: reason)
    case .unknownSigner(let signer, _, let reason):
      return .unknownSigner(key: signer.map { KeyFingerprint($0.key) }, reason: reason)
    case .invalid(_, let reason): return .invalid(reason: reason)
    case .valid(let signer, let userPresence, let validity):
      guard
        let holding = KeyHolding(
          of: signer, validity: validity, in: roster, at: date, inTrustedBase: inTrustedBase)
      else {
        return .unknownSigner(key: KeyFingerprint(signer.key), reason: KeyHolding.reason(for: signer))
      }
      if userPresenceRequired, userPresence == false {
        return .invalid(reason: "the security key does not attest that somebody touched it")
      }
      return .signed(by: holding.holder, key: holding.key, state: holding.state)
    }
  }
}
