/// The innermost part of an SSHSIG: the numbers, in the form that the library takes.
///
///     ssh-ed25519                 string signature[64]                RFC 8709, section 6
///     ecdsa-sha2-*                string { mpint r, mpint s }         RFC 5656, section 3.1.2
///     rsa-sha2-256, rsa-sha2-512  string signature                    RFC 8332, section 3
///     sk-ssh-ed25519@…            as ssh-ed25519, then presence       PROTOCOL.u2f
///     sk-ecdsa-sha2-nistp256@…    as ecdsa-sha2-*, then presence      PROTOCOL.u2f
///     presence                  = byte flags, uint32 counter
///
/// each after its algorithm's name as a string, with nothing behind. PROTOCOL.u2f's webauthn form, which
/// `ssh-keygen` never makes, is not accepted.
struct SSHSignatureValue {
  enum Scheme: Equatable {
    case ed25519
    case ecdsa
    case rsa(SSHHash)
  }

  /// What a FIDO authenticator says about the circumstances of a signature; it signs these bytes too.
  struct Presence: Equatable {
    let flags: UInt8
    let counter: UInt32

    /// Bit 0: somebody touched the authenticator.
    var userPresent: Bool { flags & 1 == 1 }
  }

  let scheme: Scheme

  /// Ed25519: R || s. ECDSA: r || s, each as long as the curve's field. RSA: as long as the modulus.
  let bytes: [UInt8]

  /// Nil for keys that are no FIDO keys.
  let presence: Presence?

  init(_ blob: ArraySlice<UInt8>, by key: SSHPublicKey) throws(SignatureProblem) {
    do throws(WireProblem) {
      var reader = WireReader(blob)
      scheme = try Self.scheme(named: reader.string("signature algorithm"), by: key.algorithm)
      let value = try reader.string("signature value")
      switch scheme {
      case .ed25519: bytes = try Self.ed25519(value)
      case .ecdsa: bytes = try Self.ecdsa(value, fieldBytes: key.algorithm.fieldBytes ?? 0)
      case .rsa: bytes = try Self.rsa(value, modulusBytes: key.verifier.modulusBytes ?? 0)
      }
      if key.algorithm.isFIDO {
        presence = Presence(
          flags: try reader.byte("authenticator's flags"),
          counter: try reader.uint32("authenticator's counter"))
      } else {
        presence = nil
      }
      try reader.end(of: "signature value")
    } catch {
      throw SignatureProblem(error)
    }
  }

  private static func scheme(
    named name: ArraySlice<UInt8>, by algorithm: SSHAlgorithm
  ) throws(WireProblem) -> Scheme {
    if algorithm == .rsa {
      if name.elementsEqual("rsa-sha2-512".utf8) { return .rsa(.sha512) }
      if name.elementsEqual("rsa-sha2-256".utf8) { return .rsa(.sha256) }
      if name.elementsEqual("ssh-rsa".utf8) {
        throw WireProblem(reason: "the signature is rsa with sha-1; sign again with rsa-sha2-512")
      }
    } else if name.elementsEqual(algorithm.rawValue.utf8) {
      return algorithm.fieldBytes == nil ? .ed25519 : .ecdsa
    }
    throw WireProblem(
      reason: "signature algorithm \(quoted(name)) does not fit a key of type \(algorithm.rawValue)")
  }

  private static func ed25519(_ value: ArraySlice<UInt8>) throws(WireProblem) -> [UInt8] {
    guard value.count == 64 else {
      throw WireProblem(reason: "the ed25519 signature has \(value.count) bytes instead of 64")
    }
    return Array(value)
  }

  /// Numbers that fit the field but reach the group's order are left to the library, which refuses them.
  private static func ecdsa(_ value: ArraySlice<UInt8>, fieldBytes: Int) throws(WireProblem) -> [UInt8] {
    var reader = WireReader(value)
    let r = try reader.positiveInteger("ecdsa r")
    let s = try reader.positiveInteger("ecdsa s")
    try reader.end(of: "ecdsa signature")
    guard r.count <= fieldBytes, s.count <= fieldBytes else {
      throw WireProblem(reason: "the ecdsa signature is too long for its curve")
    }
    return [UInt8](repeating: 0, count: fieldBytes - r.count) + r
      + [UInt8](repeating: 0, count: fieldBytes - s.count) + s
  }

  /// RFC 8332, section 3: signers may leave out leading zero bytes, verifiers may take that; OpenSSH does.
  private static func rsa(_ value: ArraySlice<UInt8>, modulusBytes: Int) throws(WireProblem) -> [UInt8] {
    guard !value.isEmpty, value.count <= modulusBytes else {
      throw WireProblem(reason: "the rsa signature has \(value.count) bytes, its key \(modulusBytes)")
    }
    return [UInt8](repeating: 0, count: modulusBytes - value.count) + value
  }
}
