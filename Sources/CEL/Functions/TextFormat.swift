import Glibc

/// `format` of the extension library `strings`: `%s`, `%d`, `%f`, `%e`, `%b`, `%o`, `%x`, `%X` and `%%`, the
/// precision of `%f` and `%e` as `%.3f`.
enum TextFormat {
  private static let largestPrecision = 100

  static func format(_ text: String, _ arguments: [Value], _ frame: inout Frame) throws(EvaluationError)
    -> String
  {
    let bytes = Array(text.utf8)
    try frame.make(weight: bytes.count)
    var result = ""
    var next = 0
    var at = 0
    var literal = 0
    while let percent = bytes[at...].firstIndex(of: UInt8(ascii: "%")) {
      result += String(decoding: bytes[literal..<percent], as: UTF8.self)
      at = percent + 1
      guard at < bytes.count else { throw .invalid("the format ends behind '%'") }
      if bytes[at] == UInt8(ascii: "%") {
        result += "%"
      } else {
        let precision = try precision(bytes, &at)
        guard at < bytes.count else { throw .invalid("the format ends behind '%'") }
        guard next < arguments.count else {
          throw .range("the format wants more than \(arguments.count) values")
        }
        let part = try one(bytes[at], precision, arguments[next], &frame)
        try frame.pay(bytes: part.utf8.count)
        result += part
        next += 1
      }
      try frame.pay(steps: 1)
      guard result.utf8.count <= frame.limits.valueSize else { break }
      at += 1
      literal = at
    }
    if literal <= bytes.count { result += String(decoding: bytes[literal...], as: UTF8.self) }
    try frame.make(weight: result.utf8.count)
    return result
  }

  private static func precision(_ bytes: [UInt8], _ at: inout Int) throws(EvaluationError) -> Int? {
    guard bytes[at] == UInt8(ascii: ".") else { return nil }
    at += 1
    let start = at
    var precision = 0
    while at < bytes.count, bytes[at].isDigit, precision <= largestPrecision {
      precision = precision * 10 + Int(bytes[at] - 48)
      at += 1
    }
    guard at > start, precision <= largestPrecision else {
      throw .invalid("a precision is a number up to \(largestPrecision)")
    }
    return precision
  }

  private static func one(_ letter: UInt8, _ precision: Int?, _ value: Value, _ frame: inout Frame)
    throws(EvaluationError) -> String
  {
    switch Unicode.Scalar(letter) {
    case "s": return try plain(value, &frame)
    case "d": return try decimal(value)
    case "f", "e": return try fixed(letter, precision ?? 6, value)
    case "b":
      if case .bool(let bool) = value { return bool ? "1" : "0" }
      return try integer(value, 2, "b")
    case "o": return try integer(value, 8, "o")
    case "x", "X": return try hexadecimal(value, isUppercase: letter == UInt8(ascii: "X"), &frame)
    default: throw .invalid("'%\(Unicode.Scalar(letter))' is none of %s %d %f %e %b %o %x %X %%")
    }
  }

  private static func mismatch(_ value: Value, _ letter: String) -> EvaluationError {
    EvaluationError(.noSuchOverload, "'%\(letter)' takes no \(value.typeName)")
  }

  private static func decimal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    case .double(let double):
      if double.isFinite { throw mismatch(value, "d") }
      return Value.text(of: double)
    default: throw mismatch(value, "d")
    }
  }

  private static func integer(_ value: Value, _ radix: Int, _ letter: String) throws(EvaluationError)
    -> String
  {
    switch value {
    case .int(let int): return String(int, radix: radix)
    case .uint(let uint): return String(uint, radix: radix)
    default: throw mismatch(value, letter)
    }
  }

  private static func hexadecimal(_ value: Value, isUppercase: Bool, _ frame: inout Frame)
    throws(EvaluationError)
    -> String
  {
    let bytes: [UInt8]
    switch value {
    case .int(let int): return String(int, radix: 16, uppercase: isUppercase)
    case .uint(let uint): return String(uint, radix: 16, uppercase: isUppercase)
    case .string(let text): bytes = Array(text.utf8)
    case .bytes(let content): bytes = content
    default: throw mismatch(value, isUppercase ? "X" : "x")
    }
    try frame.make(weight: 2 * bytes.count)
    let digits = Array((isUppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static func fixed(_ letter: UInt8, _ precision: Int, _ value: Value) throws(EvaluationError)
    -> String
  {
    let double: Double
    switch value {
    case .double(let value): double = value
    case .int(let int): double = Double(int)
    case .uint(let uint): double = Double(uint)
    default: throw mismatch(value, String(Unicode.Scalar(letter)))
    }
    guard double.isFinite else { return Value.text(of: double) }
    // 309 digits before the point, the precision behind it, and room for sign, point, exponent and NUL.
    var buffer = [CChar](repeating: 0, count: 512)
    let format = letter == UInt8(ascii: "f") ? "%.*f" : "%.*e"
    _ = withVaList([Int32(precision), double]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What `%s` shows: texts without quotes, maps in the order of their keys' texts.
  private static func plain(_ value: Value, _ frame: inout Frame) throws(EvaluationError) -> String {
    switch value {
    case .string(let text): return text
    case .bytes(let bytes):
      try frame.make(weight: bytes.count)
      return String(decoding: bytes, as: UTF8.self)
    case .null: return "null"
    case .type(let type): return type.rawValue
    case .list(let list):
      try frame.descend(list.depth, list.elements.count)
      var parts: [String] = []
      for element in list.elements { parts.append(try plain(element, &frame)) }
      return try joined(parts, "[", "]", &frame)
    case .map(let map):
      try frame.descend(map.depth, map.count * 4)
      var parts: [(key: String, value: String)] = []
      for (key, value) in map.entries { parts.append((try plain(key, &frame), try plain(value, &frame))) }
      parts.sort { Text.precedes($0.key, $1.key) }
      return try joined(parts.map { "\($0.key): \($0.value)" }, "{", "}", &frame)
    default:
      guard let text = value.text else { throw mismatch(value, "s") }
      return text
    }
  }

  private static func joined(_ parts: [String], _ open: String, _ close: String, _ frame: inout Frame)
    throws(EvaluationError) -> String
  {
    try frame.make(weight: parts.reduce(2) { $0 + $1.utf8.count + 2 })
    return open + parts.joined(separator: ", ") + close
  }
}
