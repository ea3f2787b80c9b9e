/// The body of a version 4 signature packet, read but not verified.
struct OpenPGPSignaturePacket {
  /// Signature types (RFC 9580, section 5.2.1).
  enum Kind: Int {
    case binary = 0x00, text = 0x01, standalone = 0x02
    case genericCertification = 0x10, personaCertification = 0x11
    case casualCertification = 0x12, positiveCertification = 0x13
    case subkeyBinding = 0x18, primaryKeyBinding = 0x19, directKey = 0x1f
    case keyRevocation = 0x20, subkeyRevocation = 0x28, certificationRevocation = 0x30
    case timestamp = 0x40, confirmation = 0x50
  }

  let kind: Kind
  let algorithm: Int
  let hashNumber: Int
  /// Seconds since 1970; never 0.
  let created: UInt32
  /// When the signature itself ends, in seconds since 1970; nil for never.
  let expires: Int64?
  /// The key that the signature names, hashed or not: a wrong name makes it verify under no key.
  let issuer: OpenPGPKeyName?
  let hashed: [OpenPGPSubpacket]
  let unhashed: [OpenPGPSubpacket]
  /// The body up to the end of the hashed area: what the signature covers of itself.
  let covered: ArraySlice<UInt8>
  /// What follows the unhashed area: 16 bits of the hash, and the numbers.
  let value: ArraySlice<UInt8>
  /// The numbers of the value.
  let numbers: [ArraySlice<UInt8>]

  /// Reads a body (section 5.2.3).
  ///
  ///     one octet   version 4
  ///     one octet   signature type
  ///     one octet   public-key algorithm
  ///     one octet   hash algorithm
  ///     two octets  length of the hashed subpackets, then those
  ///     two octets  length of the unhashed subpackets, then those
  ///     two octets  left 16 bits of the hash
  ///     MPIs        one for RSA, two for all others
  ///
  /// - Throws: `WireProblem` for any other layout; for a creation time that is missing, zero or not hashed;
  ///   for an unknown critical subpacket; and for issuers that differ.
  init(body: [UInt8]) throws(WireProblem) {
    var reader = OpenPGPReader(body)
    let version = try reader.number(octets: 1, "version")
    guard version == 4 else {
      throw WireProblem(reason: "it has version \(version); only version 4 is known")
    }
    let type = try reader.number(octets: 1, "signature type")
    guard let kind = Kind(rawValue: type) else {
      throw WireProblem(reason: "it has the unknown type \(type)")
    }
    self.kind = kind
    algorithm = try reader.number(octets: 1, "algorithm")
    hashNumber = try reader.number(octets: 1, "hash")
    let hashedLength = try reader.number(octets: 2, "length of the hashed subpackets")
    hashed = try OpenPGPSubpacket.all(in: reader.bytes(hashedLength, "hashed subpackets"))
    covered = body.prefix(6 + hashedLength)
    let unhashedLength = try reader.number(octets: 2, "length of the unhashed subpackets")
    unhashed = try OpenPGPSubpacket.all(in: reader.bytes(unhashedLength, "unhashed subpackets"))
    value = reader.rest
    _ = try reader.bytes(2, "left 16 bits of the hash")
    var numbers: [ArraySlice<UInt8>] = []
    // Algorithms 1 to 3 are RSA (section 9.1).
    for _ in 0..<((1...3).contains(algorithm) ? 1 : 2) {
      numbers.append(try reader.integer("signature's number"))
    }
    self.numbers = numbers
    try reader.end(of: "signature's numbers")

    for subpacket in hashed + unhashed where subpacket.isCritical {
      guard OpenPGPSubpacket.understood.contains(subpacket.type) else {
        throw WireProblem(reason: "it has a critical subpacket of type \(subpacket.type), which is not known")
      }
    }
    guard let time = hashed.first(where: { $0.type == OpenPGPSubpacket.creationTime }) else {
      throw WireProblem(reason: "it does not say when it was made")
    }
    created = try time.number()
    guard created > 0 else { throw WireProblem(reason: "it says that it was made at second 0 of 1970") }
    let lifetime = try hashed.first { $0.type == OpenPGPSubpacket.signatureExpiration }?.number() ?? 0
    expires = lifetime == 0 ? nil : Int64(created) + Int64(lifetime)
    issuer = try Self.issuer(hashed + unhashed)
  }

  private static func issuer(_ subpackets: [OpenPGPSubpacket]) throws(WireProblem) -> OpenPGPKeyName? {
    var name: OpenPGPKeyName?
    for subpacket in subpackets {
      let next: OpenPGPKeyName
      switch subpacket.type {
      case OpenPGPSubpacket.issuerFingerprint:
        guard subpacket.body.count == 21, subpacket.body.first == 4 else {
          throw WireProblem(reason: "it names an issuer that is not a version 4 key")
        }
        next = OpenPGPKeyName(fingerprint: Array(subpacket.body.dropFirst()))
      case OpenPGPSubpacket.issuerKeyID:
        guard subpacket.body.count == 8 else {
          throw WireProblem(reason: "it names an issuer by a key id that is not 8 bytes long")
        }
        next = OpenPGPKeyName(id: Array(subpacket.body))
      default: continue
      }
      guard let known = name else {
        name = next
        continue
      }
      guard known.id == next.id, known.fingerprint == nil || next.fingerprint == nil || known == next else {
        throw WireProblem(reason: "it names two issuers that differ")
      }
      if known.fingerprint == nil { name = next }
    }
    return name
  }

  /// The bytes that are hashed if this signature is about `content`: that, the covered part, version, 0xff, and
  /// the covered part's length (section 5.2.4).
  func hashedBytes(about content: [UInt8]) -> [UInt8] {
    content + covered + [4, 0xff] + bigEndian(UInt32(covered.count))
  }

  /// The value of a hashed subpacket with four octets.
  func number(_ type: UInt8) throws(WireProblem) -> UInt32? {
    try hashed.first { $0.type == type }?.number()
  }
}
