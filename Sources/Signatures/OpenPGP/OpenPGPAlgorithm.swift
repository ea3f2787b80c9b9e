/// The public-key algorithms (RFC 9580, section 9.1) that may sign here.
enum OpenPGPAlgorithm: Hashable {
  case rsa
  /// EdDSA in its older form, as `gpg` makes it, with Ed25519 only.
  case eddsa
  case ecdsa(Curve)

  /// Curves by their object identifiers (section 9.2).
  enum Curve: String, CaseIterable {
    case p256 = "2a8648ce3d030107"
    case p384 = "2b81040022"
    case p521 = "2b81040023"
    case brainpoolP256 = "2b2403030208010107"
    case brainpoolP384 = "2b240303020801010b"
    case brainpoolP512 = "2b240303020801010d"

    /// The bytes of a coordinate.
    var fieldBytes: Int {
      switch self {
      case .p256, .brainpoolP256: 32
      case .p384, .brainpoolP384: 48
      case .brainpoolP512: 64
      case .p521: 66
      }
    }
  }

  private static let ed25519 = "2b06010401da470f01"

  /// 2 and 3 are encrypt-only and sign-only, both deprecated.
  static func isRSA(_ number: Int) -> Bool { (1...3).contains(number) }

  /// The accepted algorithm of a key.
  ///
  ///     RSA    MPI n, MPI e                                   section 5.5.5.1
  ///     EdDSA  length, object identifier, MPI 0x40 || point   section 5.5.5.5
  ///     ECDSA  length, object identifier, MPI 0x04 || x || y  section 5.5.5.4
  ///
  /// - Throws: `KeyProblem` for another algorithm or curve, for numbers that make no key, and for weak ones.
  static func accepted(_ number: Int, material: ArraySlice<UInt8>) throws(KeyProblem) -> OpenPGPAlgorithm {
    do {
      var reader = OpenPGPReader(material)
      let algorithm: OpenPGPAlgorithm
      switch number {
      case 1, 3: algorithm = try rsa(&reader)
      case 19: algorithm = .ecdsa(try curve(&reader))
      case 22: algorithm = try eddsa(&reader)
      case 16, 20: throw KeyProblem(.weak, "elgamal signatures are not safe; \(advice)")
      case 17: throw KeyProblem(.weak, "dsa keys are too weak; \(advice)")
      default:
        throw KeyProblem(.unsupported, "keys of algorithm \(number) cannot sign here; \(advice)")
      }
      try reader.end(of: "key's numbers")
      return algorithm
    } catch let problem as KeyProblem {
      throw problem
    } catch let problem as WireProblem {
      throw KeyProblem(.malformed, "the key is malformed: \(problem.reason); export it again")
    } catch {
      throw KeyProblem(.malformed, "the key is malformed; export it again")
    }
  }

  private static let advice = "use an ed25519 key (`gpg --quick-generate-key NAME ed25519 sign`)"

  private static func rsa(_ reader: inout OpenPGPReader) throws -> OpenPGPAlgorithm {
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
    guard RSANumbers.exponentBits.contains(Self.bits(exponent)), exponent.last! & modulus.last! & 1 == 1
    else {
      throw KeyProblem(.weak, "the rsa key has an even modulus, or an even or outlandish exponent; \(advice)")
    }
    return .rsa
  }

  private static func bits(_ number: ArraySlice<UInt8>) -> Int {
    number.count * 8 - (number.first?.leadingZeroBitCount ?? 0)
  }

  private static func eddsa(_ reader: inout OpenPGPReader) throws -> OpenPGPAlgorithm {
    guard Hexadecimal.encode(try identifier(&reader)) == ed25519 else {
      throw KeyProblem(.unsupported, "the only eddsa curve known is ed25519; \(advice)")
    }
    let point = try reader.integer("ed25519 point")
    guard point.count == 33, point.first == 0x40 else {
      throw WireProblem(reason: "the ed25519 point is not 32 bytes behind 0x40")
    }
    try Ed25519Point.validate(point.dropFirst())
    return .eddsa
  }

  private static func curve(_ reader: inout OpenPGPReader) throws -> Curve {
    guard let curve = Curve(rawValue: Hexadecimal.encode(try identifier(&reader))) else {
      throw KeyProblem(.unsupported, "the key's curve is not a nist or brainpool one; \(advice)")
    }
    let point = try reader.integer("curve point")
    guard point.count == 1 + 2 * curve.fieldBytes, point.first == 4 else {
      throw WireProblem(reason: "the curve point is not uncompressed")
    }
    return curve
  }

  private static func identifier(_ reader: inout OpenPGPReader) throws(WireProblem) -> ArraySlice<UInt8> {
    try reader.bytes(reader.number(octets: 1, "curve's name"), "curve's name")
  }
}
