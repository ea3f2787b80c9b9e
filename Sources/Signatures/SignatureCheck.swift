/// What is known about one signature over one payload. Only `valid` is good news.
///
/// The cases are told apart in this order:
/// - what is not a well-formed signature of an accepted algorithm by an acceptable key is `malformed`;
/// - what is well-formed, but was made in another namespace or over other bytes, is `invalid`, whether or
///   not the key is known;
/// - what is right, by a key that the ring does not hold, or not for this purpose, is `unknownSigner`.
package enum SignatureCheck: Hashable, Sendable {
  /// There is no signature at all.
  case unsigned

  /// The bytes are no signature that this version accepts; the reason is a message for people.
  ///
  /// Among them: broken armour, trailing bytes, an unknown hash, RSA with SHA-1, a DSA or short RSA key, a
  /// certificate that its authority did not sign. The key that such bytes name is not reported, since
  /// nothing shows that it had a part in them.
  case malformed(reason: String)

  /// The signature is right, but its key is not in the ring, or may not sign in this namespace, or is
  /// certified by no authority of the ring for a principal that it may certify; or its format is one whose
  /// keys the ring has none of, in which case `signer` is nil, nothing was verified, and `reason` says so.
  case unknownSigner(Signer?, format: SignatureFormat, reason: String?)

  /// The signature names this key, which did not sign these bytes in this namespace.
  case invalid(Signer, reason: String)

  /// The key is in the ring, or certified by an authority of the ring, and signed exactly these bytes in this
  /// namespace.
  ///
  /// `userPresence` is nil for keys that are no FIDO keys; else whether the authenticator vouches that
  /// somebody touched it (PROTOCOL.u2f, bit 0 of the signature's flags).
  ///
  /// `validity` is what the keys themselves say about the claimed time of signing (a certificate's dates, a
  /// revocation). Anything but `good` is bad news; the policy may know of more.
  case valid(Signer, userPresence: Bool?, validity: KeyValidity = .good)
}
