extension Value {
  /// What `string(x)` makes of it; nil for what has no text of its own.
  var text: String? {
    switch self {
    case .bool(let bool): bool ? "true" : "false"
    case .int(let int): String(int)
    case .uint(let uint): String(uint)
    case .double(let double): Value.converted(double)
    case .string(let text): text
    case .timestamp(let moment): moment.text
    case .duration(let span): span.text
    case .network(let network): network.text
    default: nil
    }
  }

  /// The shortest digits that read back as the same number, a whole number without a point: 0.8, 1, 1e+21. For people.
  static func text(of double: Double) -> String {
    if double.isNaN { return "NaN" }
    if double.isInfinite { return double < 0 ? "-Infinity" : "Infinity" }
    if double == double.rounded(), double.magnitude < 0x1p53 {
      return double == 0 && double.sign == .minus ? "-0" : String(Int64(double))
    }
    return double.description
  }

  /// What `string(x)` makes of a double: the shortest digits that read back as the same number; with an exponent of at
  /// least two digits if that is below -4 or above 5. So do the implementations in Go and C++.
  private static func converted(_ double: Double) -> String {
    guard double.isFinite, double != 0 else { return text(of: double) }
    // Swift finds the digits, and writes them its own way: 0.001, 1234.5, 1.5e+16.
    var digits: [UInt8] = []
    var exponent = 0
    var isBehindPoint = false
    var bytes = double.magnitude.description.utf8[...]
    while let byte = bytes.popFirst() {
      switch byte {
      case UInt8(ascii: "e"):
        exponent += Int(String(Substring(bytes)))!
        bytes = bytes.suffix(0)
      case UInt8(ascii: "."): isBehindPoint = true
      default:
        digits.append(byte)
        if !isBehindPoint { exponent += 1 }
      }
    }
    // From here on the number is 0.DIGITS times ten to the power of `exponent`.
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    func written(_ digits: some Sequence<UInt8>) -> String { String(decoding: Array(digits), as: UTF8.self) }
    let sign = double < 0 ? "-" : ""
    switch exponent {
    case ..<(-3), 7...:
      let power = (exponent - 1).magnitude
      let fraction = digits.count > 1 ? "." + written(digits[1...]) : ""
      return sign + written(digits[..<1]) + fraction + (exponent < 1 ? "e-" : "e+") + (power < 10 ? "0" : "")
        + String(power)
    case ...0: return sign + "0." + String(repeating: "0", count: -exponent) + written(digits)
    case digits.count...:
      return sign + written(digits) + String(repeating: "0", count: exponent - digits.count)
    default: return sign + written(digits[..<exponent]) + "." + written(digits[exponent...])
    }
  }

  /// The value as the language writes it, for messages: cut off with `…` past some 80 characters.
  public var excerpt: String { excerpt(atMost: 80) }

  /// The value as the language writes it, cut off with `…` past some `count` characters. Takes time in proportion to
  /// `count`, however large the value is.
  public func excerpt(atMost count: Int) -> String {
    var room = count
    var result = ""
    write(to: &result, &room, 0)
    return result
  }

  private func write(to result: inout String, _ room: inout Int, _ depth: Int) {
    func put(_ text: String) {
      let scalars = text.unicodeScalars.prefix(max(0, room) + 1)
      if room > 0 { result.unicodeScalars.append(contentsOf: scalars.prefix(room)) }
      if room >= 0, scalars.count > room { result += "…" }
      room = scalars.count > room ? -1 : room - scalars.count
    }
    guard room >= 0 else { return }
    guard depth < 32 else { return put("…") }
    switch self {
    case .null: put("null")
    case .uint(let uint): put("\(uint)u")
    case .double(let double):
      let text = Value.text(of: double)
      put(
        double.isFinite && !text.utf8.contains { !$0.isDigit && $0 != UInt8(ascii: "-") } ? text + ".0" : text
      )
    case .string(let text):
      put(Text.quoted(String(text.unicodeScalars.prefix(room + 1))))
    case .bytes(let bytes):
      put("b\"" + bytes.prefix(room + 1).map(Value.escaped).joined() + "\"")
    case .list(let list):
      put("[")
      for (index, element) in list.elements.enumerated() where room >= 0 {
        if index > 0 { put(", ") }
        element.write(to: &result, &room, depth + 1)
      }
      put("]")
    case .map(let map):
      put("{")
      for index in map.keys.indices where room >= 0 {
        if index > 0 { put(", ") }
        map.keys[index].value.write(to: &result, &room, depth + 1)
        put(": ")
        map.values[index].write(to: &result, &room, depth + 1)
      }
      put("}")
    case .timestamp(let moment): put("timestamp(\"\(moment.text)\")")
    case .duration(let span): put("duration(\"\(span.text)\")")
    case .type(let type): put(type.rawValue)
    case .optional(nil): put("optional.none()")
    case .optional(let box?):
      put("optional.of(")
      box.value.write(to: &result, &room, depth + 1)
      put(")")
    case .network(let network): put("\(network.prefixLength == nil ? "ip" : "cidr")(\"\(network.text)\")")
    case .bool, .int: put(text ?? "")
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      return String(Unicode.Scalar(byte))
    }
    let digits = String(byte, radix: 16)
    return "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
  }
}
