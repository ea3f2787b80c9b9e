/// A signature subpacket (RFC 9580, section 5.2.3.7).
struct OpenPGPSubpacket {
  let type: UInt8
  let isCritical: Bool
  let body: ArraySlice<UInt8>

  static let creationTime: UInt8 = 2
  static let signatureExpiration: UInt8 = 3
  static let keyExpiration: UInt8 = 9
  static let issuerKeyID: UInt8 = 16
  static let keyFlags: UInt8 = 27
  static let revocationReason: UInt8 = 29
  static let embeddedSignature: UInt8 = 32
  static let issuerFingerprint: UInt8 = 33

  /// What is understood, or says nothing that matters here: exportability (4) and trust (5, 6) concern keys
  /// of others, a designated revoker (12) has no say, preferences (11, 21 to 25, 34, 39), policies (26),
  /// the signer's user id (28) and features (30) do not bear on authenticity. Not among them: notations
  /// (20), since each has a meaning of its own, so that a critical one must not be passed over.
  static let understood: Set<UInt8> = [
    creationTime, signatureExpiration, 4, 5, 6, 7, keyExpiration, 11, 12, issuerKeyID, 21, 22, 23, 24, 25, 26,
    keyFlags, 28, revocationReason, 30, embeddedSignature, issuerFingerprint, 34, 39,
  ]

  /// Of these no area may have two, as readers differ in which one they take.
  static let unique: Set<UInt8> = [
    creationTime, signatureExpiration, keyExpiration, issuerKeyID, keyFlags, revocationReason,
    embeddedSignature, issuerFingerprint,
  ]

  /// Every subpacket of an area.
  ///
  ///     length of type and body: one octet below 192, two below 255, then five; type; body
  static func all(in area: ArraySlice<UInt8>) throws(WireProblem) -> [OpenPGPSubpacket] {
    var reader = OpenPGPReader(area)
    var subpackets: [OpenPGPSubpacket] = []
    var seen: Set<UInt8> = []
    while !reader.isAtEnd {
      let first = try reader.number(octets: 1, "subpacket length")
      let count =
        if first < 192 {
          first
        } else if first < 255 {
          (first - 192) << 8 + (try reader.number(octets: 1, "subpacket length")) + 192
        } else {
          try reader.number(octets: 4, "subpacket length")
        }
      var content = OpenPGPReader(try reader.bytes(count, "subpacket"))
      let type = UInt8(try content.number(octets: 1, "subpacket type"))
      let subpacket = OpenPGPSubpacket(type: type & 0x7f, isCritical: type & 0x80 != 0, body: content.rest)
      guard !unique.contains(subpacket.type) || seen.insert(subpacket.type).inserted else {
        throw WireProblem(reason: "there are two subpackets of type \(subpacket.type)")
      }
      subpackets.append(subpacket)
    }
    return subpackets
  }

  /// A body of four octets.
  func number() throws(WireProblem) -> UInt32 {
    guard body.count == 4 else {
      throw WireProblem(reason: "the subpacket of type \(type) has \(body.count) bytes instead of 4")
    }
    return body.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
