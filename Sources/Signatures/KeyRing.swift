/// The public keys that a policy knows, ready to verify with: each key is parsed once, when it is made.
///
/// A value without hidden state, so that any number of threads may read it at once.
package struct KeyRing: Sendable {
  // Keyed by the blob itself, not by its hash: identity is equality of bytes.
  private var keys: [[UInt8]: (key: SSHPublicKey, limits: [KeyLimits])] = [:]
  private var authorities: [[UInt8]: [AllowedSigner]] = [:]

  /// The OpenPGP keys; nil if the policy has none.
  package var openpgp: (any SignatureKeys)?

  /// The X.509 roots and what is known of their certificates; nil if the policy has none.
  package var x509: (any SignatureKeys)?

  /// Collects keys.
  ///
  /// - Parameters:
  ///   - keys: SSH keys that may sign anything at any time; one that occurs twice counts once.
  ///   - allowedSigners: lines of allowed signers. A key may have several, and may be among `keys` as well;
  ///     as in OpenSSH, what one of them permits is permitted. Their principals matter for authorities only:
  ///     whose a plain key is, is for the policy to say.
  package init(_ keys: [SSHPublicKey] = [], allowedSigners: [AllowedSigner] = []) {
    for key in keys { self.keys[key.blob] = (key, [.none]) }
    for line in allowedSigners {
      if line.isAuthority {
        authorities[line.key.blob, default: []].append(line)
      } else {
        self.keys[line.key.blob, default: (line.key, [])].limits.append(line.limits)
      }
    }
  }

  /// How many distinct SSH keys the ring holds, authorities not counted.
  package var count: Int { keys.count }

  /// Whether the ring holds this very key, not as an authority only.
  package func contains(_ key: SSHPublicKey) -> Bool { keys[key.blob] != nil }

  /// The known key with exactly this blob.
  func key(blob: [UInt8]) -> SSHPublicKey? { keys[blob]?.key }

  /// What the ring says about a key that made a signature.
  func standing(of key: SSHPublicKey, namespace: String, at date: Int64) -> Standing {
    guard let limits = keys[key.blob]?.limits else { return .unknown(reason: nil) }
    let permitted = limits.filter { $0.permit(namespace: namespace) }
    guard !permitted.isEmpty else {
      return .unknown(
        reason: "the key may not sign in namespace \(quoted(namespace.utf8)); "
          + "add it to the namespaces of its line in allowed_signers")
    }
    let isGood = permitted.contains { $0.window.contains(date) }
    return .known(key.signer, isGood ? .good : .expired)
  }

  /// What the ring says about a certified key that made a signature.
  func standing(of certificate: SSHCertificate, namespace: String, at date: Int64) -> Standing {
    let authority = certificate.authority.fingerprint
    guard let lines = authorities[certificate.authority.blob] else {
      return .unknown(
        reason: "the key is certified by \(authority), which is no known authority; "
          + "list that key in allowed_signers with cert-authority")
    }
    let permitted = lines.filter { $0.limits.permit(namespace: namespace) }
    guard !permitted.isEmpty else {
      return .unknown(
        reason: "the authority \(authority) may not certify for namespace \(quoted(namespace.utf8)); "
          + "add it to the namespaces of its line in allowed_signers")
    }
    // Lines within their time come first: one that is over takes nothing away from another that is not.
    let current = permitted.filter { $0.limits.window.contains(date) }
    for (lines, isCurrent) in [(current, true), (permitted, false)] {
      let principals = certificate.principals.filter { principal in
        lines.contains { $0.principals.matches(principal) }
      }
      let names = principals.compactMap { String(validating: $0, as: UTF8.self) }
      guard !names.isEmpty else { continue }
      let certified = Certified(authority: authority, serial: certificate.serial, principals: names)
      let signer = Signer(format: .ssh, key: certificate.key.fingerprint, certified: certified)
      return .known(signer, isCurrent && certificate.isValid(at: date) ? .good : .expired)
    }
    return .unknown(
      reason: "the authority \(authority) may certify none of the certificate's principals; "
        + "compare them (`ssh-keygen -L`) with its line in allowed_signers")
  }

  /// What a ring says about a key.
  enum Standing: Equatable {
    /// The key is nobody's; the reason is a message for people, nil if the ring has never heard of it.
    case unknown(reason: String?)
    case known(Signer, KeyValidity)
  }
}
