/// How a signature names its key: by the fingerprint, or by the key id alone, the fingerprint's last 8 bytes
/// (RFC 9580, section 5.5.4.2).
struct OpenPGPKeyName: Hashable {
  let id: [UInt8]
  let fingerprint: [UInt8]?

  init(fingerprint: [UInt8]) {
    self.fingerprint = fingerprint
    id = fingerprint.suffix(8)
  }

  init(id: [UInt8]) {
    self.id = id
    fingerprint = nil
  }

  /// Whether the key with this fingerprint may be meant.
  func matches(_ other: [UInt8]) -> Bool { fingerprint.map { $0 == other } ?? (id == other.suffix(8)) }

  /// Upper-case hex, as `gpg` prints it.
  var text: String { Self.text(fingerprint ?? id) }

  static func text(_ bytes: [UInt8]) -> String { Hexadecimal.encode(bytes).uppercased() }
}
