import SwiftASN1
import X509

/// A CMS message with one signer (RFC 5652, section 5.1), as it stands: nothing in it is verified yet.
///
///     ContentInfo ::= SEQUENCE { contentType ContentType, content [0] EXPLICIT ANY }
///     SignedData ::= SEQUENCE {
///       version CMSVersion,
///       digestAlgorithms DigestAlgorithmIdentifiers,
///       encapContentInfo EncapsulatedContentInfo,
///       certificates [0] IMPLICIT CertificateSet OPTIONAL,
///       crls [1] IMPLICIT RevocationInfoChoices OPTIONAL,
///       signerInfos SignerInfos }
///     EncapsulatedContentInfo ::= SEQUENCE {
///       eContentType ContentType, eContent [0] EXPLICIT OCTET STRING OPTIONAL }
///
/// The outer parts may be in BER, since gpgsm writes them with indefinite lengths; signed attributes and
/// certificates are in DER.
struct CMSSignedData {
  /// What the content is, and whether it may lie in the message.
  enum Content {
    /// id-data, which lies elsewhere.
    case detachedData
    /// A TSTInfo within the message (RFC 3161, section 2.4.2).
    case timestamp

    var type: ASN1ObjectIdentifier {
      switch self {
      case .detachedData: [1, 2, 840, 113549, 1, 7, 1]
      case .timestamp: [1, 2, 840, 113549, 1, 9, 16, 1, 4]
      }
    }
  }

