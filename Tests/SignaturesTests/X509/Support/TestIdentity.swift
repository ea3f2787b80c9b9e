import Crypto
import Foundation
import SwiftASN1
import X509

@testable import Signatures

/// A key with a certificate, made for a test and lost with it.
struct TestIdentity {
  let key: Certificate.PrivateKey
  let certificate: X509Certificate

  /// What a certificate says, to be bent by a test.
  struct Request {
    var name = "Test Root"
    var validity: ClosedRange<Int64> = 1_700_000_000...2_000_000_000
    var basicConstraints: BasicConstraints? = .isCertificateAuthority(maxPathLength: nil)
    var keyUsage: KeyUsage? = KeyUsage(keyCertSign: true, cRLSign: true)
    var usages: [ExtendedKeyUsage.Usage] = []
    var isUsageCritical = true
    var subjects: [GeneralName] = []
    var extensions: [Certificate.Extension] = []
    var version = Certificate.Version.v3
    var serial = Certificate.SerialNumber()
    var algorithm: Certificate.SignatureAlgorithm?

    /// A root, or an authority below one.
    static func authority(_ name: String = "Test Root", usages: [ExtendedKeyUsage.Usage] = []) -> Request {
      Request(name: name, usages: usages)
    }

    /// An S/MIME signer, valid for a year from `TestTime.start`.
    static func person(_ email: String = "alice@example.com") -> Request {
      Request(
        name: "Alice", validity: TestTime.start...TestTime.start + 365 * 86_400,
        basicConstraints: .notCertificateAuthority, keyUsage: KeyUsage(digitalSignature: true),
        usages: [.emailProtection], isUsageCritical: false, subjects: [.rfc822Name(email)])
    }

    /// A signer in Fulcio's form, valid for ten minutes from `TestTime.start`.
    static func fulcio(
      issuer: String = "https://accounts.example.com",
      subjects: [GeneralName] = [.rfc822Name("alice@example.com")]
    ) -> Request {
      var request = Request(
        name: "", validity: TestTime.start...TestTime.start + 600, basicConstraints: nil,
        keyUsage: KeyUsage(digitalSignature: true), usages: [.codeSigning], isUsageCritical: false,
        subjects: subjects)
      request.extensions = [
        .init(oid: [1, 3, 6, 1, 4, 1, 57264, 1, 1], critical: false, value: Array(issuer.utf8)[...]),
        .init(
          oid: [1, 3, 6, 1, 4, 1, 57264, 1, 8], critical: false,
          value: DERText.node(0x0c, Array(issuer.utf8))[...]),
      ]
      return request
    }

    /// A time stamping authority's own certificate (RFC 3161, section 2.3).
    static func timestamping() -> Request {
      Request(
        name: "Test TSA", basicConstraints: nil, keyUsage: KeyUsage(digitalSignature: true),
        usages: [.timeStamping])
    }
  }

  /// - Parameter issuer: nil for a certificate that its own key signs.
  init(
    _ request: Request, by issuer: TestIdentity? = nil,
    key: Certificate.PrivateKey = .init(P256.Signing.PrivateKey())
  ) throws {
    let subject =
      request.name.isEmpty
      ? DistinguishedName()
      : try DistinguishedName {
        OrganizationName("Example, Inc")
        CommonName(request.name)
      }
    var extensions = Certificate.Extensions()
    if request.version == .v3 {
      if let constraints = request.basicConstraints {
        try extensions.append(.init(constraints, critical: true))
      }
      if let usage = request.keyUsage { try extensions.append(.init(usage, critical: true)) }
      if !request.usages.isEmpty {
        try extensions.append(.init(ExtendedKeyUsage(request.usages), critical: request.isUsageCritical))
      }
      if !request.subjects.isEmpty {
        try extensions.append(
          .init(SubjectAlternativeNames(request.subjects), critical: request.name.isEmpty))
      }
      for extra in request.extensions { try extensions.append(extra) }
    }
    let issuerKey = issuer?.key ?? key
    let content = try Certificate(
      version: request.version, serialNumber: request.serial, publicKey: key.publicKey,
      notValidBefore: Date(timeIntervalSince1970: Double(request.validity.lowerBound)),
      notValidAfter: Date(timeIntervalSince1970: Double(request.validity.upperBound)),
      issuer: issuer?.certificate.content.subject ?? subject, subject: subject,
      signatureAlgorithm: request.algorithm ?? Self.algorithm(issuerKey), extensions: extensions,
      issuerPrivateKey: issuerKey)
    self.key = key
    certificate = try X509Certificate(DERText.bytes(content))
  }

  var pem: [UInt8] { DERText.pem("CERTIFICATE", certificate.bytes) }

  private static func algorithm(_ key: Certificate.PrivateKey) -> Certificate.SignatureAlgorithm {
    TestSignature.scheme(of: key).algorithm
  }
}

/// Times of the tests, in seconds since 1970; never the machine's.
enum TestTime {
  /// 2026-09-21.
  static let start: Int64 = 1_790_000_000
}
