/// By whose word a key is somebody's, where it is not in the key ring itself.
package struct Certified: Hashable, Sendable {
  /// The authority's key, named as in `Signer.key`.
  package let authority: String

  /// The number that the authority gave the certificate; zero if it numbers none.
  package let serial: UInt64

  /// Whom the key belongs to, mostly e-mail addresses: those of the certificate's principals that the policy
  /// lets this authority certify, in the certificate's order; never empty.
  ///
  /// They are the authority's words: compare their bytes, since `==` folds canonical equivalents, and count
  /// a key whose principals are two people's as nobody's.
  package let principals: [String]

  /// Words of an authority, taken as they are.
  package init(authority: String, serial: UInt64, principals: [String]) {
    self.authority = authority
    self.serial = serial
    self.principals = principals
  }
}
