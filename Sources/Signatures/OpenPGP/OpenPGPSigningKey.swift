/// A primary key or a subkey, as far as signatures of documents are concerned.
struct OpenPGPSigningKey {
  let key: OpenPGPKeyPacket
  /// Why it may not sign; nil if it may.
  let refusal: String?
  let life: OpenPGPKeyLife
  /// Nil for one that may not sign.
  let verifier: OpenPGPVerificationKey?
}
