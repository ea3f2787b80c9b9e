import FoundationEssentials
import SwiftASN1
import X509

/// A certificate together with the very bytes it was read from.
struct X509Certificate: Hashable, Sendable {
  let bytes: [UInt8]
  let content: Certificate

  /// The first and the last second of its validity, in seconds since 1970.
  let validity: ClosedRange<Int64>

  /// - Parameter bytes: one certificate in DER (RFC 5280, section 4.1), with nothing behind it.
  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    content = try Certificate(derEncoded: bytes)
    guard Self.isSignatureWhole(bytes) else {
      throw SignatureProblem(reason: "a certificate's signature is not made of whole bytes")
    }
    let first = Int64(content.notValidBefore.timeIntervalSince1970)
    let last = Int64(content.notValidAfter.timeIntervalSince1970)
    guard first <= last else {
      throw SignatureProblem(reason: "a certificate ends before it begins")
    }
    validity = first...last
  }

  /// Whether the signature's BIT STRING, the last field, has no unused bits. The library passes over their
  /// number, which nothing signs, so that one certificate would have several spellings.
  private static func isSignatureWhole(_ bytes: [UInt8]) -> Bool {
    guard case .constructed(let fields)? = try? DER.parse(bytes).content,
      let signature = Array(fields).last, case .primitive(let value) = signature.content
    else { return false }
    return value.first == 0
  }

  static func == (one: X509Certificate, other: X509Certificate) -> Bool { one.bytes == other.bytes }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

  /// Whether it may issue certificates: it says so in its basic constraints (RFC 5280, section 4.2.1.9).
  var isAuthority: Bool {
    guard let constraints = try? content.extensions.basicConstraints else { return false }
    if case .isCertificateAuthority = constraints { return true }
    return false
  }

  /// Whether its own key signed it.
  var isSelfSigned: Bool {
    content.issuer == content.subject && content.publicKey.isValidSignature(content.signature, for: content)
  }
}
