import Crypto

/// A key without its certificate, in the form in which librnp verifies documents with it.
///
/// The library calls a signature invalid if it was made outside the key's life or by a revoked key, and does
/// not tell whether the mathematics were right. Here these are two questions: who signed, and whether they
/// still might. So the library sees each key as a subkey, without end, of a primary key that is made for this
/// purpose and forgotten; the fingerprint of a key does not depend on what it is bound to. What the key's real
/// certificate says of it is judged by `OpenPGPKeyLife`.
struct DetachedOpenPGPKey {
  /// 20 bytes.
  let fingerprint: [UInt8]
  /// A transferable public key in binary.
  let certificate: [UInt8]
  /// A time, in seconds since 1970, at which the library finds nothing in it too new.
  let created: UInt32

  init(_ key: OpenPGPKeyPacket) {
    fingerprint = key.fingerprint
    created = key.created
    let holder = Curve25519.Signing.PrivateKey()
    let point = [0x40] + Array(holder.publicKey.rawRepresentation)
    let primary =
      [4] + bigEndian(1) + [22, 9] + [0x2b, 0x06, 0x01, 0x04, 0x01, 0xda, 0x47, 0x0f, 0x01]
      + Self.integer(point)
    let name = Array("verification".utf8)

    func sign(_ kind: OpenPGPSignaturePacket.Kind, created: UInt32, about what: [UInt8]) -> OpenPGPPacket {
      let issuer = [4] + OpenPGPHash.fingerprint(framed(primary))
      let area =
        [5, OpenPGPSubpacket.creationTime] + bigEndian(created)
        + [UInt8(issuer.count + 1), OpenPGPSubpacket.issuerFingerprint] + issuer
      let covered = [4, UInt8(kind.rawValue), 22, OpenPGPHash.sha256.rawValue, 0, UInt8(area.count)] + area
      // Section 5.2.4: what is signed, the covered part, version, 0xff, and the covered part's length.
      let digest = Digest.sha256(what + covered + [4, 0xff] + bigEndian(UInt32(covered.count)))
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
      // Without key flags: so no signature of the key itself is called for, which nobody here could make.
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
