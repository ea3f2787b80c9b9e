/// A value of the language.
///
/// `==` between values is Swift's and strict: int 1 is not double 1.0, and texts are equal if their bytes are. What
/// the language's own `==` says is ``Program``'s business.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case double(Double)
  case string(String)
  case bytes([UInt8])
  case list(List)
  case map(Map)
  case timestamp(Timestamp)
  case duration(Duration)
  case type(TypeName)
  /// A value that may be missing: nil is `optional.none()`.
  case optional(Box?)
  /// An IP address or a network.
  case network(Network)

  /// The name of the value's type.
  public var type: TypeName {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    case .optional: .optional
    case .network(let network): network.prefixLength == nil ? .ip : .cidr
    }
  }

  var typeName: String { type.rawValue }

  /// What it counts against ``Limits/valueSize``: 16 and its bytes, and its elements if it has any.
  var weight: Int {
    switch self {
    case .string(let text): 16 + text.utf8.count
    case .bytes(let bytes): 16 + bytes.count
    case .list(let list): list.weight
    case .map(let map): map.weight
    case .optional(let box?): box.weight
    default: 16
    }
  }

  /// Levels of nesting; 0 for anything that holds no values.
  var depth: Int {
    switch self {
    case .list(let list): list.depth
    case .map(let map): map.depth
    case .optional(let box?): box.depth
    default: 0
    }
  }
}

extension Value {
  /// A list of these elements.
  public init(_ elements: [Value]) {
    self = .list(List(elements))
  }

  /// A map with texts for keys.
  public init(_ entries: [String: Value]) {
    self = .map(Map(entries))
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int64) { self = .int(value) }
  public init(floatLiteral value: Double) { self = .double(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: Value...) { self = .list(List(elements)) }

  /// A map with texts for keys; of a key that occurs twice, the last counts.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .map(Map(Dictionary(elements) { _, last in last }))
  }
}
