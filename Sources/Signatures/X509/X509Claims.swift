import SwiftASN1
import X509

/// What a signer's certificate says about itself; true only as far as its issuer is trusted.
struct X509Claims {
  /// Extensions of Fulcio's certificates; below this arc there is nothing else.
  private static let fulcio: [UInt] = [1, 3, 6, 1, 4, 1, 57264, 1]
  /// The issuer of the token that the subject showed, as a UTF8String.
  private static let issuerV2: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 8]
  /// The same in the older form, as bare bytes.
  private static let issuerV1: ASN1ObjectIdentifier = [1, 3, 6, 1, 4, 1, 57264, 1, 1]

  /// The most entries of a subject alternative name.
  private static let subjectLimit = 16

  /// A certificate that is valid no longer than this, in seconds, is short-lived.
  private static let shortLife: Int64 = 24 * 60 * 60

  /// Who vouches for the subjects.
  let issuer: String
  /// The e-mail addresses and URIs, in the certificate's order; it may have none.
  let subjects: [X509Subject]
  /// Whether the key was meant for one moment, so that only a trusted time makes its signature count.
  let isShortLived: Bool

  /// - Throws: `SignatureProblem` for an extension that can not be read, two issuers that differ, or too many
  ///   names.
  init(_ certificate: X509Certificate) throws(SignatureProblem) {
    let extensions = certificate.content.extensions
    let isFulcio = extensions.contains { $0.oid.oidComponents.starts(with: Self.fulcio) }
    let life = certificate.validity.upperBound - certificate.validity.lowerBound
    isShortLived = isFulcio || life <= Self.shortLife
    issuer =
      try Self.fulcioIssuer(extensions) ?? DistinguishedNameText.text(of: certificate.content.issuer)
    do {
      let names = try extensions.subjectAlternativeNames ?? SubjectAlternativeNames()
      guard names.count <= Self.subjectLimit else {
        throw SignatureProblem(reason: "the certificate has more than \(Self.subjectLimit) names")
      }
      subjects = names.compactMap(X509Subject.init)
    } catch let problem as SignatureProblem {
      throw problem
    } catch {
      throw SignatureProblem(reason: "the certificate's subject alternative name is malformed")
    }
  }

  private static func fulcioIssuer(_ extensions: Certificate.Extensions) throws(SignatureProblem) -> String? {
    let malformed = SignatureProblem(reason: "the certificate's openid connect issuer is malformed")
    var issuers: [String] = []
    if let value = extensions[oid: issuerV2]?.value {
      guard let text = try? ASN1UTF8String(derEncoded: value), let issuer = string(Array(text.bytes)) else {
        throw malformed
      }
      issuers.append(issuer)
    }
    if let value = extensions[oid: issuerV1]?.value {
      guard let issuer = string(Array(value)) else { throw malformed }
      issuers.append(issuer)
    }
    guard let first = issuers.first else { return nil }
    guard issuers.allSatisfy({ $0.utf8.elementsEqual(first.utf8) }) else {
      throw SignatureProblem(reason: "the certificate names two openid connect issuers")
    }
    return first
  }

  /// Text that is not empty and is UTF-8; else what is malformed could spell the same as something else.
  private static func string(_ bytes: [UInt8]) -> String? {
    bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
  }

  /// The names that the certificate claims, in its order.
  var names: [X509Name] { subjects.map { X509Name(issuer: issuer, subject: $0.text) } }

  /// The listed names that mean this certificate, each once.
  func matches(among listed: [X509Name]) -> [X509Name] {
    listed.filter { name in
      name.issuer.utf8.elementsEqual(issuer.utf8) && subjects.contains { $0.isNamed(by: name.subject) }
    }
  }

  /// Why the certificate may not sign commits, or nil if it may.
  ///
  /// RFC 5280, sections 4.2.1.3, 4.2.1.9 and 4.2.1.12: an authority's key is not a signer's; key usages,
  /// where there are any, include digital signatures, and code signing or e-mail protection.
  static func misuse(_ certificate: X509Certificate) -> String? {
    if certificate.isAuthority { return "it is an authority's certificate" }
    do {
      if let usage = try certificate.content.extensions.keyUsage, !usage.digitalSignature {
        return "its key usage has no digital signatures"
      }
      guard let usages = try certificate.content.extensions.extendedKeyUsage else { return nil }
      let isForSigning = usages.contains(.codeSigning) || usages.contains(.emailProtection)
      // A key that makes timestamps could vouch for its own time.
      guard isForSigning, !usages.contains(.timeStamping) else {
        return "its extended key usage is neither code signing nor e-mail protection"
      }
      return nil
    } catch {
      return "its key usage is malformed"
    }
  }
}
