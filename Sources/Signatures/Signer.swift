/// A key that made a signature. Never an identity: which person holds the key is for the policy to say.
package struct Signer: Hashable, Sendable {
  /// The family of the key.
  package let format: SignatureFormat

  /// The key's name. For SSH the fingerprint as `ssh-keygen -l` prints it: `SHA256:` and the unpadded
  /// base64 (RFC 4648, section 4) of the SHA-256 of the public key blob; always ASCII.
  package let key: String

  /// Names a key; `key` is taken as it is.
  package init(format: SignatureFormat, key: String) {
    self.format = format
    self.key = key
  }
}
