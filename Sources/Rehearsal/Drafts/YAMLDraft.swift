/// A YAML document in the making: values in the order they were given, keys as often as they were given.
package indirect enum YAMLDraft: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A string, quoted where it would not be read as one.
  case text(String)
  /// Anything at all, written as it is: a number, a boolean, or what no reader should accept.
  case plain(String)
  case list([YAMLDraft])
  /// A mapping; a key without a value is left out.
  case map([(String, YAMLDraft?)])

  package init(stringLiteral text: String) { self = .text(text) }
  package init(arrayLiteral elements: YAMLDraft...) { self = .list(elements) }

  /// A list of strings; nil when there is none, so that the key is left out.
  package static func texts(_ texts: [String]) -> YAMLDraft? {
    texts.isEmpty ? nil : .list(texts.map(YAMLDraft.text))
  }

  /// A list; nil when it is empty, so that the key is left out.
  package static func items(_ items: [YAMLDraft]) -> YAMLDraft? { items.isEmpty ? nil : .list(items) }

  /// The document's text. Mappings at the top and lists of mappings in it are written as blocks, what is
  /// inside those on one line.
  package var document: String {
    guard case .map(let entries) = self else { return flow + "\n" }
    var text = ""
    for case (let key, let value?) in entries {
      switch value {
      case .list(let items) where items.contains(where: \.isMap):
        text += "\(key):\n"
        for item in items { text += item.block }
      default:
        text += "\(key): \(value.flow)\n"
      }
    }
    return text
  }

  private var isMap: Bool {
    if case .map = self { return true }
    return false
  }

  /// An item of a list, each key of a mapping on a line of its own.
  private var block: String {
    guard case .map(let entries) = self else { return "  - \(flow)\n" }
    var text = ""
    for case (let key, let value?) in entries {
      text += "\(text.isEmpty ? "  - " : "    ")\(key): \(value.flow)\n"
    }
    return text.isEmpty ? "  - {}\n" : text
  }

  private var flow: String {
    switch self {
    case .text(let text): YAMLDraft.scalar(text)
    case .plain(let text): text
    case .list(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
    case .map(let entries):
      "{"
        + entries.compactMap { key, value in value.map { "\(key): \($0.flow)" } }.joined(separator: ", ")
        + "}"
    }
  }

  /// A scalar that is read as exactly this string, plain where that is certain.
  static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
          UInt8(ascii: "/"), UInt8(ascii: " "):
          true
        default: false
        }
      } && text.utf8.first.map { $0 > UInt8(ascii: "/") } ?? false && text.utf8.last != UInt8(ascii: " ")
    if isPlain, !["null", "true", "false"].contains(text.lowercased()) { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x80...0x9F).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\x" + (digits.utf8.count == 1 ? "0" : "") + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
