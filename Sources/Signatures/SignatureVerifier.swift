/// Answers who signed a payload, with the keys of one ring. A value that any number of threads may share.
package struct SignatureVerifier: Sendable {
  private let ring: KeyRing

  /// Verifies with these keys.
  package init(keys: KeyRing) {
    ring = keys
  }

  /// Checks one signature.
  ///
  /// - Parameters:
  ///   - signature: the armoured signature as found, or nil if there is none. No bytes are not the same
  ///     as none: an empty signature is malformed.
  ///   - payload: the exact bytes that should have been signed.
  ///   - namespace: the SSHSIG namespace that the signature must have been made in, compared byte by byte
  ///     (`git` for commits and tags). The other formats have no namespaces: their signatures are over the
  ///     payload, whatever it is for.
  ///   - date: the claimed time of signing, in seconds since 1970-01-01T00:00:00Z: of a commit the
  ///     committer's date. Whether a key was good is judged at this time.
  /// - Returns: what is known; see `SignatureCheck` for how the cases are told apart. Never throws: what
  ///   cannot be read is an answer too.
  package func check(
    signature: [UInt8]?, payload: [UInt8], namespace: String, at date: Int64
  ) -> SignatureCheck {
    guard let signature else { return .unsigned }
    switch SignatureFormat.recognise(signature) {
    case .ssh:
      do {
        return try check(
          SSHSignature(armoured: signature), payload: payload, namespace: namespace, at: date)
      } catch {
        return .malformed(reason: error.reason)
      }
    case .openpgp:
      return ring.openpgp?.check(signature: signature, payload: payload, at: date)
        ?? .unknownSigner(
          nil, format: .openpgp, reason: "this version has no openpgp keys; sign with an ssh key")
    case .x509:
      return ring.x509?.check(signature: signature, payload: payload, at: date)
        ?? .unknownSigner(
          nil, format: .x509, reason: "this version has no x.509 roots; sign with an ssh key")
    case nil:
      return .malformed(
        reason: "the signature begins with no armour that git knows; sign again with `gpg.format = ssh`")
    }
  }

  private func check(
    _ signature: SSHSignature, payload: [UInt8], namespace: String, at date: Int64
  ) throws(SignatureProblem) -> SignatureCheck {
    let certificate = try signature.certificate()
    let key: SSHPublicKey
    if let certificate {
      key = certificate.key
    } else if let known = ring.key(blob: signature.keyBlob) {
      key = known
    } else {
      key = try signature.publicKey()
    }
    // Parsed before anything is compared, so that "malformed" never depends on what was signed.
    let value = try SSHSignatureValue(signature.valueBlob, by: key)

    guard signature.namespace.elementsEqual(namespace.utf8) else {
      return .invalid(
        key.signer,
        reason: "signed in namespace \(quoted(signature.namespace)) instead of \(quoted(namespace.utf8)); "
          + "sign again with `-n \(namespace)`")
    }
    guard key.verifier.verify(value, over: signature.signedData(payload: payload)) else {
      return .invalid(
        key.signer, reason: "the signature is not over these bytes; sign again what is there now")
    }
    let standing =
      if let certificate {
        ring.standing(of: certificate, namespace: namespace, at: date)
      } else {
        ring.standing(of: key, namespace: namespace, at: date)
      }
    switch standing {
    case .unknown(let reason):
      return .unknownSigner(key.signer, format: .ssh, reason: reason)
    case .known(let signer, let validity):
      return .valid(signer, userPresence: value.presence.map(\.userPresent), validity: validity)
    }
  }
}
