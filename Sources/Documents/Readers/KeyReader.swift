import Governance

/// How the keys of a roster are read: one reader for each kind of key, each of which answers the key's
/// fingerprint, or why it is none that may be used.
///
/// The documents know what a key looks like in YAML; what it is made of is for others to know.
package struct KeyReader {
  package typealias Answer = Result<KeyFingerprint, KeyProblem>

  /// Reads an SSH public key in OpenSSH's one-line form.
  package let ssh: (String) -> Answer
  /// Reads the OpenPGP certificate at a path relative to `policies/`, which always lies below `keys/`.
  package let openPGP: (String) -> Answer
  /// Names what certificates of this issuer (a URL, say) for this subject (an e-mail address, say) are signed
  /// by: the same two always give the same fingerprint, and no other two give it.
  package let x509: (_ issuer: String, _ subject: String) -> Answer

  package init(
    ssh: @escaping (String) -> Answer, openPGP: @escaping (String) -> Answer,
    x509: @escaping (_ issuer: String, _ subject: String) -> Answer
  ) {
    self.ssh = ssh
    self.openPGP = openPGP
    self.x509 = x509
  }
}

/// Why a key may not be used.
package struct KeyProblem: Error, Sendable {
  package let message: String
  package init(_ message: String) { self.message = message }
}
