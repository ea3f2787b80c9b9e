import SwiftASN1
import X509

/// One signer of a CMS message (RFC 5652, section 5.3):
///
///     SignerInfo ::= SEQUENCE {
///       version CMSVersion,
///       sid SignerIdentifier,
///       digestAlgorithm DigestAlgorithmIdentifier,
///       signedAttrs [0] IMPLICIT SignedAttributes OPTIONAL,
///       signatureAlgorithm SignatureAlgorithmIdentifier,
///       signature SignatureValue,
///       unsignedAttrs [1] IMPLICIT UnsignedAttributes OPTIONAL }
///
/// `signedAttrs` is required here: gpgsm, gitsign and smimesign write it, and without it bytes that were once
/// signed as attributes could be passed off as content.
struct CMSSigner {
  /// How the signer's certificate is named:
  ///
  ///     SignerIdentifier ::= CHOICE {
  ///       issuerAndSerialNumber IssuerAndSerialNumber,
  ///       subjectKeyIdentifier [0] SubjectKeyIdentifier }
  private enum Identifier {
    case issuerAndSerialNumber(issuer: [UInt8], serial: [UInt8])
    case subjectKeyIdentifier([UInt8])
  }

  /// 1 if the certificate is named by issuer and serial number, 3 if by its key's identifier.
  let version: Int
  let digestAlgorithm: CMSAlgorithm
  let digest: CMSDigest
  let signedAttributes: CMSAttributes
  /// What the signature is over: the attributes as the SET that they are without their tag (section 5.4).
  let signedBytes: [UInt8]
  let algorithm: Certificate.SignatureAlgorithm
  let value: [UInt8]
  let unsignedAttributes: CMSAttributes

  private let identifier: Identifier

  private static let signedAttributesTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
  private static let unsignedAttributesTag = ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)
  private static let keyIdentifierTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

  init(_ node: ASN1Node) throws {
    self = try BER.sequence(node, identifier: .sequence) { fields in try CMSSigner(&fields) }
  }

  private init(_ fields: inout ASN1NodeCollection.Iterator) throws {
    version = try Int(derEncoded: &fields)
    identifier = try Self.identifier(fields.next())
    switch (identifier, version) {
    case (.issuerAndSerialNumber, 1), (.subjectKeyIdentifier, 3): break
    default: throw SignatureProblem(reason: "the signature's signer has the wrong version \(version)")
    }
    digestAlgorithm = try Self.algorithm(fields.next())
    digest = try CMSDigest(digestAlgorithm)
    guard let attributes = fields.next(), attributes.identifier == Self.signedAttributesTag,
      case .constructed = attributes.content
    else {
      throw SignatureProblem(
        reason: "the signature has no signed attributes; sign with gpgsm, gitsign or smimesign")
    }
    // Section 5.3 wants DER here, whatever the rest is in. One encoding also means that everybody who reads
    // the attributes reads the same ones.
    signedBytes = [0x31] + attributes.encodedBytes.dropFirst()
    let set = try DER.parse(signedBytes)
    _ = try DER.set(of: ASN1Any.self, identifier: .set, rootNode: set)
    guard case .constructed(let list) = set.content else {
      throw SignatureProblem(reason: "the signature's signed attributes are no set")
    }
    signedAttributes = try CMSAttributes(list)
    algorithm = try X509Key.algorithm(Self.algorithm(fields.next()), digest: digest)
    // In one piece, although BER would allow it in several.
    value = Array(try ASN1OctetString(derEncoded: &fields).bytes)
    if let attributes = fields.next() {
      guard attributes.identifier == Self.unsignedAttributesTag,
        case .constructed(let list) = attributes.content
      else { throw SignatureProblem(reason: "the signature's signer has a field too many") }
      unsignedAttributes = try CMSAttributes(list)
    } else {
      unsignedAttributes = .none
    }
  }

  private static func identifier(_ node: ASN1Node?) throws -> Identifier {
    guard let node else { throw SignatureProblem(reason: "the signature names no certificate") }
    if node.identifier == keyIdentifierTag {
      let bytes = try ASN1OctetString(derEncoded: node, withIdentifier: keyIdentifierTag).bytes
      return .subjectKeyIdentifier(Array(bytes))
    }
    return try BER.sequence(node, identifier: .sequence) { fields in
      guard let issuer = fields.next(), let serial = fields.next() else {
        throw SignatureProblem(reason: "the signature names its certificate incompletely")
      }
      // Read as a certificate's own is: without the zero byte that keeps a large number from being negative.
      let number = try ArraySlice<UInt8>(derEncoded: serial)
      return .issuerAndSerialNumber(issuer: Array(issuer.encodedBytes), serial: Array(number))
    }
  }

  private static func algorithm(_ node: ASN1Node?) throws -> CMSAlgorithm {
    guard let node else { throw SignatureProblem(reason: "the signature lacks an algorithm") }
    return try CMSAlgorithm(derEncoded: node)
  }

  /// The one certificate among these that the signer names; nil if there is none.
  /// - Throws: `SignatureProblem` if two different ones answer to the name.
  func certificate(among certificates: [X509Certificate]) throws(SignatureProblem) -> X509Certificate? {
    let named = Set(certificates.filter(isNamed))
    guard named.count <= 1 else {
      throw SignatureProblem(reason: "the signature names its certificate ambiguously")
    }
    return named.first
  }

  private func isNamed(_ certificate: X509Certificate) -> Bool {
    switch identifier {
    case .issuerAndSerialNumber(let issuer, let serial):
      var serializer = DER.Serializer()
      guard (try? serializer.serialize(certificate.content.issuer)) != nil else { return false }
      return serializer.serializedBytes == issuer
        && certificate.content.serialNumber.bytes.elementsEqual(serial)
    case .subjectKeyIdentifier(let identifier):
      guard let own = try? certificate.content.extensions.subjectKeyIdentifier else { return false }
      return own.keyIdentifier.elementsEqual(identifier)
    }
  }
}
