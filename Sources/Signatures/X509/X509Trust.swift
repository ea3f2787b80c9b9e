/// Answers who signed a payload with an X.509 certificate, by the roots and names that a policy lists.
///
/// Everything it needs lies in the signature and in the policy: it asks no network, no machine's store of
/// roots and no clock. Revocation lists and OCSP are not asked either; a name that is no longer trusted has
/// to leave the policy. A value that any number of threads may share.
package struct X509Trust: SignatureKeys {
  /// How far, in seconds, the commit's date may be from the trusted time of a short-lived key: long enough
  /// for somebody to log in after git set the date, short enough that the date is still worth something.
  package static let tolerance: Int64 = 3600

  private let names: [X509Name]
  private let signing: X509Chains
  private let witnesses: TimeWitnesses

  /// Reads what a policy trusts.
  ///
  /// - Parameters:
  ///   - roots: PEM files. A self-signed authority's certificate is a root for signers, another authority's
  ///     only completes chains; a certificate whose one extended key usage is time stamping is trusted for
  ///     timestamps and nothing else; a public key is that of a log (Rekor).
  ///   - names: whose signatures count.
  /// - Throws: `KeyProblem` for a file with anything else in it, a weak key, or too much of everything.
  package init(roots: [(path: String, pem: [UInt8])], names: [X509Name]) throws(KeyProblem) {
    let anchors = try X509Anchors(roots)
    var seen: Set<X509Name> = []
    self.names = names.filter { seen.insert($0).inserted }
    signing = X509Chains(purpose: .signing, anchors: anchors.roots, intermediates: anchors.intermediates)
    witnesses = TimeWitnesses(logs: anchors.logs, authorities: anchors.timestamping)
  }

  /// Checks one signature.
  ///
  /// - A long-lived certificate (S/MIME) is judged at `date`; what claims a date outside of its validity is
  ///   `valid` with the validity `expired`.
  /// - A short-lived one (Fulcio's, or valid for a day at most) is judged at the time that a log or a time
  ///   stamping authority of the policy signed; without one it is `unknownSigner`.
  /// - A certificate that does not chain to the policy's roots is `unknownSigner` without a signer, since its
  ///   name is nobody's word; the signer of `invalid` is only what the signature claims.
  ///
  /// - Parameters:
  ///   - signature: the armoured signature as found.
  ///   - payload: the exact bytes that should have been signed.
  ///   - date: the committer's date, in seconds since 1970.
  package func check(signature: [UInt8], payload: [UInt8], at date: Int64) -> SignatureCheck {
    do throws(SignatureProblem) {
      let message = try CMSSignedData(CMSArmour.decode(signature), content: .detachedData)
      guard let certificate = try message.signer.certificate(among: message.certificates) else {
        throw SignatureProblem(reason: "the signature does not carry its certificate; sign with it included")
      }
      if let weakness = X509Key.weakness(of: certificate.content.publicKey) {
        throw SignatureProblem(reason: "the certificate has \(weakness)")
      }
      let claims = try X509Claims(certificate)
      let matches = claims.matches(among: names)
      if let reason = try message.mismatch(by: certificate, over: payload) {
        let claimed = matches.first ?? claims.names.first ?? X509Name(issuer: claims.issuer, subject: "")
        return .invalid(claimed.signer, reason: reason)
      }
      return judge(message, by: certificate, claims: claims, matches: matches, at: date)
    } catch {
      return .malformed(reason: error.reason)
    }
  }

  /// Judges who made a signature that is right.
  private func judge(
    _ message: CMSSignedData, by certificate: X509Certificate, claims: X509Claims, matches: [X509Name],
    at date: Int64
  ) -> SignatureCheck {
    func unknown(_ signer: Signer?, _ reason: String) -> SignatureCheck {
      .unknownSigner(signer, format: .x509, reason: reason)
    }
    if let misuse = X509Claims.misuse(certificate) {
      return unknown(nil, "the certificate may not sign commits: \(misuse)")
    }
    let time = claims.isShortLived ? witnesses.time(of: message.signer, by: certificate) : .at(date)
    let validity = certificate.validity
    let judged = min(max(time.seconds ?? validity.lowerBound, validity.lowerBound), validity.upperBound)
    guard signing.isTrusted(certificate, with: message.certificates, at: judged) else {
      let issuer = DistinguishedNameText.text(of: certificate.content.issuer)
      return unknown(
        nil,
        "the certificate, issued by \(quoted(issuer.utf8)), does not chain to the policy's roots "
          + "as they were valid then; add its issuer's certificates to policies/roots")
    }
    guard let first = claims.names.first else {
      return unknown(nil, "the certificate names no e-mail address or uri as its subject")
    }
    guard let name = matches.first else {
      let all = claims.names.map(\.description).joined(separator: ", or ")
      return unknown(first.signer, "the policy lists nobody with \(all); list it as an x509 key")
    }
    guard matches.count == 1 else {
      return unknown(
        nil,
        "the certificate has \(matches.count) of the policy's names, \(matches[0].description) among them; "
          + "list only one of them")
    }
    guard claims.isShortLived else {
      return .valid(name.signer, userPresence: nil, validity: validity.contains(date) ? .good : .expired)
    }
    switch time {
    case .unknown(let reasons):
      return unknown(
        name.signer,
        "the certificate is short-lived, and nothing that the policy trusts says when it was used: "
          + reasons)
    case .at(let seconds):
      guard validity.contains(seconds) else {
        return unknown(name.signer, "the certificate was not valid any more, or not yet, when it was used")
      }
      let (distance, overflow) = date.subtractingReportingOverflow(seconds)
      guard !overflow, distance.magnitude <= Self.tolerance.magnitude else {
        return unknown(
          name.signer,
          "the commit's date is more than \(Self.tolerance / 60) minutes away from the time that "
            + "the signature was made; commit again with the date as it is")
      }
      return .valid(name.signer, userPresence: nil)
    }
  }
}
