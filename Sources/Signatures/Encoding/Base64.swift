/// Base 64 (RFC 4648, section 4), canonical only: full padding, zero pad bits, no white space.
///
/// So every byte string has one spelling, and no two spellings of a signature mean the same bytes.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let pad = UInt8(ascii: "=")
  private static let noDigit: UInt8 = 0xff

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: noDigit, count: 256)
    for (value, unit) in alphabet.enumerated() { table[Int(unit)] = UInt8(value) }
    return table
  }()

  /// Padded base64 without line breaks.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = alphabet
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let left = bytes.count - index
      let group =
        UInt32(bytes[index]) << 16
        | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[index + 2]) : 0)
      text.append(alphabet[Int(group >> 18)])
      text.append(alphabet[Int(group >> 12 & 63)])
      text.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : pad)
      text.append(left > 2 ? alphabet[Int(group & 63)] : pad)
      index += 3
    }
    return text
  }

  /// The bytes that `text` spells.
  /// - Returns: nil unless `encode` of the result would give back exactly `text`.
  static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    guard let last = text.last else { return [] }
    let padding = last != pad ? 0 : text[text.count - 2] != pad ? 1 : 2
    let values = values
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var group: UInt32 = 0
    var bits = 0
    for unit in text.dropLast(padding) {
      let value = values[Int(unit)]
      guard value != noDigit else { return nil }
      group = group << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> bits))
        group &= (1 << bits) - 1
      }
    }
    // Pad bits must be zero (RFC 4648, section 3.5), else sixteen spellings would mean one byte.
    return group == 0 ? bytes : nil
  }
}
