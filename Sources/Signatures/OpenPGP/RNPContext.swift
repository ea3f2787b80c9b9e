import CRNP
import Glibc

/// The mathematics of OpenPGP by librnp. It answers yes or no, and whatever goes wrong is a no.
///
/// The library judges dates by a clock; it is always set to when the signature in question was made, so the
/// machine's clock has no part in an answer.
///
/// Sendable though it is not safe to share: `RNPContextPool` lends a context to one thread at a time.
final class RNPContext: @unchecked Sendable {
  private let store: RNPStore
  private var loaded: Set<[UInt8]> = []

  /// - Returns: nil if the library cannot be started, for want of memory or of random numbers.
  init?() {
    _ = Self.silenced
    guard let store = RNPStore() else { return nil }
    self.store = store
  }

  /// Keeps the library from writing to standard error, which it does if a variable in the environment asks
  /// for it. A variable that exists is replaced in place, so no thread that reads the environment is hurt.
  private static let silenced: Bool =
    getenv("RNP_LOG_CONSOLE") != nil && setenv("RNP_LOG_CONSOLE", "0", 1) == 0

  /// Whether `signature`, a single packet in binary, is `key`'s over `payload`.
  /// - Parameter created: when the signature says that it was made, in seconds since 1970; not 0.
  func verify(_ signature: [UInt8], over payload: [UInt8], by key: DetachedOpenPGPKey, created: UInt32)
    -> Bool
  {
    if !loaded.contains(key.fingerprint) {
      guard load(key.certificate, at: key.created) else { return false }
      loaded.insert(key.fingerprint)
    }
    guard rnp_set_timestamp(store.pointer, UInt64(created)) == RNP_SUCCESS else { return false }
    return payload.withUnsafeBufferPointer { payload in
      signature.withUnsafeBufferPointer { signature in
        guard let payload = RNPInput(borrowing: payload), let signature = RNPInput(borrowing: signature),
          let verification = RNPVerification(store, payload: payload, signature: signature)
        else { return false }
        return Self.isGood(verification)
      }
    }
  }

  private static func isGood(_ verification: borrowing RNPVerification) -> Bool {
    var count = 0
    var signature: OpaquePointer?  // belongs to the verification
    guard rnp_op_verify_execute(verification.pointer) == RNP_SUCCESS,
      rnp_op_verify_get_signature_count(verification.pointer, &count) == RNP_SUCCESS, count == 1,
      rnp_op_verify_get_signature_at(verification.pointer, 0, &signature) == RNP_SUCCESS, let signature
    else { return false }
    return rnp_op_verify_signature_get_status(signature) == RNP_SUCCESS
  }

  /// Whether the only signature of a key, or of the key's only user id, is right.
  ///
  /// - Parameters:
  ///   - certificate: packets in binary: a primary key, what the signature is about, and the signature.
  ///   - fingerprint: the key that the signature is about, in hex.
  ///   - created: when the signature says that it was made, in seconds since 1970; not 0.
  func verify(certificate: [UInt8], key fingerprint: String, isOnUserID: Bool, created: UInt32) -> Bool {
    // Nothing of another certificate may have a part in the answer.
    defer {
      rnp_unload_keys(store.pointer, UInt32(RNP_KEY_UNLOAD_PUBLIC))
      loaded = []
    }
    guard rnp_unload_keys(store.pointer, UInt32(RNP_KEY_UNLOAD_PUBLIC)) == RNP_SUCCESS,
      load(certificate, at: created)
    else { return false }
    return isValid(key: fingerprint, isOnUserID: isOnUserID)
  }

  /// In a function of its own, so that the handles are gone before the keys are.
  private func isValid(key fingerprint: String, isOnUserID: Bool) -> Bool {
    guard let key = RNPKey(store, fingerprint: fingerprint) else { return false }
    guard isOnUserID else {
      guard let signature = RNPSignature(onlyOneOf: key) else { return false }
      return rnp_signature_is_valid(signature.pointer, 0) == RNP_SUCCESS
    }
    guard let userID = RNPUserID(onlyOneOf: key), let signature = RNPSignature(onlyOneOf: userID) else {
      return false
    }
    return rnp_signature_is_valid(signature.pointer, 0) == RNP_SUCCESS
  }

  private func load(_ certificate: [UInt8], at time: UInt32) -> Bool {
    guard rnp_set_timestamp(store.pointer, UInt64(time)) == RNP_SUCCESS else { return false }
    return certificate.withUnsafeBufferPointer { bytes in
      guard let input = RNPInput(borrowing: bytes) else { return false }
      return rnp_load_keys(store.pointer, "GPG", input.pointer, UInt32(RNP_LOAD_SAVE_PUBLIC_KEYS))
        == RNP_SUCCESS
    }
  }
}
