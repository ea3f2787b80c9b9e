/// The body of a version 4 public key or subkey packet (RFC 9580, section 5.5.2.2).
///
///     one octet    version 4
///     four octets  creation time
///     one octet    algorithm
///     …            the key's numbers
struct OpenPGPKeyPacket {
  /// Seconds since 1970; never 0.
  let created: UInt32
  let algorithmNumber: Int
  let body: [UInt8]
  /// 20 bytes (section 5.5.4.2).
  let fingerprint: [UInt8]

  init(body: [UInt8]) throws(KeyProblem) {
    guard body.count > 6, body.count < 1 << 16 else {
      throw KeyProblem(.malformed, "the certificate has a key that is cut short; export it again")
    }
    guard body[0] == 4 else {
      throw KeyProblem(
        .unsupported,
        "the certificate has a key of version \(body[0]); only version 4 is known, which `gpg` makes by default"
      )
    }
    created = body[1...4].reduce(0) { $0 << 8 | UInt32($1) }
    guard created > 0 else {
      throw KeyProblem(.malformed, "the certificate has a key made at second 0 of 1970; make a new key")
    }
    algorithmNumber = Int(body[5])
    self.body = body
    fingerprint = OpenPGPHash.fingerprint(framed(body))
  }

  /// The key to verify with.
  /// - Throws: `KeyProblem` for a key that is not accepted; see `OpenPGPVerificationKey`.
  func verifier() throws(KeyProblem) -> OpenPGPVerificationKey {
    try OpenPGPVerificationKey(algorithmNumber, material: body.dropFirst(6))
  }

  var name: String { OpenPGPKeyName.text(fingerprint) }
}

/// A key as it is hashed (section 5.2.4): 0x99, two octets of length, the body.
func framed(_ keyBody: [UInt8]) -> [UInt8] {
  [0x99, UInt8(keyBody.count >> 8), UInt8(keyBody.count & 0xff)] + keyBody
}
