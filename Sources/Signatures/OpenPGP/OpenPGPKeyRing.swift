/// The OpenPGP certificates that a policy knows, ready to verify with. Any number of threads may share it.
package struct OpenPGPKeyRing: SignatureKeys {
  private struct Entry {
    let key: OpenPGPSigningKey
    let certificate: OpenPGPCertificate
  }

  /// By key id, since signatures may name their key by that alone.
  private let entries: [[UInt8]: [Entry]]

  /// Collects certificates; one that occurs twice counts once. A key that stands in two different ones has no
  /// holder: its signatures are `unknownSigner`.
  package init(_ certificates: [OpenPGPCertificate]) {
    var blobs: Set<[UInt8]> = []
    let distinct = certificates.filter { blobs.insert($0.blob).inserted }
    let all = distinct.flatMap { certificate in
      certificate.keys.map { Entry(key: $0, certificate: certificate) }
    }
    entries = Dictionary(grouping: all) { Array($0.key.key.fingerprint.suffix(8)) }
  }

  /// Checks a detached signature, such as a commit's.
  ///
  /// - `malformed`: what is no binary document signature of version 4 in strict armour, alone, with SHA-256,
  ///   SHA-384 or SHA-512; or it names a key of a known certificate that may not sign: one for encryption, a
  ///   subkey that is not bound both ways, a weak one.
  /// - `unknownSigner`: it names a key of no certificate, or of two. Nothing was verified, so there is no
  ///   signer; the reason names the key.
  /// - `invalid`: it names a key that did not sign these bytes, or one that was made after it.
  /// - `valid`: authentic. Its `validity` is the worst that holds of the key at the commit's date and at the
  ///   time when the signature says it was made; a signature that had itself expired at the commit's date is
  ///   `expired`, too. A revocation without a reason that leaves the past alone is `compromised` at any date.
  ///
  /// The machine's clock has no part in it.
  ///
  /// - Parameters:
  ///   - signature: the armoured signature, with nothing around it but one line feed at its end.
  ///   - payload: the exact bytes that should have been signed.
  ///   - date: the commit's committer date, in seconds since 1970.
  package func check(signature: [UInt8], payload: [UInt8], at date: Int64) -> SignatureCheck {
    let parsed: OpenPGPSignature
    do {
      parsed = try OpenPGPSignature(armoured: signature)
    } catch {
      return .malformed(reason: error.reason)
    }
    let holders = (entries[parsed.issuer.id] ?? []).filter { parsed.issuer.matches($0.key.key.fingerprint) }
    guard let entry = holders.first, holders.count == 1 else {
      let why =
        holders.isEmpty
        ? "no certificate has the openpgp key \(parsed.issuer.text); add it to the policy"
        : "the openpgp key \(parsed.issuer.text) stands in two certificates; remove one from the policy"
      return .unknownSigner(nil, format: .openpgp, reason: why)
    }
    return check(parsed, by: entry.key, of: entry.certificate.signer, payload: payload, at: date)
  }

  private func check(
    _ signature: OpenPGPSignature, by key: OpenPGPSigningKey, of signer: Signer, payload: [UInt8],
    at date: Int64
  ) -> SignatureCheck {
    guard let verifier = key.verifier else {
      return .malformed(reason: key.refusal ?? "the openpgp key \(key.key.name) may not sign")
    }
    // Algorithms 1 and 3 are both RSA, and a key may not be used under another number (RFC 9580, 5.2.3).
    guard signature.packet.algorithm == key.key.algorithmNumber else {
      return .malformed(reason: "the openpgp signature is of another algorithm than its key \(key.key.name)")
    }
    let created = signature.packet.created
    guard created >= key.key.created else {
      return .invalid(signer, reason: "the signature says it was made before its key \(key.key.name) was")
    }
    guard verifier.verifies(signature.packet, about: payload) else {
      return .invalid(signer, reason: "the signature is not over these bytes; sign again what is there now")
    }
    var life = key.life
    life.end(by: signature.packet.expires)
    return .valid(signer, userPresence: nil, validity: life.validity(at: date, Int64(created)))
  }
}
