import Governance

/// Writes nodes as a YAML document that is read as the very same nodes: texts as texts, and numbers as they were
/// written, however many digits they have.
package struct YAMLWriter {
  /// What is longer than this goes on lines of its own.
  private static let width = 100
  /// The longest key that YAML takes without a question mark before it, in bytes (YAML 1.1, section 9.3.2), and some
  /// less for the quotes.
  private static let keyLimit = 900

  private var text = ""
  /// Bytes.
  private let limit: Int

  /// The document of a mapping's entries; nil where it would be longer than so many bytes.
  package static func document(_ entries: YAMLNode.Entries, limit: Int = StrictYAML.sizeLimit) -> String? {
    var writer = YAMLWriter(limit: limit)
    if entries.isEmpty { return "{}\n" }
    writer.write(entries, indentation: 0, isContinuing: false)
    return writer.isFull ? nil : writer.text
  }

  private init(limit: Int) { self.limit = limit }

  private var isFull: Bool { text.utf8.count > limit }

  /// - Parameter isContinuing: whether the first entry goes on a line that is begun.
  private mutating func write(_ entries: YAMLNode.Entries, indentation: Int, isContinuing: Bool) {
    for (index, entry) in entries.enumerated() where !isFull {
      if index > 0 || !isContinuing { indent(indentation) }
      let key = YAMLText.scalar(entry.key)
      if key.utf8.count > YAMLWriter.keyLimit {
        text += "? \(key)\n"
        indent(indentation)
      } else {
        text += key
      }
      text += ":"
      writeValue(entry.value, indentation: indentation)
    }
  }

  /// A value behind its key's colon.
  private mutating func writeValue(_ node: YAMLNode, indentation: Int) {
    let room = YAMLWriter.room(indentation)
    if let flow = YAMLWriter.flow(node, room: room) {
      text += " \(flow)\n"
      return
    }
    switch node.content {
    case .scalar(let string, let isPlain):
      let block =
        isPlain ? nil : YAMLText.block(string, indentation: String(repeating: " ", count: indentation + 2))
      text += " \(block ?? YAMLWriter.scalar(string, isPlain))\n"
    case .mapping(let entries):
      text += "\n"
      write(entries, indentation: indentation + 2, isContinuing: false)
    case .sequence(let nodes):
      text += "\n"
      write(nodes, indentation: indentation + 2)
    }
  }

  private mutating func write(_ nodes: [YAMLNode], indentation: Int, isContinuing: Bool = false) {
    for (index, node) in nodes.enumerated() where !isFull {
      if index > 0 || !isContinuing { indent(indentation) }
      text += "-"
      if let flow = YAMLWriter.flow(node, room: YAMLWriter.room(indentation)) {
        text += " \(flow)\n"
        continue
      }
      switch node.content {
      case .scalar: writeValue(node, indentation: indentation)
      case .mapping(let entries):
        text += " "
        write(entries, indentation: indentation + 2, isContinuing: true)
      case .sequence(let nodes):
        text += " "
        write(nodes, indentation: indentation + 2, isContinuing: true)
      }
    }
  }

  /// Bytes. However deep it lies, what is empty and what is short stands on one line.
  private static func room(_ indentation: Int) -> Int { max(20, width - indentation) }

  private mutating func indent(_ count: Int) { text += String(repeating: " ", count: count) }

  /// The node on one line; nil where it has no room there.
  private static func flow(_ node: YAMLNode, room: Int) -> String? {
    var line = ""
    return append(node, to: &line, room: room) ? line : nil
  }

  private static func append(_ node: YAMLNode, to line: inout String, room: Int) -> Bool {
    switch node.content {
    case .scalar(let text, let isPlain):
      if !isPlain, text.utf8.contains(0x0A) { return false }
      if text.utf8.count > room { return false }
      line += scalar(text, isPlain)
    case .sequence(let nodes):
      line += "["
      for (index, node) in nodes.enumerated() {
        if index > 0 { line += ", " }
        guard append(node, to: &line, room: room), line.utf8.count <= room else { return false }
      }
      line += "]"
    case .mapping(let entries):
      line += "{"
      for (index, entry) in entries.enumerated() {
        if index > 0 { line += ", " }
        guard entry.key.utf8.count <= room else { return false }
        line += YAMLText.scalar(entry.key) + ": "
        guard append(entry.value, to: &line, room: room), line.utf8.count <= room else { return false }
      }
      line += "}"
    }
    return line.utf8.count <= room
  }

  /// What is written plain is what JSON takes for no text; the rest are texts.
  private static func scalar(_ text: String, _ isPlain: Bool) -> String {
    guard isPlain else { return YAMLText.scalar(text) }
    if text.isEmpty || text.isExactly("~") { return "null" }
    let isWord = ["null", "true", "false"].contains { text.isExactly($0) }
    return isWord || isNumber(text) ? text : YAMLText.scalar(text)
  }

  /// Whether it is a number by JSON's grammar, however long.
  package static func isNumber(_ text: String) -> Bool {
    var rest = Substring(text).utf8
    func digits() -> Int {
      let run = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(run.count)
      return run.count
    }
    if rest.first == 0x2D { rest = rest.dropFirst() }
    let startsWithZero = rest.first == 0x30
    let whole = digits()
    guard whole > 0, whole == 1 || !startsWithZero else { return false }
    if rest.first == 0x2E {
      rest = rest.dropFirst()
      guard digits() > 0 else { return false }
    }
    if rest.first == 0x65 || rest.first == 0x45 {
      rest = rest.dropFirst()
      if rest.first == 0x2B || rest.first == 0x2D { rest = rest.dropFirst() }
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }
}
