import Governance

/// Reads YAML strictly: UTF-8, one document, no anchors, aliases or tags, no duplicate keys, at most 1 MiB
/// and 64 levels.
package struct StrictYAML {
  /// Bytes.
  package static let sizeLimit = 1 << 20
  /// The top mapping is level 1.
  package static let depthLimit = 64

  private let events: YAMLEvents
  private let path: String

  package static func read(_ bytes: [UInt8], path: String) throws(DocumentError) -> YAMLNode {
    func refuse(_ offset: Int, _ problem: String, _ hint: String? = nil) -> DocumentError {
      DocumentError(path: path, position: position(of: offset, in: bytes), problem: problem, hint: hint)
    }
    guard bytes.count <= sizeLimit else { throw refuse(0, "the file is larger than 1 MiB") }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw refuse(0, "the file starts with a byte order mark", "save it as UTF-8 without one")
    }
    if let error = firstInvalidByte(of: bytes) {
      throw refuse(error, "the file is not UTF-8", "save it as UTF-8")
    }
    for offset in bytes.indices {
      if let (problem, hint) = problem(at: offset, in: bytes) {
        throw refuse(offset, "the file contains \(problem)", hint)
      }
    }
    return try bytes.withUnsafeBufferPointer { buffer throws(DocumentError) in
      try StrictYAML(events: YAMLEvents(buffer, path: path), path: path).document()
    }
  }

  /// The document, which has to be the only one.
  private func document() throws(DocumentError) -> YAMLNode {
    _ = try events.next()
    guard case (.documentStart, _) = try events.next() else {
      throw DocumentError(path: path, position: Position(line: 1, column: 1), problem: "the file is empty")
    }
    let (first, position) = try events.next()
    let node = try node(first, position, level: 1)
    _ = try events.next()
    let (last, end) = try events.next()
    guard case .streamEnd = last else {
      throw refuse(end, "there is more than one document", "one file, one document")
    }
    return node
  }

  private func node(
    _ event: YAMLEvents.Event, _ position: Position, level: Int
  ) throws(DocumentError) -> YAMLNode {
    guard level <= StrictYAML.depthLimit else {
      throw refuse(position, "the document is nested deeper than \(StrictYAML.depthLimit) levels")
    }
    switch event {
    case .alias, .scalar(_, _, isDecorated: true), .sequenceStart(isDecorated: true),
      .mappingStart(isDecorated: true):
      throw refuse(position, "anchors, aliases and tags are not allowed", "write the value out")
    case .scalar(let text, let isPlain, _):
      // Written as an escape, a NUL gets past the check of the bytes.
      guard !text.utf8.contains(0) else { throw refuse(position, "a value contains a NUL character") }
      return YAMLNode(content: .scalar(text, isPlain: isPlain), position: position)
    case .sequenceStart:
      var nodes: [YAMLNode] = []
      while true {
        let (next, place) = try events.next()
        if case .sequenceEnd = next { return YAMLNode(content: .sequence(nodes), position: position) }
        nodes.append(try node(next, place, level: level + 1))
      }
    case .mappingStart: return YAMLNode(content: .mapping(try entries(level: level)), position: position)
    default: throw refuse(position, "not valid YAML")
    }
  }

  private func entries(level: Int) throws(DocumentError) -> [(
    key: String, position: Position, value: YAMLNode
  )] {
    var entries: [(key: String, position: Position, value: YAMLNode)] = []
    var keys: Set<[UInt8]> = []
    while true {
      let (next, place) = try events.next()
      if case .mappingEnd = next { return entries }
      guard case .scalar(let key, _) = try node(next, place, level: level + 1).content else {
        throw refuse(place, "a key has to be a single value")
      }
      if key.isExactly("<<") { throw refuse(place, "merge keys are not allowed", "write the values out") }
      guard keys.insert(Array(key.utf8)).inserted else {
        throw refuse(place, "key \(key) stands twice", "remove one of them")
      }
      let (event, position) = try events.next()
      entries.append((key, place, try node(event, position, level: level + 1)))
    }
  }

  private func refuse(_ position: Position, _ problem: String, _ hint: String? = nil) -> DocumentError {
    DocumentError(path: path, position: position, problem: problem, hint: hint)
  }

  /// Where the text stops being UTF-8; nil if it never does.
  private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return min(offset, bytes.count - 1)
  }

  /// What no document may contain: characters that cannot be seen, and that could hide what can.
  ///
  /// At a bare CR, NEL, U+2028 or U+2029 YAML 1.1 breaks lines, editors and reviews show none, and what looks
  /// like a comment could hide a key. A byte order mark within a text is dropped by the parser.
  private static func problem(at offset: Int, in bytes: [UInt8]) -> (problem: String, hint: String)? {
    let lineBreak = ("a line break that editors do not show", "end lines with LF or CR LF")
    let control = ("a control character", "remove it, or write it as an escape in double quotes")
    func follows(_ tail: UInt8...) -> Bool { bytes[(offset + 1)...].starts(with: tail) }
    switch bytes[offset] {
    case 0: return ("a NUL byte", "remove it")
    case 0x0D: return follows(0x0A) ? nil : lineBreak
    case 0x01..<0x09, 0x0B..<0x20, 0x7F: return control
    case 0xC2 where follows(0x85): return lineBreak
    case 0xC2 where bytes[offset + 1] < 0xA0: return control
    case 0xE2 where follows(0x80, 0xA8) || follows(0x80, 0xA9): return lineBreak
    case 0xEF where follows(0xBB, 0xBF): return ("a byte order mark", "remove it")
    default: return nil
    }
  }

  private static func position(of offset: Int, in bytes: [UInt8]) -> Position {
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.count { $0 == 0x0A } + 1
    // Continuation bytes are no columns of their own.
    return Position(line: line, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
