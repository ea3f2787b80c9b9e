/// The lines around a CMS signature, as git finds them (RFC 7468, sections 2 and 9, in its strict form).
///
///     armour = "-----BEGIN " label "-----" LF 1*( 1*base64-char LF ) "-----END " label "-----" [ LF ]
///     label  = "SIGNED MESSAGE" / "PKCS7" / "CMS"
///
/// No line is empty, none ends in CR, and nothing follows END but one line feed. Lines may have any width.
enum CMSArmour {
  /// The most bytes an armoured signature may have; a signature with three certificates, a timestamp and an
  /// entry of a log needs about 15,000.
  static let limit = 65_536

  private static let labels = ["SIGNED MESSAGE", "PKCS7", "CMS"]
  private static let lineFeed = UInt8(ascii: "\n")

  static func decode(_ text: [UInt8]) throws(SignatureProblem) -> [UInt8] {
    guard text.count <= limit else {
      throw SignatureProblem(reason: "the signature is longer than \(limit) bytes")
    }
    guard let label = labels.first(where: { text.starts(with: Array("-----BEGIN \($0)-----\n".utf8)) }) else {
      throw SignatureProblem(reason: "the signature does not begin with a line BEGIN SIGNED MESSAGE")
    }
    let end = Array("-----END \(label)-----".utf8)
    var base64: [UInt8] = []
    base64.reserveCapacity(text.count)
    var rest = text.dropFirst("-----BEGIN \(label)-----\n".utf8.count)
    while !rest.starts(with: end) {
      guard let stop = rest.firstIndex(of: lineFeed) else {
        throw SignatureProblem(reason: "the signature has no line END \(label)")
      }
      guard stop > rest.startIndex else {
        throw SignatureProblem(reason: "the signature has an empty line")
      }
      base64.append(contentsOf: rest[..<stop])
      rest = rest[(stop + 1)...]
    }
    let tail = rest.dropFirst(end.count)
    guard tail.isEmpty || tail.elementsEqual([lineFeed]) else {
      throw SignatureProblem(reason: "bytes follow the line END \(label); remove them")
    }
    guard let message = Base64.decode(base64) else {
      throw SignatureProblem(reason: "the signature is not canonical base64")
    }
    return message
  }
}
