import SwiftASN1
import X509

/// What RFC 5280 asks of a chain's certificates, and the library's own policy leaves out:
///
/// - all are of version 3, so that none escapes the basic constraints;
/// - an authority with a key usage may sign certificates (section 4.2.1.3), one with an extended key usage
///   serves the purpose (section 4.2.1.12);
/// - no key is weak, and nothing but the anchor's own signature, on which nothing rests, is by SHA-1.
struct X509AuthorityPolicy: VerifierPolicy {
  let purpose: X509Purpose

  let verifyingCriticalExtensions: [ASN1ObjectIdentifier] = [
    .X509ExtensionID.extendedKeyUsage,
    // The names are read and compared, if not here.
    .X509ExtensionID.subjectAlternativeName,
  ]

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    for certificate in chain {
      guard certificate.version == .v3 else { return .failsToMeetPolicy(reason: "version") }
      guard X509Key.weakness(of: certificate.publicKey) == nil else {
        return .failsToMeetPolicy(reason: "weak key")
      }
    }
    for certificate in chain.dropLast() {
      guard X509Key.certificateAlgorithms.contains(certificate.signatureAlgorithm) else {
        return .failsToMeetPolicy(reason: "weak signature")
      }
    }
    for authority in chain.dropFirst() {
      do {
        if let usage = try authority.extensions.keyUsage, !usage.keyCertSign {
          return .failsToMeetPolicy(reason: "key usage")
        }
        if let usages = try authority.extensions.extendedKeyUsage, !purpose.isAllowed(usages) {
          return .failsToMeetPolicy(reason: "extended key usage")
        }
      } catch {
        return .failsToMeetPolicy(reason: "malformed extension")
      }
    }
    return .meetsPolicy
  }
}
