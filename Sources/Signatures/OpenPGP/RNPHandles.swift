import CRNP

/// Owns an `rnp_ffi_t`: a key store and its settings. Everything that comes out of it must go before it does.
struct RNPStore: ~Copyable {
  let pointer: OpaquePointer

  init?() {
    var pointer: OpaquePointer?
    guard rnp_ffi_create(&pointer, "GPG", "GPG") == RNP_SUCCESS, let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { rnp_ffi_destroy(pointer) }
}

/// Owns an `rnp_input_t` over memory that it does not own.
struct RNPInput: ~Copyable {
  let pointer: OpaquePointer

  init?(borrowing buffer: UnsafeBufferPointer<UInt8>) {
    var pointer: OpaquePointer?
    // The library takes no empty memory, so for that there is a reader that is at its end.
    let code =
      buffer.isEmpty
      ? rnp_input_from_callback(
        &pointer,
        { _, _, _, count in
          count?.pointee = 0
          return true
        }, nil, nil)
      : rnp_input_from_memory(&pointer, buffer.baseAddress, buffer.count, false)
    guard code == RNP_SUCCESS, let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { rnp_input_destroy(pointer) }
}

/// Owns an `rnp_op_verify_t`.
struct RNPVerification: ~Copyable {
  let pointer: OpaquePointer

  init?(_ store: borrowing RNPStore, payload: borrowing RNPInput, signature: borrowing RNPInput) {
    var pointer: OpaquePointer?
    guard
      rnp_op_verify_detached_create(&pointer, store.pointer, payload.pointer, signature.pointer)
        == RNP_SUCCESS,
      let pointer
    else { return nil }
    self.pointer = pointer
  }

  deinit { rnp_op_verify_destroy(pointer) }
}

/// Owns an `rnp_key_handle_t`.
struct RNPKey: ~Copyable {
  let pointer: OpaquePointer

  init?(_ store: borrowing RNPStore, fingerprint: String) {
    var pointer: OpaquePointer?
    guard rnp_locate_key(store.pointer, "fingerprint", fingerprint, &pointer) == RNP_SUCCESS, let pointer
    else {
      return nil
    }
    self.pointer = pointer
  }

  deinit { rnp_key_handle_destroy(pointer) }
}

/// Owns an `rnp_uid_handle_t`.
struct RNPUserID: ~Copyable {
  let pointer: OpaquePointer

  /// The only user id of a key.
  init?(onlyOneOf key: borrowing RNPKey) {
    var count = 0
    var pointer: OpaquePointer?
    guard rnp_key_get_uid_count(key.pointer, &count) == RNP_SUCCESS, count == 1,
      rnp_key_get_uid_handle_at(key.pointer, 0, &pointer) == RNP_SUCCESS, let pointer
    else { return nil }
    self.pointer = pointer
  }

  deinit { rnp_uid_handle_destroy(pointer) }
}

/// Owns an `rnp_signature_handle_t`.
struct RNPSignature: ~Copyable {
  let pointer: OpaquePointer

  /// The only signature of a key, not counting those of its user ids.
  init?(onlyOneOf key: borrowing RNPKey) {
    var count = 0
    var pointer: OpaquePointer?
    guard rnp_key_get_signature_count(key.pointer, &count) == RNP_SUCCESS, count == 1,
      rnp_key_get_signature_at(key.pointer, 0, &pointer) == RNP_SUCCESS, let pointer
    else { return nil }
    self.pointer = pointer
  }

  /// The only signature of a user id.
  init?(onlyOneOf userID: borrowing RNPUserID) {
    var count = 0
    var pointer: OpaquePointer?
    guard rnp_uid_get_signature_count(userID.pointer, &count) == RNP_SUCCESS, count == 1,
      rnp_uid_get_signature_at(userID.pointer, 0, &pointer) == RNP_SUCCESS, let pointer
    else { return nil }
    self.pointer = pointer
  }

  deinit { rnp_signature_handle_destroy(pointer) }
}
