import Crypto
import CryptoExtras
import X509

/// What a public key in a certificate or of a log must be, and which signatures it can make.
enum X509Key {
  /// Shorter ones are weak; longer ones cost time and no real authority uses them.
  private static let moduli = 2048...8192

  /// Why a key is not accepted, or nil if it is.
  static func weakness(of key: Certificate.PublicKey) -> String? {
    if let rsa = _RSA.Signing.PublicKey(key) {
      let bits = rsa.keySizeInBits
      return moduli.contains(bits)
        ? nil : "an rsa key of \(bits) bits instead of \(moduli.lowerBound) to \(moduli.upperBound)"
    }
    if let ed25519 = Curve25519.Signing.PublicKey(key) {
      do {
        // Points of small order would let one signature hold for any bytes.
        try Ed25519Point.validate(Array(ed25519.rawRepresentation)[...])
        return nil
      } catch {
        return error.reason
      }
    }
    // The three curves of NIST are all that is left.
    return nil
  }

  /// The algorithms in certificates that are as good as a key's own strength: all that are known but SHA-1.
  static let certificateAlgorithms: Set<Certificate.SignatureAlgorithm> = [
    .sha256WithRSAEncryption, .sha384WithRSAEncryption, .sha512WithRSAEncryption,
    .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512, .ed25519,
  ]

  /// How a signer's key signs in CMS.
  ///
  /// RSA is named by its key (RFC 3370, section 3.2) or with its hash (RFC 5754, section 3.2), ECDSA with its
  /// hash (RFC 5754, section 3.3), Ed25519 goes with SHA-512 (RFC 8419, section 3.1).
  static func algorithm(
    _ algorithm: CMSAlgorithm, digest: CMSDigest
  ) throws(SignatureProblem) -> Certificate.SignatureAlgorithm {
    if !algorithm.hasParameters {
      switch (algorithm.identifier, digest) {
      case ([1, 2, 840, 113549, 1, 1, 1], .sha256), ([1, 2, 840, 113549, 1, 1, 11], .sha256):
        return .sha256WithRSAEncryption
      case ([1, 2, 840, 113549, 1, 1, 1], .sha384), ([1, 2, 840, 113549, 1, 1, 12], .sha384):
        return .sha384WithRSAEncryption
      case ([1, 2, 840, 113549, 1, 1, 1], .sha512), ([1, 2, 840, 113549, 1, 1, 13], .sha512):
        return .sha512WithRSAEncryption
      case ([1, 2, 840, 10045, 4, 3, 2], .sha256): return .ecdsaWithSHA256
      case ([1, 2, 840, 10045, 4, 3, 3], .sha384): return .ecdsaWithSHA384
      case ([1, 2, 840, 10045, 4, 3, 4], .sha512): return .ecdsaWithSHA512
      case ([1, 3, 101, 112], .sha512): return .ed25519
      default: break
      }
    }
    throw SignatureProblem(
      reason: "the signature's algorithm \(algorithm.identifier) is not accepted with this hash; "
        + "use rsa (pkcs #1 v1.5) or ecdsa with sha256")
  }
}
