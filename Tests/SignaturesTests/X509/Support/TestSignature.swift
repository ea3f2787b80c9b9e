import Crypto
import CryptoExtras
import SwiftASN1
import X509

@testable import Signatures

/// A CMS signature (RFC 5652), to be bent by a test before it is put together.
struct TestSignature {
  var signer: TestIdentity
  var contentType = CMSSignedData.Content.detachedData.type
  /// The content within the message; nil for a detached signature.
  var attached: [UInt8]?
  var digest: CMSDigest
  var digestIdentifier: ASN1ObjectIdentifier
  var algorithmIdentifier: ASN1ObjectIdentifier
  /// Nil for none at all.
  var signedAttributes: [[UInt8]]?
  var unsignedAttributes: [[UInt8]] = []
  var certificates: [[UInt8]]
  var version: UInt8 = 1
  /// How often the signer stands in the message.
  var copies = 1
  /// Whether the outer parts have indefinite lengths, as gpgsm writes them.
  var isIndefinite = false

  /// Signed once, since ECDSA gives another value each time.
  private(set) var value: [UInt8] = []

  init(_ payload: [UInt8], by signer: TestIdentity, with others: [TestIdentity] = []) throws {
    let scheme = Self.scheme(of: signer.key)
    self.signer = signer
    digest = scheme.digest
    digestIdentifier = scheme.digest.identifier
    algorithmIdentifier = scheme.identifier
    certificates = ([signer] + others).map(\.certificate.bytes)
    signedAttributes = Self.attributes(contentType, hash: digest.hash(payload))
    try sign(content: payload)
  }

  static func attributes(_ type: ASN1ObjectIdentifier, hash: [UInt8]) -> [[UInt8]] {
    [
      DERText.attribute(CMSAttributes.contentType, DERText.oid(type)),
      DERText.attribute([1, 2, 840, 113549, 1, 9, 5], DERText.node(0x17, Array("260921000000Z".utf8))),
      DERText.attribute(CMSAttributes.messageDigest, DERText.octets(hash)),
    ]
  }

  /// What the signature is over, once there are signed attributes.
  var signedBytes: [UInt8] { DERText.set(signedAttributes ?? []) }

  /// Signs anew, after a change of what is signed.
  mutating func sign(content: [UInt8] = []) throws {
    let bytes = signedAttributes == nil ? content : signedBytes
    value = try Self.sign(bytes, by: signer.key)
  }

  static func sign(_ bytes: [UInt8], by key: Certificate.PrivateKey) throws -> [UInt8] {
    try key.sign(bytes: bytes, signatureAlgorithm: scheme(of: key).algorithm).rawRepresentation
  }

  static func scheme(
    of key: Certificate.PrivateKey
  ) -> (algorithm: Certificate.SignatureAlgorithm, identifier: ASN1ObjectIdentifier, digest: CMSDigest) {
    if P384.Signing.PublicKey(key.publicKey) != nil {
      return (.ecdsaWithSHA384, [1, 2, 840, 10045, 4, 3, 3], .sha384)
    }
    if P521.Signing.PublicKey(key.publicKey) != nil {
      return (.ecdsaWithSHA512, [1, 2, 840, 10045, 4, 3, 4], .sha512)
    }
    if Curve25519.Signing.PublicKey(key.publicKey) != nil { return (.ed25519, [1, 3, 101, 112], .sha512) }
    if _RSA.Signing.PublicKey(key.publicKey) != nil {
      return (.sha256WithRSAEncryption, [1, 2, 840, 113549, 1, 1, 1], .sha256)
    }
    return (.ecdsaWithSHA256, [1, 2, 840, 10045, 4, 3, 2], .sha256)
  }

  private var signerInfo: [UInt8] {
    DERText.sequence(
      DERText.integer(1),
      DERText.sequence(
        DERText.bytes(signer.certificate.content.issuer),
        DERText.bytes(signer.certificate.content.serialNumber.bytes)),
      DERText.algorithm(digestIdentifier),
      signedAttributes.map { DERText.set($0, tag: 0xa0) } ?? [],
      DERText.algorithm(algorithmIdentifier),
      DERText.octets(value),
      unsignedAttributes.isEmpty ? [] : DERText.set(unsignedAttributes, tag: 0xa1))
  }

  var message: [UInt8] {
    let parts: [[UInt8]] = [
      DERText.integer(version),
      DERText.set([DERText.algorithm(digestIdentifier)]),
      outer(
        0x30,
        DERText.oid(contentType)
          + (attached.map { DERText.node(0xa0, DERText.octets($0)) } ?? [])),
      certificates.isEmpty ? [] : DERText.node(0xa0, certificates.flatMap(\.self)),
      DERText.set(Array(repeating: signerInfo, count: copies)),
    ]
    return outer(
      0x30,
      DERText.oid([1, 2, 840, 113549, 1, 7, 2]) + outer(0xa0, outer(0x30, parts.flatMap(\.self))))
  }

  private func outer(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    isIndefinite ? [tag, 0x80] + content + [0, 0] : DERText.node(tag, content)
  }

  var armoured: [UInt8] { DERText.pem("SIGNED MESSAGE", message) }
}
