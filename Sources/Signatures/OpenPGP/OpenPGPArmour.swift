/// The lines around OpenPGP's base64 (RFC 9580, section 6.2), of one signature or one certificate.
///
///     armour  = BEGIN LF *header LF 1*( 1*base64-char LF ) [ "=" 4base64-char LF ] END [ LF ]
///     header  = ( "Version" / "Comment" ) ": " *( %x09 / %x20-7E / %x80-FF ) LF
///
/// Stricter than `gpg`, which looks for the BEGIN line anywhere, skips what is no base64, and ignores what
/// follows END: here nothing stands around the armour but one line feed at its end. The checksum may be
/// missing, as newer writers leave it out, but not be wrong.
enum OpenPGPArmour: String {
  case signature = "PGP SIGNATURE"
  case certificate = "PGP PUBLIC KEY BLOCK"

  /// The most bytes an armoured text may have. A signature with the longest accepted key needs 1,600, with
  /// notations and a user id somewhat more.
  var limit: Int {
    switch self {
    case .signature: 16_384
    case .certificate: 262_144
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let headers = ["Version: ", "Comment: "].map { Array($0.utf8) }

  func decode(_ text: [UInt8]) throws(WireProblem) -> [UInt8] {
    guard text.count <= limit else { throw WireProblem(reason: "it is longer than \(limit) bytes") }
    var rest = text[...]
    guard let first = Self.line(&rest), first.elementsEqual("-----BEGIN \(rawValue)-----".utf8) else {
      throw WireProblem(reason: "it does not begin with a line BEGIN \(rawValue)")
    }
    while let line = Self.line(&rest), !line.isEmpty {
      guard Self.isHeader(line) else {
        throw WireProblem(reason: "its armour has a header other than Version and Comment")
      }
    }
    let end = Array("-----END \(rawValue)-----".utf8)
    var base64: [UInt8] = []
    base64.reserveCapacity(rest.count)
    var checksum: [UInt8]?
    while !rest.starts(with: end) {
      guard let line = Self.line(&rest) else { throw WireProblem(reason: "it has no line END \(rawValue)") }
      guard let start = line.first, checksum == nil else {
        throw WireProblem(reason: "its armour has an empty line, or lines behind the checksum")
      }
      // Base64 never begins with its padding but where the last line is nothing else, which nobody writes.
      if start == UInt8(ascii: "=") { checksum = Array(line.dropFirst()) } else { base64 += line }
    }
    let tail = rest.dropFirst(end.count)
    guard tail.isEmpty || tail.elementsEqual([Self.lineFeed]) else {
      throw WireProblem(reason: "bytes follow the line END \(rawValue); remove them")
    }
    guard let bytes = Base64.decode(base64), !bytes.isEmpty else {
      throw WireProblem(reason: "it is not canonical base64")
    }
    if let checksum, Base64.decode(checksum) != Self.crc24(bytes) {
      throw WireProblem(reason: "its checksum is wrong")
    }
    return bytes
  }

  /// Takes a line off the front, without its line feed.
  private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let stop = rest.firstIndex(of: lineFeed) else { return nil }
    defer { rest = rest[(stop + 1)...] }
    return rest[..<stop]
  }

  private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
    headers.contains { line.starts(with: $0) }
      && line.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7f) }
  }

  /// RFC 9580, section 6.1.1.
  static func crc24(_ bytes: [UInt8]) -> [UInt8] {
    var crc: UInt32 = 0xb704ce
    for byte in bytes {
      crc ^= UInt32(byte) << 16
      for _ in 0..<8 {
        crc <<= 1
        if crc & 0x100_0000 != 0 { crc ^= 0x1864cfb }
      }
    }
    return [UInt8(truncatingIfNeeded: crc >> 16), UInt8(truncatingIfNeeded: crc >> 8), UInt8(crc & 0xff)]
  }
}
