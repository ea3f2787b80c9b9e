import Governance
import Signatures

/// The key that the user's git is configured to sign with, as far as that can be told without using it.
package enum SigningKey: Sendable {
  /// A public key as a `.pub` file has it, or a certificate; nil where it is not at hand.
  case ssh(String?)
  /// A key as gpg takes it: a fingerprint, a key id, an e-mail address; nil for gpg's own choice.
  case openPGP(String?)
  case x509(String?)

  /// Whose the key is by the roster.
  enum Holder: Equatable {
    case identity(IdentityID, KeyFingerprint)
    /// The roster lists no such key.
    case nobody(KeyFingerprint)
    /// Only its signature will tell, as of a certificate.
    case unknown
  }

  func holder(in roster: Roster) -> Holder {
    switch self {
    case .ssh(let text):
      guard let text, let key = SigningKey.publicKey(text) else { return .unknown }
      let fingerprint = KeyFingerprint(key.fingerprint)
      return roster.holder(of: fingerprint).map { .identity($0.id, fingerprint) } ?? .nobody(fingerprint)
    case .openPGP(let text):
      guard let text, let digits = SigningKey.keyID(text) else { return .unknown }
      for identity in roster.identities {
        for key in identity.keys where key.fingerprint.text.hasSuffix(digits) {
          if case .openPGP = key.kind { return .identity(identity.id, key.fingerprint) }
        }
      }
      // It may be a subkey's.
      return .unknown
    case .x509: return .unknown
    }
  }

  /// The line of an identity's `keys` that would list the key; nil where its file would have to be brought as well.
  package var rosterLine: String? {
    guard case .ssh(let text?) = self, let key = SigningKey.publicKey(text) else { return nil }
    return "- {ssh: \"\(key.text)\"}"
  }

  private static func publicKey(_ text: String) -> SSHPublicKey? {
    do throws(KeyProblem) {
      return try SSHPublicKey(openSSH: text)
    } catch {
      return nil
    }
  }

  /// At least 16 hexadecimal digits, in upper case; nil for what is no key id.
  private static func keyID(_ text: String) -> String? {
    var digits = text.uppercased()
    if digits.hasPrefix("0X") { digits.removeFirst(2) }
    if digits.hasSuffix("!") { digits.removeLast() }
    let isHexadecimal = digits.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }
    return isHexadecimal && digits.utf8.count >= 16 ? digits : nil
  }
}
