/// The lines around one base64 blob, in the strict form that signatures are accepted in.
///
///     armour = "-----BEGIN " label "-----" LF 1*( 1*base64-char LF ) "-----END " label "-----" [ LF ]
///
/// Stricter than the tools that write them, which skip white space within the base64 and ignore what follows
/// END: here no line is empty, none ends in CR, and nothing follows END but one line feed. Lines may have any
/// width, since signers differ.
struct StrictArmour {
  /// The labels that are accepted; the first is named where none is found.
  let labels: [String]
  /// The most bytes of the whole text.
  let limit: Int

  private static let lineFeed = UInt8(ascii: "\n")

  func decode(_ text: [UInt8]) throws(SignatureProblem) -> [UInt8] {
    guard text.count <= limit else {
      throw SignatureProblem(reason: "the signature is longer than \(limit) bytes")
    }
    guard let label = labels.first(where: { text.starts(with: "-----BEGIN \($0)-----\n".utf8) }) else {
      throw SignatureProblem(reason: "the signature does not begin with a line BEGIN \(labels[0])")
    }
    let end = Array("-----END \(label)-----".utf8)
    var base64: [UInt8] = []
    base64.reserveCapacity(text.count)
    var rest = text.dropFirst("-----BEGIN \(label)-----\n".utf8.count)
    while !rest.starts(with: end) {
      guard let stop = rest.firstIndex(of: Self.lineFeed) else {
        throw SignatureProblem(reason: "the signature has no line END \(label)")
      }
      guard stop > rest.startIndex else {
        throw SignatureProblem(reason: "the signature has an empty line")
      }
      base64.append(contentsOf: rest[..<stop])
      rest = rest[(stop + 1)...]
    }
    let tail = rest.dropFirst(end.count)
    guard tail.isEmpty || tail.elementsEqual([Self.lineFeed]) else {
      throw SignatureProblem(reason: "bytes follow the line END \(label); remove them")
    }
    guard let blob = Base64.decode(base64) else {
      throw SignatureProblem(reason: "the signature is not canonical base64")
    }
    return blob
  }

  /// The blob within the lines of the first label.
  func encode(_ blob: [UInt8], columns: Int) -> [UInt8] {
    var text = Array("-----BEGIN \(labels[0])-----\n".utf8)
    var rest = Base64.encode(blob)[...]
    while !rest.isEmpty {
      text += rest.prefix(columns) + [Self.lineFeed]
      rest = rest.dropFirst(columns)
    }
    return text + Array("-----END \(labels[0])-----\n".utf8)
  }
}
