import Glibc

/// A file of the target's seeds, of which some are also what the target's readers trust.
///
/// - Parameter target: the target's own `main.swift`, in `Tests/Fuzz/Targets/NAME`.
public func seed(_ name: String, target: String = #filePath) -> [UInt8] {
  let parts = target.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let path = (parts.dropLast(2) + ["Seeds", parts.last ?? "", name[...]]).joined(separator: "/")
  guard let file = fopen(path, "rb") else { fatalError("there is no seed \(path)") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = fgetc(file), byte != EOF { bytes.append(UInt8(byte)) }
  return bytes
}

/// Bytes as the base64 of one line between BEGIN and END, so that the readers of what is in armour are not
/// shielded by it.
///
/// - Parameter headers: whether a line without headers stands in front of the base64, as in OpenPGP's armour.
public func armour(_ label: String, _ bytes: [UInt8], headers: Bool = false) -> [UInt8] {
  let start = "-----BEGIN \(label)-----\n" + (headers ? "\n" : "")
  return Array(start.utf8) + base64(bytes) + Array("\n-----END \(label)-----\n".utf8)
}

/// RFC 4648, section 4.
private func base64(_ bytes: [UInt8]) -> [UInt8] {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(bytes[start + $1]) : 0) }
    for digit in 0..<4 {
      text.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
    }
  }
  return text
}
