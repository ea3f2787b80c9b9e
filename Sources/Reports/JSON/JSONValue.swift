import Governance

/// A JSON value (RFC 8259) whose objects keep their keys in the order they were given.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number in JSON's digits (RFC 8259, section 6), however many.
  case digits(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One key of an object with its value.
  package struct Member: Sendable {
    package let key: String
    package let value: JSONValue
    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An object of the members that have a value; a member of value `null` has one.
  package static func object(_ members: Member?...) -> JSONValue { .object(members.compactMap(\.self)) }
}

extension JSONValue {
  /// The value of a document, its keys in the order of the file.
  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .number(let number): self = .digits(number.description)
    case .string(let text): self = .string(text)
    case .list(let values): self = .array(values.map { JSONValue($0) })
    case .map(let entries): self = .object(entries.map { Member($0.key, JSONValue($0.value)) })
    }
  }
}

extension JSONValue.Member {
  /// A member that is left out where there is no text.
  package static func text(_ key: String, _ text: String?) -> Self? { text.map { Self(key, .string($0)) } }
  /// A member that is left out where there is no number.
  package static func integer(_ key: String, _ number: Int?) -> Self? {
    number.map { Self(key, .integer($0)) }
  }
  /// A member that is left out where there is no answer.
  package static func bool(_ key: String, _ bool: Bool?) -> Self? { bool.map { Self(key, .bool($0)) } }
  /// A member that holds a list, be it empty.
  package static func array(_ key: String, _ values: [JSONValue]) -> Self? { Self(key, .array(values)) }
  /// A member that is left out where there is no value.
  package static func value(_ key: String, _ value: JSONValue?) -> Self? { value.map { Self(key, $0) } }
}
