/// A JSON-like value of a document, with its keys in the order of the file.
package indirect enum Value: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(Number)
  case string(String)
  case list([Value])
  case map([Entry])

  package struct Entry: Sendable, Hashable {
    package let key: String
    package let value: Value
    package init(key: String, value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// The value under a key of a map.
  package subscript(key: String) -> Value? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key.isExactly(key) }?.value
  }

  /// Whether there is nothing in it: null, an empty or blank string, a list or map of nothing but such.
  package var isEmpty: Bool {
    switch self {
    case .null: true
    case .bool, .number: false
    case .string(let text): text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    case .list(let values): values.allSatisfy(\.isEmpty)
    case .map(let entries): entries.allSatisfy(\.value.isEmpty)
    }
  }
}
