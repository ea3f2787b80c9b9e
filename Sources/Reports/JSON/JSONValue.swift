/// A JSON value (RFC 8259) whose objects keep their keys in the order they were given.
package indirect enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
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

  /// An object of the members that have a value. `JSONValue.null` is a value; nil leaves the key out.
  package static func object(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    .object(members.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// A string, or nothing where there is none.
  package static func string(_ text: String?) -> JSONValue? { text.map { .string($0) } }
}
