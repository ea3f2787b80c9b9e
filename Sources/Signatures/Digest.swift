import Crypto

/// One-shot hashing; the project's only door to it.
package enum Digest {
  /// SHA-256 (FIPS 180-4).
  /// - Returns: 32 bytes.
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
  }
}
