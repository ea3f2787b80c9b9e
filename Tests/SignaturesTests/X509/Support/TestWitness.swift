import Crypto
import SwiftASN1
import X509

@testable import Signatures

/// A transparency log and a time stamping authority that say whatever a test wants.
enum TestWitness {
  /// A log with a key of its own.
  struct Log {
    let key = P256.Signing.PrivateKey()

    var pem: [UInt8] { Array((key.publicKey.pemRepresentation + "\n").utf8) }

    var id: [UInt8] { Digest.sha256(Array(key.publicKey.derRepresentation)) }

    /// The attribute with an entry about a signature, as gitsign embeds it.
    ///
    /// - Parameters:
    ///   - signer: whoever signs the entry, if not this log.
    ///   - body: whether the entry carries its body as well.
    func attribute(
      about signature: TestSignature, at time: Int64, index: UInt8 = 7, signer: Log? = nil,
      body: Bool = false,
      kind: String = "hashedrekord", claimed: Int64? = nil
    ) throws -> [UInt8] {
      let pem = DERText.pem("CERTIFICATE", signature.signer.certificate.bytes)
      let hash = Hexadecimal.encode(Digest.sha256(signature.signedBytes))
      let entry =
        #"{"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256","value":""#
        + hash + #""}},"signature":{"content":""# + text(signature.value) + #"","publicKey":{"content":""#
        + text(pem) + #""}}}}"#
      let promise =
        #"{"body":""# + text(Array(entry.utf8)) + #"","integratedTime":\#(time),"logID":""#
        + Hexadecimal.encode(id) + #"","logIndex":\#(index)}"#
      let set = try (signer ?? self).key.signature(for: Array(promise.utf8)).derRepresentation
      let message: [UInt8] =
        [0x08, index] + field(2, field(1, id))
        + field(3, field(1, Array(kind.utf8)) + field(2, Array("0.0.1".utf8)))
        + [0x20] + varint(UInt64(claimed ?? time)) + field(5, field(1, Array(set)))
        + field(
          6, [0x08, index] + field(2, [UInt8](repeating: 9, count: 32)) + field(4, [1]) + field(4, [2]))
        + (body ? field(7, Array(entry.utf8)) : [])
      return DERText.attribute(CMSAttributes.logEntry, DERText.octets(message))
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes), as: UTF8.self) }

    private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
      [number << 3 | 2] + varint(UInt64(bytes.count)) + bytes
    }

    private func varint(_ value: UInt64) -> [UInt8] {
      value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7f) | 0x80] + varint(value >> 7)
    }
  }

  /// The attribute with a timestamp over some bytes, which should be a signature's value.
  static func timestamp(
    over bytes: [UInt8], at time: String, by authority: TestIdentity, with others: [TestIdentity] = [],
    digest: CMSDigest = .sha256, bend: (inout TestSignature) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    let info = DERText.sequence(
      DERText.integer(1), DERText.oid([1, 2, 3]),
      DERText.sequence(DERText.algorithm(digest.identifier, null: true), DERText.octets(digest.hash(bytes))),
      DERText.integer(42), DERText.node(0x18, Array(time.utf8)), DERText.node(0x02, [1, 2, 3]))
    var token = try TestSignature(info, by: authority, with: others)
    token.contentType = CMSSignedData.Content.timestamp.type
    token.version = 3
    token.attached = info
    token.signedAttributes = TestSignature.attributes(token.contentType, hash: token.digest.hash(info))
    try token.sign()
    try bend(&token)
    return DERText.attribute(CMSAttributes.timestampToken, token.message)
  }

  /// `TestTime.start` and `seconds` (less than a minute) more, as GeneralizedTime: 2026-09-21 13:33:20.
  static func text(_ seconds: Int) -> String { "202609211413\(20 + seconds)Z" }
}
