import Crypto

/// Incremental SHA-256 (FIPS 180-4), for what does not stand in memory as one piece.
package struct SHA256Hasher: Sendable {
  private var state = SHA256()

  /// A hasher that has seen nothing yet.
  package init() {}

  /// Appends bytes to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    state.update(data: bytes)
  }

  /// Appends the bytes of a buffer, without copying them.
  package mutating func update(_ buffer: UnsafeRawBufferPointer) {
    state.update(bufferPointer: buffer)
  }

  /// The hash of all bytes so far, 32 bytes; the hasher may go on afterwards.
  package func finalize() -> [UInt8] {
    Array(state.finalize())
  }
}
