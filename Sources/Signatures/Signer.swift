/// A key that made a signature. Never an identity: which person holds the key is for the policy to say.
package struct Signer: Hashable, Sendable {
  /// The family of the key.
  package let format: SignatureFormat

  /// The key's name. For SSH the fingerprint as `ssh-keygen -l` prints it: `SHA256:` and the unpadded
  /// base64 (RFC 4648, section 4) of the SHA-256 of the public key blob; always ASCII. A certified key is
  /// named as if it were not, so that one key has one name.
  package let key: String

  /// By whose word the key is somebody's; nil for a key that is in the ring itself.
  ///
  /// Where it is not nil, identities come from its principals and from nothing else. Still, a policy that
  /// revokes `key` revokes it with every certificate.
  package let certified: Certified?

  /// Names a key; `key` is taken as it is.
  package init(format: SignatureFormat, key: String, certified: Certified? = nil) {
    self.format = format
    self.key = key
    self.certified = certified
  }
}
