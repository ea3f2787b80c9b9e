/// Why the bytes of a commit or a tree were refused.
package struct ParseProblem: Error, Hashable, Sendable {
  /// What is wrong, in lower case and without a full stop; names in it are escaped.
  package let message: String

  init(_ message: String) { self.message = message }

  /// `bytes` for a message: printable ASCII as it is, the rest as `\xNN`, cut after 80 bytes.
  static func quoted(_ bytes: some Collection<UInt8>) -> String {
    var text = "'"
    for byte in bytes.prefix(80) {
      if (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "'") {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16)
        text += "\\x" + (digits.utf8.count == 1 ? "0" + digits : digits)
      }
    }
    return text + (bytes.count > 80 ? "…'" : "'")
  }
}
