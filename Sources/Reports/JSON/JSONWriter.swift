/// Writes JSON (RFC 8259) whose bytes depend on the value alone.
package struct JSONWriter: Sendable {
  /// How a value is laid out.
  package enum Layout: Sendable {
    /// Two spaces a level, one member or element a line.
    case indented
    /// Everything on one line, with no spaces.
    case line
  }

  package let layout: Layout

  package init(layout: Layout) { self.layout = layout }

  /// The value as UTF-8, with a final newline.
  package func bytes(of value: JSONValue) -> [UInt8] {
    var bytes: [UInt8] = []
    write(value, level: 0, to: &bytes)
    bytes.append(0x0A)
    return bytes
  }

  private func write(_ value: JSONValue, level: Int, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool(let bool): bytes += (bool ? "true" : "false").utf8
    case .integer(let integer): bytes += String(integer).utf8
    case .digits(let digits): bytes += digits.utf8
    case .string(let text): write(text, to: &bytes)
    case .array(let elements):
      write(elements, between: ("[", "]"), level: level, to: &bytes) { element, bytes in
        write(element, level: level + 1, to: &bytes)
      }
    case .object(let members):
      write(members, between: ("{", "}"), level: level, to: &bytes) { member, bytes in
        write(member.key, to: &bytes)
        bytes += (layout == .line ? ":" : ": ").utf8
        write(member.value, level: level + 1, to: &bytes)
      }
    }
  }

  private func write<Item>(
    _ items: [Item], between brackets: (String, String), level: Int, to bytes: inout [UInt8],
    each: (Item, inout [UInt8]) -> Void
  ) {
    bytes += brackets.0.utf8
    for (index, item) in items.enumerated() {
      if index > 0 { bytes += ",".utf8 }
      breakLine(level + 1, &bytes)
      each(item, &bytes)
    }
    if !items.isEmpty { breakLine(level, &bytes) }
    bytes += brackets.1.utf8
  }

  private func breakLine(_ level: Int, _ bytes: inout [UInt8]) {
    guard layout == .indented else { return }
    bytes.append(0x0A)
    bytes += repeatElement(0x20, count: 2 * level)
  }

  /// RFC 8259, section 7: `char = unescaped / escape (…)`, where quotation mark, reverse solidus and
  /// U+0000…U+001F must be escaped. Beyond that, whatever is no visible character or plain space is
  /// escaped too: a report is read in terminals and pasted into scripts, where U+2028 ends a line and
  /// U+202E turns one around; and in the logs of CI systems, which take `##[` and `##vso[` anywhere in a line for
  /// commands, so that the second of two number signs is escaped.
  private func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      switch scalar.value {
      case 0x23 where last == "#": bytes += JSONWriter.escape(0x23)
      case 0x22: bytes += "\\\"".utf8
      case 0x5C: bytes += "\\\\".utf8
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x20...0x7E: bytes.append(UInt8(scalar.value))
      default:
        if Printable.isVisible(scalar) {
          bytes += Unicode.UTF8.encode(scalar)!
        } else {
          for unit in Unicode.UTF16.encode(scalar)! { bytes += JSONWriter.escape(unit) }
        }
      }
    }
    bytes.append(0x22)
  }

  private static func escape(_ unit: UInt16) -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return Array("\\u".utf8) + [12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] }
  }
}
