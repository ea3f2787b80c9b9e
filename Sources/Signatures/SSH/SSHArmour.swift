/// The lines around a base64 blob: of signatures (PROTOCOL.sshsig, section 1) and of private keys.
///
///     armour = BEGIN LF 1*( 1*base64-char LF ) END [ LF ]
///
/// Stricter than `ssh-keygen`, which skips white space within the base64 and ignores what follows END:
/// here no line is empty, none ends in CR, and nothing follows END but one line feed. Lines may have any
/// width, since signers differ (70 columns by OpenSSH, 64 by Go, 76 in the specification).
enum SSHArmour {
  /// The most bytes an armoured signature may have: five times what the longest accepted one (RSA with
  /// 8192 bits) needs.
  static let limit = 16_384

  private static let begin = Array("-----BEGIN SSH SIGNATURE-----\n".utf8)
  private static let end = Array("-----END SSH SIGNATURE-----".utf8)
  private static let lineFeed = UInt8(ascii: "\n")

  /// The columns that OpenSSH breaks its base64 into (`sshbuf_dtob64`).
  private static let columns = 70

  static func decode(_ text: [UInt8]) throws(SignatureProblem) -> [UInt8] {
    guard text.count <= limit else {
      throw SignatureProblem(reason: "the signature is longer than \(limit) bytes")
    }
    guard text.starts(with: begin) else {
      throw SignatureProblem(reason: "the signature does not begin with a line BEGIN SSH SIGNATURE")
    }
    var base64: [UInt8] = []
    base64.reserveCapacity(text.count)
    var rest = text.dropFirst(begin.count)
    while !rest.starts(with: end) {
      guard let stop = rest.firstIndex(of: lineFeed) else {
        throw SignatureProblem(reason: "the signature has no line END SSH SIGNATURE")
      }
      guard stop > rest.startIndex else {
        throw SignatureProblem(reason: "the signature has an empty line")
      }
      base64.append(contentsOf: rest[..<stop])
      rest = rest[(stop + 1)...]
    }
    let tail = rest.dropFirst(end.count)
    guard tail.isEmpty || tail.elementsEqual([lineFeed]) else {
      throw SignatureProblem(reason: "bytes follow the line END SSH SIGNATURE; remove them")
    }
    guard let blob = Base64.decode(base64) else {
      throw SignatureProblem(reason: "the signature is not canonical base64")
    }
    return blob
  }

  static func encode(signature blob: [UInt8]) -> [UInt8] {
    encode(blob, label: "SSH SIGNATURE")
  }

  static func encode(privateKey blob: [UInt8]) -> [UInt8] {
    encode(blob, label: "OPENSSH PRIVATE KEY")
  }

  private static func encode(_ blob: [UInt8], label: String) -> [UInt8] {
    var text = Array("-----BEGIN \(label)-----\n".utf8)
    var rest = Base64.encode(blob)[...]
    while !rest.isEmpty {
      text += rest.prefix(columns) + [lineFeed]
      rest = rest.dropFirst(columns)
    }
    return text + Array("-----END \(label)-----\n".utf8)
  }
}
