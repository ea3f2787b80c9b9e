import Crypto

@testable import Signatures

/// A certificate whose holder claims somebody else's key as a subkey, and does not say what it is for.
struct StolenKey {
  /// A transferable public key in binary.
  let certificate: [UInt8]

  init(_ key: OpenPGPKeyPacket) {
    let holder = Curve25519.Signing.PrivateKey()
    let point = [0x40] + Array(holder.publicKey.rawRepresentation)
    let primary =
      [4] + bigEndian(1) + [22, 9] + [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01]
      + Self.integer(point)
    let name = Array("thief".utf8)

    func sign(_ kind: OpenPGPSignaturePacket.Kind, created: UInt32, about what: [UInt8]) -> OpenPGPPacket {
      let issuer = [4] + OpenPGPHash.fingerprint(framed(primary))
      let area =
        [5, OpenPGPSubpacket.creationTime] + bigEndian(created)
        + [UInt8(issuer.count + 1), OpenPGPSubpacket.issuerFingerprint] + issuer
      let covered = [4, UInt8(kind.rawValue), 22, OpenPGPHash.sha256.rawValue, 0, UInt8(area.count)] + area
      // Section 5.2.4: what is signed, the covered part, version, 0xff, and the covered part's length.
      let digest = Signatures.Digest.sha256(what + covered + [4, 0xff] + bigEndian(UInt32(covered.count)))
      guard let value = try? holder.signature(for: digest) else {
        preconditionFailure("ed25519 signs any bytes")
      }
      let body =
        covered + [0, 0] + digest.prefix(2) + Self.integer(Array(value.prefix(32)))
        + Self.integer(Array(value.suffix(32)))
      return OpenPGPPacket(tag: OpenPGPPacket.signature, body: body)
    }

    certificate = [
      OpenPGPPacket(tag: OpenPGPPacket.publicKey, body: primary),
      OpenPGPPacket(tag: OpenPGPPacket.userID, body: name),
      sign(
        .positiveCertification, created: 1,
        about: framed(primary) + [0xb4] + bigEndian(UInt32(name.count)) + name),
      OpenPGPPacket(tag: OpenPGPPacket.publicSubkey, body: key.body),
      sign(.subkeyBinding, created: key.created, about: framed(primary) + framed(key.body)),
    ].flatMap(\.bytes)
  }

  /// An MPI.
  private static func integer(_ number: [UInt8]) -> [UInt8] {
    let magnitude = number.drop { $0 == 0 }
    let bits = magnitude.count * 8 - (magnitude.first?.leadingZeroBitCount ?? 0)
    return [UInt8(bits >> 8), UInt8(bits & 0xff)] + magnitude
  }
}
