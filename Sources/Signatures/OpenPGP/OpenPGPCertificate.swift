/// An OpenPGP certificate that was found acceptable: a primary key, which stands for one holder, and subkeys.
package struct OpenPGPCertificate: Sendable {
  /// The primary key's fingerprint: 40 upper-case hex digits, as `gpg` prints it.
  package let fingerprint: String

  /// The fingerprints of the subkeys, whatever they are for and whether or not they are accepted.
  package let subkeyFingerprints: [String]

  let keys: [OpenPGPSigningKey]

  /// The bytes within the armour; two certificates are the same if these are.
  let blob: [UInt8]

  /// Reads a certificate as `gpg --armor --export` writes it. CR LF line ends are taken for line feeds.
  ///
  /// - Throws: `KeyProblem` for anything but one armoured certificate of at most 256 KiB; for a secret key, a
  ///   second certificate, or a key of another version than 4; for a weak or unknown primary key (RSA under
  ///   2048 bits, DSA, Elgamal); for a self-signature that is the newest of its sort, or a revocation, and that
  ///   is not right or uses a weak hash; for a revocation by another key; and if none of its keys may sign.
  package init(armoured text: [UInt8]) throws(KeyProblem) {
    let packets: [OpenPGPPacket]
    do throws(WireProblem) {
      guard text.count <= OpenPGPArmour.certificate.limit else {
        throw WireProblem(reason: "it is longer than \(OpenPGPArmour.certificate.limit) bytes")
      }
      if text.starts(with: "-----BEGIN PGP PRIVATE KEY BLOCK".utf8) {
        throw WireProblem(reason: "it is a secret key; take it out of the repository and revoke it")
      }
      blob = try OpenPGPArmour.certificate.decode(Self.lineFeeds(text))
      packets = try OpenPGPPacket.all(in: blob)
    } catch {
      throw KeyProblem(
        .malformed,
        "the openpgp certificate cannot be read: \(error.reason); write it with `gpg --armor --export`")
    }
    let block = try OpenPGPKeyBlock(packets)
    keys = try OpenPGPCertificateJudge(block).keys()
    fingerprint = block.primary.name
    subkeyFingerprints = block.subkeys.map(\.key.name)
    if keys.allSatisfy({ $0.refusal != nil }), let refusal = keys.last?.refusal {
      throw KeyProblem(.unsupported, "no key of the certificate may sign; \(refusal)")
    }
  }

  /// The primary key as a signer: signatures by subkeys are the primary's, so that one holder is one key.
  package var signer: Signer { Signer(format: .openpgp, key: fingerprint) }

  private static func lineFeeds(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(0x0d) else { return text }
    return text.indices.filter { text[$0] != 0x0d || $0 + 1 == text.count || text[$0 + 1] != 0x0a }
      .map { text[$0] }
  }
}
