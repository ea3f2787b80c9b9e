import Crypto
import CryptoExtras

/// The mathematics of a key, in the library's terms: parsed once, used for any number of signatures.
struct OpenPGPVerificationKey: Sendable {
  private enum Key: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
    case p384(P384.Signing.PublicKey)
    case p521(P521.Signing.PublicKey)
    case rsa(_RSA.Signing.PublicKey, modulusBytes: Int)
  }

  private let key: Key

  private static let advice = "use an ed25519 key (`gpg --quick-generate-key NAME ed25519 sign`)"

  /// Object identifiers of curves (RFC 9580, section 9.2).
  private static let ed25519 = "2b06010401da470f01"
  private static let p256 = "2a8648ce3d030107"
  private static let p384 = "2b81040022"
  private static let p521 = "2b81040023"

  /// Reads a key's numbers.
  ///
  ///     RSA    MPI n, MPI e                                   section 5.5.5.1
  ///     ECDSA  length, object identifier, MPI 0x04 || x || y  section 5.5.5.4
  ///     EdDSA  length, object identifier, MPI 0x40 || point   section 5.5.5.5
  ///
  /// - Throws: `KeyProblem` for another algorithm or curve, for numbers that make no key, and for weak ones.
  init(_ algorithm: Int, material: ArraySlice<UInt8>) throws(KeyProblem) {
    do {
      var reader = OpenPGPReader(material)
      switch algorithm {
      case 1, 3: key = try Self.rsa(&reader)
      case 19: key = try Self.ecdsa(&reader)
      case 22: key = try Self.eddsa(&reader)
      case 16, 20: throw KeyProblem(.weak, "elgamal signatures are not safe; \(Self.advice)")
      case 17: throw KeyProblem(.weak, "dsa keys are too weak; \(Self.advice)")
      default:
        throw KeyProblem(.unsupported, "keys of algorithm \(algorithm) cannot sign here; \(Self.advice)")
      }
      try reader.end(of: "key's numbers")
    } catch let problem as KeyProblem {
      throw problem
    } catch let problem as WireProblem {
      throw KeyProblem(.malformed, "the key is malformed: \(problem.reason); export it again")
    } catch {
      throw KeyProblem(.malformed, "the numbers of the key make no key; export it again")
    }
  }

  private static func rsa(_ reader: inout OpenPGPReader) throws -> Key {
    let modulus = try reader.integer("rsa modulus")
    let exponent = try reader.integer("rsa exponent")
    let bits = bits(modulus)
    guard bits >= RSANumbers.modulusBits.lowerBound else {
      throw KeyProblem(
        .weak, "the rsa key has \(bits) bits, fewer than \(RSANumbers.modulusBits.lowerBound); \(advice)")
    }
    guard bits <= RSANumbers.modulusBits.upperBound else {
      throw KeyProblem(
        .unsupported,
        "the rsa key has \(bits) bits, more than \(RSANumbers.modulusBits.upperBound); \(advice)")
    }
    let areOdd = (exponent.last ?? 0) & (modulus.last ?? 0) & 1 == 1
    guard RSANumbers.exponentBits.contains(Self.bits(exponent)), areOdd else {
      throw KeyProblem(.weak, "the rsa key has an even modulus, or an even or outlandish exponent; \(advice)")
    }
    return .rsa(
      try _RSA.Signing.PublicKey(n: Array(modulus), e: Array(exponent)), modulusBytes: modulus.count)
  }

  private static func bits(_ number: ArraySlice<UInt8>) -> Int {
    number.count * 8 - (number.first?.leadingZeroBitCount ?? 0)
  }

  private static func eddsa(_ reader: inout OpenPGPReader) throws -> Key {
    guard try identifier(&reader) == ed25519 else {
      throw KeyProblem(.unsupported, "the only eddsa curve known is ed25519; \(advice)")
    }
    let point = try reader.integer("ed25519 point")
    guard point.count == 33, point.first == 0x40 else {
      throw WireProblem(reason: "the ed25519 point is not 32 bytes behind 0x40")
    }
    try Ed25519Point.validate(point.dropFirst())
    return .ed25519(try Curve25519.Signing.PublicKey(rawRepresentation: point.dropFirst()))
  }

  private static func ecdsa(_ reader: inout OpenPGPReader) throws -> Key {
    let curve = try identifier(&reader)
    let point = Array(try reader.integer("curve point"))
    switch (curve, point.count, point.first) {
    case (p256, 65, 4): return .p256(try P256.Signing.PublicKey(x963Representation: point))
    case (p384, 97, 4): return .p384(try P384.Signing.PublicKey(x963Representation: point))
    case (p521, 133, 4): return .p521(try P521.Signing.PublicKey(x963Representation: point))
    case (p256, _, _), (p384, _, _), (p521, _, _):
      throw WireProblem(reason: "the curve point is not uncompressed")
    default: throw KeyProblem(.unsupported, "the key's curve is not p-256, p-384 or p-521; \(advice)")
    }
  }

  private static func identifier(_ reader: inout OpenPGPReader) throws(WireProblem) -> String {
    Hexadecimal.encode(try reader.bytes(reader.number(octets: 1, "curve's name"), "curve's name"))
  }

  /// Whether `signature`, of this key's algorithm, is right over `content`.
  func verifies(_ signature: OpenPGPSignaturePacket, about content: [UInt8]) -> Bool {
    guard let hash = try? OpenPGPHash.numbered(signature.hashNumber) else { return false }
    let digest = OpenPGPDigest(hash, of: signature.hashedBytes(about: content))
    guard digest.bytes.prefix(2).elementsEqual(signature.value.prefix(2)) else { return false }
    switch digest {
    case .sha256(let digest): return isRight(signature.numbers, digest)
    case .sha384(let digest): return isRight(signature.numbers, digest)
    case .sha512(let digest): return isRight(signature.numbers, digest)
    }
  }

  private func isRight(_ numbers: [ArraySlice<UInt8>], _ digest: some Crypto.Digest) -> Bool {
    switch key {
    case .rsa(let key, let modulusBytes):
      guard let value = Self.joined(numbers, count: 1, size: modulusBytes) else { return false }
      // "insecure" is the library's word for PKCS #1 v1.5, which section 5.2.3.1 prescribes.
      return key.isValidSignature(
        _RSA.Signing.RSASignature(rawRepresentation: value), for: digest, padding: .insecurePKCS1v1_5)
    case .ed25519(let key):
      // The message is the hash (section 5.2.3.3).
      guard let value = Self.joined(numbers, count: 2, size: 32) else { return false }
      return key.isValidSignature(value, for: Array(digest))
    case .p256(let key):
      guard let value = Self.joined(numbers, count: 2, size: 32),
        let signature = try? P256.Signing.ECDSASignature(rawRepresentation: value)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    case .p384(let key):
      guard let value = Self.joined(numbers, count: 2, size: 48),
        let signature = try? P384.Signing.ECDSASignature(rawRepresentation: value)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    case .p521(let key):
      guard let value = Self.joined(numbers, count: 2, size: 66),
        let signature = try? P521.Signing.ECDSASignature(rawRepresentation: value)
      else { return false }
      return key.isValidSignature(signature, for: digest)
    }
  }

  /// The numbers side by side, each with zeros in front up to `size` bytes.
  private static func joined(_ numbers: [ArraySlice<UInt8>], count: Int, size: Int) -> [UInt8]? {
    guard numbers.count == count, numbers.allSatisfy({ $0.count <= size }) else { return nil }
    return numbers.flatMap { [UInt8](repeating: 0, count: size - $0.count) + $0 }
  }
}
