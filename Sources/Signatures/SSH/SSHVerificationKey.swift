import Crypto
import CryptoExtras

/// The mathematics of a public key, in the library's terms: parsed once, used for any number of signatures.
struct SSHVerificationKey: Sendable {
  private enum Key: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey)
  }

  private let key: Key

  /// SHA-256 of the application that a FIDO key is bound to; nil for keys that are no FIDO keys.
  private let applicationHash: [UInt8]?

  /// The bytes of an RSA modulus, nil for other keys.
  let modulusBytes: Int?

  /// Reads what follows the type in a public key blob.
  init(_ algorithm: SSHAlgorithm, fields: inout KeyFields) throws(KeyProblem) {
    var modulusBytes: Int?
    switch algorithm {
    case .ed25519, .fidoEd25519:
      let point = try fields.string("ed25519 key")
      guard point.count == 32 else {
        throw KeyProblem(
          .malformed,
          "the ed25519 key has \(point.count) bytes instead of 32; copy it again from the .pub file")
      }
      try Ed25519Point.validate(point)
      guard let parsed = try? Curve25519.Signing.PublicKey(rawRepresentation: point) else {
        throw KeyProblem(.malformed, "the ed25519 key is unusable; copy it again from the .pub file")
      }
      key = .ed25519(parsed)
    case .ecdsaP256, .fidoP256:
      key = .p256(try Self.point(algorithm, &fields) { try P256.Signing.PublicKey(x963Representation: $0) })
    case .ecdsaP384:
      key = .p384(try Self.point(algorithm, &fields) { try P384.Signing.PublicKey(x963Representation: $0) })
    case .ecdsaP521:
      key = .p521(try Self.point(algorithm, &fields) { try P521.Signing.PublicKey(x963Representation: $0) })
    case .rsa:
      let numbers = try RSANumbers(fields: &fields)
      key = .rsa(try numbers.publicKey())
      modulusBytes = numbers.modulus.count
    }
    self.modulusBytes = modulusBytes
    applicationHash = algorithm.isFIDO ? Digest.sha256(Array(try fields.string("application"))) : nil
  }

  /// A point on a NIST curve: the curve's name, then `04 || x || y` (RFC 5656, section 3.1; SEC 1, 2.3.3).
  private static func point<PublicKey>(
    _ algorithm: SSHAlgorithm, _ fields: inout KeyFields, parse: ([UInt8]) throws -> PublicKey
  ) throws(KeyProblem) -> PublicKey {
    let name = try fields.string("curve name")
    guard let curve = algorithm.curve, let size = algorithm.fieldBytes, name.elementsEqual(curve.utf8) else {
      throw KeyProblem(
        .malformed, "the key says \(algorithm.rawValue), but names the curve \(quoted(name)); make a new key")
    }
    let encoding = Array(try fields.string("curve point"))
    // Compressed and hybrid points would be other spellings of the same key; OpenSSH refuses them too.
    guard encoding.count == 1 + 2 * size, encoding.first == 4 else {
      throw KeyProblem(
        .malformed, "the \(curve) key is not an uncompressed point; copy it again from the .pub file")
    }
    do {
      return try parse(encoding)
    } catch {
      throw KeyProblem(
        .malformed, "the \(curve) key is not a point on the curve; copy it again from the .pub file")
    }
  }

  /// Whether `value` is this key's signature over `data`, which for a FIDO key is what the host handed to
  /// the authenticator, not yet what that signed.
  func verify(_ value: SSHSignatureValue, over data: [UInt8]) -> Bool {
    let message: [UInt8]
    switch (applicationHash, value.presence) {
    case (nil, nil):
      message = data
    case (let applicationHash?, let presence?):
      // PROTOCOL.u2f, "SSH U2F signatures": SHA256(application) || flags || counter || SHA256(message)
      var writer = WireWriter()
      writer.raw(applicationHash)
      writer.raw([presence.flags])
      writer.uint32(presence.counter)
      writer.raw(Digest.sha256(data))
      message = writer.bytes
    default:
      return false
    }
    // The hash of ECDSA is the one that the curve asks for (RFC 5656, section 6.2.1), which is what the
    // library takes as well.
    switch (key, value.scheme) {
    case (.ed25519(let key), .ed25519):
      return key.isValidSignature(value.bytes, for: message)
    case (.p256(let key), .ecdsa):
      guard let signature = try? P256.Signing.ECDSASignature(rawRepresentation: value.bytes) else {
        return false
      }
      return key.isValidSignature(signature, for: message)
    case (.p384(let key), .ecdsa):
      guard let signature = try? P384.Signing.ECDSASignature(rawRepresentation: value.bytes) else {
        return false
      }
      return key.isValidSignature(signature, for: message)
    case (.p521(let key), .ecdsa):
      guard let signature = try? P521.Signing.ECDSASignature(rawRepresentation: value.bytes) else {
        return false
      }
      return key.isValidSignature(signature, for: message)
    case (.rsa(let key), .rsa(let hash)):
      // "insecure" is the library's word for PKCS #1 v1.5, which RFC 8332 prescribes.
      let signature = _RSA.Signing.RSASignature(rawRepresentation: value.bytes)
      switch hash {
      case .sha256:
        return key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
      case .sha512:
        return key.isValidSignature(signature, for: SHA512.hash(data: message), padding: .insecurePKCS1v1_5)
      }
    default:
      return false
    }
  }
}
