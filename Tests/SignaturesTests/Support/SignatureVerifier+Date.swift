@testable import Signatures

extension SignatureVerifier {
  /// Checks at some date, for tests of keys that are good at any.
  func check(signature: [UInt8]?, payload: [UInt8], namespace: String) -> SignatureCheck {
    check(signature: signature, payload: payload, namespace: namespace, at: 1_700_000_000)
  }
}
