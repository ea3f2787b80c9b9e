/// A JSON document, read strictly.
enum JSON {
  case null
  case bool(Bool)
  /// As it is written.
  case number(String)
  case string(String)
  case array([JSON])
  /// In the order of the text; no name occurs twice.
  case object([Member])

  struct Member {
    let name: String
    let value: JSON
  }

  subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { Text.same($0.name, name) }?.value
  }
}

extension JSON: Equatable {
  static func == (_ one: JSON, _ other: JSON) -> Bool {
    switch (one, other) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.number(let one), .number(let other)), (.string(let one), .string(let other)): Text.same(one, other)
    case (.array(let one), .array(let other)): one == other
    case (.object(let one), .object(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy { Text.same($0.name, $1.name) && $0.value == $1.value }
    default: false
    }
  }
}

/// Why bytes are no JSON document, or no file of cases.
public struct CaseFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong, for people: lower case, no full stop.
  public let message: String
  /// Where it is; nil for what is well-formed, but says nothing of use.
  public let position: SourcePosition?

  /// `line:column: message`, or the message alone.
  public var description: String { position.map { "\($0): \(message)" } ?? message }
}
