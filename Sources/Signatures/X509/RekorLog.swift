import SwiftASN1
import X509

/// A transparency log (Rekor) that a policy trusts to say when it took an entry in.
struct RekorLog: Hashable, Sendable {
  private let key: Certificate.PublicKey

  /// The SHA-256 of the key as SubjectPublicKeyInfo, by which entries name their log.
  let id: [UInt8]

  /// - Parameter bytes: a SubjectPublicKeyInfo in DER (RFC 5280, section 4.1).
  init(_ bytes: [UInt8], place: String) throws(KeyProblem) {
    do {
      key = try Certificate.PublicKey(derEncoded: bytes)
    } catch {
      throw KeyProblem(.malformed, "\(place): this is no public key of an accepted kind; copy it again")
    }
    if let weakness = X509Key.weakness(of: key) {
      throw KeyProblem(.weak, "\(place): the log has \(weakness); use another log")
    }
    id = Digest.sha256(bytes)
  }

  /// Whether the log signed these bytes. Rekor hashes with SHA-256, whatever its key's kind.
  func signed(_ bytes: [UInt8], signature: [UInt8]) -> Bool {
    let algorithms: [Certificate.SignatureAlgorithm] = [.ecdsaWithSHA256, .sha256WithRSAEncryption, .ed25519]
    return algorithms.contains { key.isValidSignature(signature, for: bytes, signatureAlgorithm: $0) }
  }
}
