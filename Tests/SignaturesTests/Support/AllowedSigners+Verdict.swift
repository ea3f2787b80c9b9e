@testable import Signatures

extension AllowedSigners {
  /// The question that `ssh-keygen -Y verify` answers: may this be taken for the principal's signature?
  func accept(
    _ signature: [UInt8], payload: [UInt8], by principal: String, namespace: String = "git", at date: Int64
  ) -> Bool {
    let lines = lines.filter { $0.isAuthority || $0.principals.matches(principal.utf8) }
    let check = SignatureVerifier(keys: KeyRing(allowedSigners: lines))
      .check(signature: signature, payload: payload, namespace: namespace, at: date)
    guard case .valid(let signer, _, .good) = check else { return false }
    guard let certified = signer.certified else { return true }
    return certified.principals.contains { $0.utf8.elementsEqual(principal.utf8) }
  }
}
