/// One line of an `allowed_signers` file: a key, and for whom, for what and when it may sign.
package struct AllowedSigner: Hashable, Sendable {
  /// The line's number in the file, the first being 1.
  package let line: Int

  /// Whom the key signs for; for an authority, whom it may certify. Mostly e-mail addresses.
  package let principals: PatternList

  /// The key that signs, or that certifies the keys that sign.
  package let key: SSHPublicKey

  /// Whether the line says `cert-authority`. Then the key vouches for certificates, and its own signatures
  /// are nobody's.
  package let isAuthority: Bool

  /// The namespaces and the time that the line limits signatures to.
  package let limits: KeyLimits

  /// What follows the key, without the blanks around it.
  package let comment: [UInt8]

  /// A line as it would be read.
  package init(
    line: Int, principals: PatternList, key: SSHPublicKey, isAuthority: Bool, limits: KeyLimits,
    comment: [UInt8]
  ) {
    self.line = line
    self.principals = principals
    self.key = key
    self.isAuthority = isAuthority
    self.limits = limits
    self.comment = comment
  }
}
