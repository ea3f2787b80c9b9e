import CPages

/// A file of ours that is part of every page, as it stands in the sources.
struct PageAsset {
  let bytes: [UInt8]

  /// How pages look.
  static let style = PageAsset(page_css())
  /// Search and filters. A page tells everything without it.
  static let script = PageAsset(page_js())

  private init(_ file: page_asset) {
    bytes = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }

  /// The source expression by which a Content-Security-Policy lets exactly these bytes pass (CSP level 3, section
  /// 2.3.1): base64 of the SHA-256.
  var source: String { "'sha256-\(SHA256.base64(of: bytes))'" }
}

extension SHA256 {
  /// The digest of some bytes in base64 (RFC 4648, section 4).
  fileprivate static func base64(of message: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let nibbles = hexadecimal(of: message).utf8.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    // Three hexadecimal digits are two of base64.
    var text: [UInt8] = []
    for start in stride(from: 0, to: nibbles.count, by: 3) {
      let group = (0..<3).reduce(0) { $0 << 4 | Int(start + $1 < nibbles.count ? nibbles[start + $1] : 0) }
      text.append(alphabet[group >> 6])
      if start + 1 < nibbles.count { text.append(alphabet[group & 63]) }
    }
    text += repeatElement(0x3D, count: (4 - text.count % 4) % 4)
    return String(decoding: text, as: UTF8.self)
  }
}
