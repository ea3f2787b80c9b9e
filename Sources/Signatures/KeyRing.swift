/// The public keys that a policy knows, ready to verify with: each key is parsed once, when it is made.
///
/// A value without hidden state, so that any number of threads may read it at once.
package struct KeyRing: Sendable {
  // Keyed by the blob itself, not by its hash: identity is equality of bytes.
  private let keys: [[UInt8]: SSHPublicKey]

  /// Collects keys; one that occurs twice counts once.
  package init(_ keys: [SSHPublicKey]) {
    self.keys = Dictionary(keys.map { ($0.blob, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many distinct keys the ring holds.
  package var count: Int { keys.count }

  /// Whether the ring holds this very key.
  package func contains(_ key: SSHPublicKey) -> Bool { keys[key.blob] != nil }

  /// The known key with exactly this blob.
  func key(blob: [UInt8]) -> SSHPublicKey? { keys[blob] }
}