  private static let signedDataType: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 7, 2]
  private static let certificatesTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

  /// The most certificates a message may carry.
  static let certificateLimit = 8

  let certificates: [X509Certificate]
  let signer: CMSSigner
  /// The content within the message; empty for a detached signature.
  let content: [UInt8]
  private let kind: Content

  /// Reads a message of this kind of content, with nothing behind it.
  init(_ bytes: [UInt8], content: Content) throws(SignatureProblem) {
    do {
      let root = try BER.parse(bytes)
      self = try BER.sequence(root, identifier: .sequence) { fields in
        guard try ASN1ObjectIdentifier(berEncoded: &fields) == Self.signedDataType else {
          throw SignatureProblem(reason: "the signature is no cms signed data")
        }
        return try BER.explicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) { node in
          try BER.sequence(node, identifier: .sequence) { fields in
            try CMSSignedData(&fields, content: content)
          }
        }
      }
    } catch let problem as SignatureProblem {
      throw problem
    } catch {
      throw SignatureProblem(reason: "the signature is not well-formed cms signed data; sign again")
    }
  }

  private init(_ fields: inout ASN1NodeCollection.Iterator, content kind: Content) throws {
    self.kind = kind
    let version = try Int(derEncoded: &fields)
    let digests = try BER.set(of: CMSAlgorithm.self, identifier: .set, nodes: &fields)
    guard let encapsulated = fields.next() else {
      throw SignatureProblem(reason: "the signature says nothing of its content")
    }
    content = try Self.content(encapsulated, kind: kind)

    var next = fields.next()
    var certificates: [X509Certificate] = []
    if let node = next, node.identifier == Self.certificatesTag {
      guard case .constructed(let list) = node.content else {
        throw SignatureProblem(reason: "the signature's certificates are no set")
      }
      for certificate in list {
        guard certificates.count < Self.certificateLimit else {
          throw SignatureProblem(
            reason: "the signature carries more than \(Self.certificateLimit) certificates")
        }
        certificates.append(try Self.certificate(certificate))
      }
      next = fields.next()
    }
    self.certificates = certificates

    // Revocation lists, which would stand here with the tag 1, are not read; nothing signs them in.
    guard let signers = next, signers.identifier == .set, case .constructed(let list) = signers.content else {
      throw SignatureProblem(reason: "the signature has a part that is not accepted, or no signers")
    }
    var iterator = list.makeIterator()
    guard let only = iterator.next(), iterator.next() == nil else {
      throw SignatureProblem(reason: "the signature does not have exactly one signer")
    }
    signer = try CMSSigner(only)

    // Section 5.1: 3 if the content is no data or the signer is named by a key.
    guard version == (signer.version == 1 && kind == .detachedData ? 1 : 3) else {
      throw SignatureProblem(reason: "the signature has the wrong version \(version)")
    }
    guard digests == [signer.digestAlgorithm] else {
      throw SignatureProblem(reason: "the signature announces another hash than its signer uses")
    }
  }

  private static func content(_ node: ASN1Node, kind: Content) throws -> [UInt8] {
    try BER.sequence(node, identifier: .sequence) { fields in
      guard try ASN1ObjectIdentifier(berEncoded: &fields) == kind.type else {
        throw SignatureProblem(reason: "the signature is over another type of content")
      }
      let content = try BER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
        try ASN1OctetString(derEncoded: $0)
      }
      switch (kind, content) {
      case (.detachedData, nil): return []
      case (.timestamp, let content?): return Array(content.bytes)
      case (.detachedData, _?):
        throw SignatureProblem(reason: "the signature carries content of its own; make a detached signature")
      case (.timestamp, nil):
        throw SignatureProblem(reason: "the timestamp is empty")
      }
    }
  }

  private static func certificate(_ node: ASN1Node) throws -> X509Certificate {
    do {
      return try X509Certificate(Array(node.encodedBytes))
    } catch let problem as SignatureProblem {
      throw problem
    } catch {
      throw SignatureProblem(reason: "the signature carries a certificate of a kind that is not accepted")
    }
  }

  /// Why the signer's signature does not hold, or nil if it does (sections 5.4 and 5.6).
  ///
  /// - Parameters:
  ///   - certificate: the signer's; whether it is trusted is another question.
  ///   - bytes: the content.
  /// - Throws: `SignatureProblem` for signed attributes that are not as sections 11.1 and 11.2 want them.
  func mismatch(by certificate: X509Certificate, over bytes: [UInt8]) throws(SignatureProblem) -> String? {
    let attributes = signer.signedAttributes
    guard let type = try attributes.value(of: CMSAttributes.contentType),
      let digest = try attributes.value(of: CMSAttributes.messageDigest)
    else {
      throw SignatureProblem(reason: "the signature's signed attributes lack the content's type or hash")
    }
    guard let type = try? ASN1ObjectIdentifier(derEncoded: type),
      let digest = try? ASN1OctetString(derEncoded: digest)
    else { throw SignatureProblem(reason: "the signature's signed attributes are malformed") }

    guard type == kind.type else { return "the signature is over another type of content; sign again" }
    guard digest.bytes.elementsEqual(signer.digest.hash(bytes)) else {
      return "the signature is not over these bytes; sign again what is there now"
    }
    guard try namesCertificate(certificate) else {
      return "the signature was made with another certificate than it carries; sign again"
    }
    let holds = certificate.content.publicKey.isValidSignature(
      signer.value, for: signer.signedBytes, signatureAlgorithm: signer.algorithm)
    return holds ? nil : "the certificate's key did not make this signature; sign again"
  }

  /// Whether the attribute that binds the certificate into the signature (RFC 5035, section 3), if there is
  /// one, means this certificate:
  ///
  ///     SigningCertificateV2 ::= SEQUENCE { certs SEQUENCE OF ESSCertIDv2, policies … OPTIONAL }
  ///     ESSCertIDv2 ::= SEQUENCE {
  ///       hashAlgorithm AlgorithmIdentifier DEFAULT {algorithm id-sha256},
  ///       certHash OCTET STRING, issuerSerial IssuerSerial OPTIONAL }
  private func namesCertificate(_ certificate: X509Certificate) throws(SignatureProblem) -> Bool {
    guard let node = try signer.signedAttributes.value(of: CMSAttributes.signingCertificateV2) else {
      return true
    }
    let malformed = SignatureProblem(reason: "the signature names its certificate's hash in no known way")
    guard case .constructed(let fields) = node.content, let list = Array(fields).first,
      case .constructed(let entries) = list.content, let entry = Array(entries).first,
      case .constructed(let parts) = entry.content
    else { throw malformed }
    var rest = parts.makeIterator()
    guard var hash = rest.next() else { throw malformed }
    var digest = CMSDigest.sha256
    if hash.identifier == .sequence {
      guard let algorithm = try? CMSAlgorithm(derEncoded: hash), let next = rest.next() else {
        throw malformed
      }
      digest = try CMSDigest(algorithm)
      hash = next
    }
    guard let octets = try? ASN1OctetString(derEncoded: hash) else { throw malformed }
    return octets.bytes.elementsEqual(digest.hash(certificate.bytes))
  }
}
