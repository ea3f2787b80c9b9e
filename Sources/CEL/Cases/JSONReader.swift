/// Reads JSON: RFC 8259, without its licences. Texts are well-formed UTF-8, surrogates come in pairs, no object has a
/// name twice, nothing is nested deeper than 200 levels, no number is without the digits that the grammar asks for.
///
///     value  = false / null / true / object / array / number / string
///     object = "{" [ string ":" value *( "," string ":" value ) ] "}"
///     array  = "[" [ value *( "," value ) ] "]"
///     number = [ "-" ] ( "0" / 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ]
///     string = %x22 *( %x20-21 / %x23-5B / %x5D-10FFFF / "\" ( one of "\/bfnrt or u 4HEXDIG ) ) %x22
struct JSONReader {
  private static let depth = 200

  private let bytes: [UInt8]
  private var at = 0
  private var nesting = 0

  static func read(_ bytes: [UInt8]) throws(CaseFileError) -> JSON {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw CaseFileError(message: "the file is no UTF-8", position: nil)
    }
    var reader = JSONReader(bytes)
    let value = try reader.value()
    guard reader.at == bytes.count else { throw reader.mistake("something follows the document") }
    return value
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

  private func mistake(_ message: String) -> CaseFileError {
    CaseFileError(message: message, position: SourcePosition(offset: at, in: bytes))
  }

  private mutating func skipBlank() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { at += 1 }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: scalar) else { return false }
    at += 1
    return true
  }

  /// A value and the blank around it.
  private mutating func value() throws(CaseFileError) -> JSON {
    skipBlank()
    defer { skipBlank() }
    switch byte.map(Unicode.Scalar.init) {
    case "{": return try nested { reader throws(CaseFileError) in try reader.object() }
    case "[": return try nested { reader throws(CaseFileError) in try reader.array() }
    case "\"": return .string(try string())
    case "t": return try word("true", .bool(true))
    case "f": return try word("false", .bool(false))
    case "n": return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func nested(_ read: (inout JSONReader) throws(CaseFileError) -> JSON) throws(CaseFileError)
    -> JSON
  {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= JSONReader.depth else { throw mistake("nested deeper than \(JSONReader.depth) levels") }
    at += 1
    return try read(&self)
  }

  private mutating func word(_ word: String, _ value: JSON) throws(CaseFileError) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw mistake("no such word; write \(word)") }
    at += word.utf8.count
    return value
  }

  private mutating func object() throws(CaseFileError) -> JSON {
    var members: [JSON.Member] = []
    var names: Set<[UInt8]> = []
    skipBlank()
    if take("}") { return .object([]) }
    repeat {
      skipBlank()
      guard byte == UInt8(ascii: "\"") else { throw mistake("a name between quotes is missing") }
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        throw mistake("the name \(Text.quoted(Lexer.shown(name))) occurs twice")
      }
      skipBlank()
      guard take(":") else { throw mistake("':' is missing") }
      members.append(JSON.Member(name: name, value: try value()))
    } while take(",")
    guard take("}") else { throw mistake("',' or '}' is missing") }
    return .object(members)
  }

  private mutating func array() throws(CaseFileError) -> JSON {
    var elements: [JSON] = []
    skipBlank()
    if take("]") { return .array([]) }
    repeat { elements.append(try value()) } while take(",")
    guard take("]") else { throw mistake("',' or ']' is missing") }
    return .array(elements)
  }

  private mutating func number() throws(CaseFileError) -> String {
    let start = at
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("-") { _ = take("+") }
      try digits()
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  private mutating func digits() throws(CaseFileError) {
    guard byte?.isDigit == true else {
      throw mistake(byte == nil ? "the file ends too early" : "no value begins so")
    }
    while byte?.isDigit == true { at += 1 }
  }

  private mutating func string() throws(CaseFileError) -> String {
    at += 1
    var content: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content.append(contentsOf: String(Character(try escape())).utf8)
      case 0..<0x20:
        throw mistake(
          "a control character in a text is written as \\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
        )
      default:
        content.append(byte)
        at += 1
      }
    }
    throw mistake("the text is not closed")
  }

  private mutating func escape() throws(CaseFileError) -> Unicode.Scalar {
    at += 1
    let letter = byte.map(Unicode.Scalar.init)
    at += 1
    switch letter {
    case "\"", "\\", "/": return letter!
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let first = try unit()
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard 0xD800..<0xDC00 ~= first, take("\\"), take("u") else { throw mistake("half of a surrogate pair") }
      let second = try unit()
      guard 0xDC00..<0xE000 ~= second else { throw mistake("half of a surrogate pair") }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))!
    default: throw mistake("no such escape sequence")
    }
  }

  private mutating func unit() throws(CaseFileError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = byte?.hexadecimal else { throw mistake("four hexadecimal digits are missing") }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
