/// The family of a signature, told apart by the first line of its armour as git's
/// `get_format_by_sig` (gpg-interface.c) does.
package enum SignatureFormat: String, Hashable, Sendable, CaseIterable {
  /// SSHSIG, `-----BEGIN SSH SIGNATURE-----` (OpenSSH's PROTOCOL.sshsig).
  case ssh
  /// OpenPGP, `-----BEGIN PGP SIGNATURE-----` (RFC 9580, section 6.2).
  case openpgp
  /// CMS over X.509, `-----BEGIN SIGNED MESSAGE-----` (RFC 5652, as written by gpgsm and gitsign).
  case x509

  private static let openings: [(line: StaticString, format: SignatureFormat)] = [
    ("-----BEGIN SSH SIGNATURE-----", .ssh),
    ("-----BEGIN PGP SIGNATURE-----", .openpgp),
    ("-----BEGIN PGP MESSAGE-----", .openpgp),
    ("-----BEGIN SIGNED MESSAGE-----", .x509),
    ("-----BEGIN PKCS7-----", .x509),
    ("-----BEGIN CMS-----", .x509),
  ]

  /// Recognises the armour that `bytes` begin with.
  ///
  /// Only a hint where to go on: the rest of the armour is not looked at.
  /// - Returns: the format, or nil if no known opening line stands at the very start.
  package static func recognise(_ bytes: [UInt8]) -> SignatureFormat? {
    for opening in openings {
      let matches = opening.line.withUTF8Buffer { bytes.starts(with: $0) }
      if matches { return opening.format }
    }
    return nil
  }
}
