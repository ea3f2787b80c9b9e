import X509

/// A timestamp over a signature (RFC 3161, appendix A): a CMS message by a time stamping authority.
struct TimestampToken {
  private let message: CMSSignedData
  private let info: TimestampInfo

  init(_ bytes: [UInt8]) throws(SignatureProblem) {
    message = try CMSSignedData(bytes, content: .timestamp)
    info = try TimestampInfo(message.content)
  }

  /// When one of these authorities saw a signature's value.
  ///
  /// - Parameters:
  ///   - value: the signature's value, which the timestamp must be over.
  ///   - authorities: trusted themselves, or to issue certificates for time stamping.
  /// - Returns: seconds since 1970.
  /// - Throws: `SignatureProblem` that says what is not right.
  func time(of value: [UInt8], authorities: [X509Certificate], chains: X509Chains) throws(SignatureProblem)
    -> Int64
  {
    guard let certificate = try message.signer.certificate(among: message.certificates + authorities) else {
      throw SignatureProblem(reason: "the timestamp's certificate is missing; add it to policies/roots")
    }
    guard !certificate.isAuthority, Self.isForTimestampsOnly(certificate) else {
      throw SignatureProblem(reason: "the timestamp's certificate is not for time stamping only")
    }
    guard certificate.content.version == .v3, X509Key.weakness(of: certificate.content.publicKey) == nil
    else {
      throw SignatureProblem(reason: "the timestamp's certificate has a weak key")
    }
    if let mismatch = try message.mismatch(by: certificate, over: message.content) {
      throw SignatureProblem(reason: "in the timestamp, \(mismatch)")
    }
    guard info.imprint == info.digest.hash(value) else {
      throw SignatureProblem(reason: "the timestamp is over another signature")
    }
    let isPinned = authorities.contains(certificate) && certificate.validity.contains(info.time)
    guard isPinned || chains.isTrusted(certificate, with: message.certificates, at: info.time) else {
      throw SignatureProblem(
        reason: "the timestamp's authority is not in the policy; add its certificate to policies/roots")
    }
    return info.time
  }

  /// Section 2.3: one extended key usage, which is critical. The key usage, if any, allows signatures.
  private static func isForTimestampsOnly(_ certificate: X509Certificate) -> Bool {
    let extensions = certificate.content.extensions
    guard let usages = try? extensions.extendedKeyUsage, usages.elementsEqual([.timeStamping]),
      extensions[oid: .X509ExtensionID.extendedKeyUsage]?.critical == true
    else { return false }
    guard extensions[oid: .X509ExtensionID.keyUsage] != nil else { return true }
    guard let usage = try? extensions.keyUsage else { return false }
    return usage.digitalSignature || usage.nonRepudiation
  }
}
