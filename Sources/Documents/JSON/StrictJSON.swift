import Governance

/// Reads JSON strictly, to the same nodes as YAML: well-formed UTF-8, surrogates in pairs, no object with a name twice,
/// at most 1 MiB and 64 levels. Numbers are kept as they are written.
///
///     value  = false / null / true / object / array / number / string
///     object = "{" [ string ":" value *( "," string ":" value ) ] "}"
///     array  = "[" [ value *( "," value ) ] "]"
///     number = [ "-" ] ( "0" / 1-9 *DIGIT ) [ "." 1*DIGIT ] [ ( "e" / "E" ) [ "-" / "+" ] 1*DIGIT ]
///     string = %x22 *( %x20-21 / %x23-5B / %x5D-10FFFF / "\" ( one of "\/bfnrt or u 4HEXDIG ) ) %x22
///
/// RFC 8259. NaN and Infinity, which some programs write, are no JSON.
package struct StrictJSON {
  private let bytes: [UInt8]
  private let path: String
  private var at = 0
  // The place of the byte at `at`, counted on as it moves: looking for it anew at each value would take for ever.
  private var line = 1
  private var column = 1

  /// - Throws: where and why the bytes are no document.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentError) -> YAMLNode {
    try read(bytes, path: path, limit: StrictYAML.sizeLimit)
  }

  /// - Parameter limit: in bytes, for what no person writes.
  /// - Throws: where and why the bytes are no document.
  package static func read(
    _ bytes: [UInt8], path: String, limit: Int
  ) throws(DocumentError) -> YAMLNode {
    var reader = StrictJSON(bytes, path: path)
    guard bytes.count <= limit else { throw reader.mistake("the file is larger than \(limit >> 20) MiB") }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw reader.mistake("the file is not UTF-8", hint: "save it as UTF-8")
    }
    let value = try reader.value(level: 1)
    guard reader.at == bytes.count else { throw reader.mistake("something follows the document") }
    return value
  }

  private init(_ bytes: [UInt8], path: String) {
    self.bytes = bytes
    self.path = path
  }

  private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }
  private var position: Position { Position(line: line, column: column) }

  private func mistake(_ problem: String, hint: String? = nil) -> DocumentError {
    DocumentError(path: path, position: position, problem: problem, hint: hint)
  }

  private mutating func advance() {
    guard let byte else { return }
    at += 1
    if byte == 0x0A {
      line += 1
      column = 1
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func skipBlank() {
    while let byte, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { advance() }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: scalar) else { return false }
    advance()
    return true
  }

  /// A value and the blank around it.
  private mutating func value(level: Int) throws(DocumentError) -> YAMLNode {
    skipBlank()
    guard level <= StrictYAML.depthLimit else {
      throw mistake("the document is nested deeper than \(StrictYAML.depthLimit) levels")
    }
    let start = position
    let content: YAMLNode.Content
    switch byte.map(Unicode.Scalar.init) {
    case "{": content = try object(level)
    case "[": content = try array(level)
    case "\"": content = .scalar(try string(), isPlain: false)
    case "t": content = try word("true")
    case "f": content = try word("false")
    case "n": content = try word("null")
    default: content = .scalar(try number(), isPlain: true)
    }
    skipBlank()
    return YAMLNode(content: content, position: start)
  }

  private mutating func word(_ word: String) throws(DocumentError) -> YAMLNode.Content {
    guard bytes[at...].starts(with: word.utf8) else { throw mistake("no value of JSON begins so") }
    for _ in word.utf8 { advance() }
    return .scalar(word, isPlain: true)
  }

  private mutating func object(_ level: Int) throws(DocumentError) -> YAMLNode.Content {
    var entries: YAMLNode.Entries = []
    var names: Set<[UInt8]> = []
    advance()
    skipBlank()
    if take("}") { return .mapping([]) }
    repeat {
      skipBlank()
      guard byte == UInt8(ascii: "\"") else { throw mistake("a name in quotes is missing") }
      let place = position
      let name = try string()
      guard names.insert(Array(name.utf8)).inserted else {
        throw DocumentError(
          path: path, position: place, problem: "key \(name) stands twice", hint: "remove one of them")
      }
      skipBlank()
      guard take(":") else { throw mistake("a colon is missing") }
      entries.append((name, place, try value(level: level + 1)))
    } while take(",")
    guard take("}") else { throw mistake("a comma or } is missing") }
    return .mapping(entries)
  }

  private mutating func array(_ level: Int) throws(DocumentError) -> YAMLNode.Content {
    var elements: [YAMLNode] = []
    advance()
    skipBlank()
    if take("]") { return .sequence([]) }
    repeat { elements.append(try value(level: level + 1)) } while take(",")
    guard take("]") else { throw mistake("a comma or ] is missing") }
    return .sequence(elements)
  }

  private mutating func number() throws(DocumentError) -> String {
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

  private mutating func digits() throws(DocumentError) {
    func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
    guard isDigit(byte) else {
      throw mistake(byte == nil ? "the file ends too early" : "no value of JSON begins so")
    }
    while isDigit(byte) { advance() }
  }

  private mutating func string() throws(DocumentError) -> String {
    advance()
    var content: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""):
        advance()
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content.append(contentsOf: String(Character(try escape())).utf8)
      case 0..<0x20: throw mistake("a control character in a text is not written as an escape")
      default:
        content.append(byte)
        advance()
      }
    }
    throw mistake("the text is not closed")
  }

  private mutating func escape() throws(DocumentError) -> Unicode.Scalar {
    advance()
    let letter = byte.map(Unicode.Scalar.init)
    advance()
    switch letter {
    case "\"", "\\", "/": return letter ?? "/"
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      let first = try unit()
      if first == 0 { throw mistake("a value contains a NUL character") }
      if let scalar = Unicode.Scalar(first) { return scalar }
      guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else {
        throw mistake("half of a surrogate pair")
      }
      let second = try unit()
      guard (0xDC00..<0xE000).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      else { throw mistake("half of a surrogate pair") }
      return scalar
    default: throw mistake("no such escape sequence")
    }
  }

  private mutating func unit() throws(DocumentError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, byte < 0x80, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw mistake("four hexadecimal digits are missing")
      }
      value = value << 4 | UInt32(digit)
      advance()
    }
    return value
  }
}
