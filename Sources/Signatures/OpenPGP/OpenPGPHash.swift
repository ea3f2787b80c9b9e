import Crypto

/// The hashes that a signature may be made with (RFC 9580, section 9.5); all others are weak or unknown.
enum OpenPGPHash: UInt8 {
  case sha256 = 8
  case sha384 = 9
  case sha512 = 10

  /// - Throws: `WireProblem` for any other hash, by name if it has one.
  static func numbered(_ number: Int) throws(WireProblem) -> OpenPGPHash {
    if let hash = UInt8(exactly: number).flatMap(OpenPGPHash.init) { return hash }
    let name = [1: "md5", 2: "sha-1", 3: "ripemd-160", 11: "sha-224", 12: "sha3-256", 14: "sha3-512"][number]
    throw WireProblem(
      reason: "the hash \(name ?? "number \(number)") is not accepted; "
        + "use `gpg --digest-algo SHA512`")
  }

  /// SHA-1 (FIPS 180-4), for nothing but a version 4 key's fingerprint (RFC 9580, section 5.5.4.2).
  static func fingerprint(_ bytes: [UInt8]) -> [UInt8] {
    Array(Insecure.SHA1.hash(data: bytes))
  }
}
