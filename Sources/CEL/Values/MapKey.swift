/// What a map can be asked for: keys of different number types are the same key if they are the same number.
enum MapKey: Sendable, Hashable {
  case bool(Bool)
  case int(Int64)
  case uint(UInt64)
  case string(String)

  /// The key that a value is, nil for values that no map has: a double that is no whole number, a list.
  init?(lookup value: Value) {
    switch value {
    case .bool(let bool): self = .bool(bool)
    case .int(let int): self = .int(int)
    case .uint(let uint): self = .uint(uint)
    case .string(let string): self = .string(string)
    case .double(let double):
      if let int = Int64(exactly: double) {
        self = .int(int)
      } else if let uint = UInt64(exactly: double) {
        self = .uint(uint)
      } else {
        return nil
      }
    default: return nil
    }
  }

  /// The key that a value can be in a map: bool, int, uint and string only.
  init?(key value: Value) {
    if case .double = value { return nil }
    self.init(lookup: value)
  }

  var value: Value {
    switch self {
    case .bool(let bool): .bool(bool)
    case .int(let int): .int(int)
    case .uint(let uint): .uint(uint)
    case .string(let string): .string(string)
    }
  }

  static func == (_ one: MapKey, _ other: MapKey) -> Bool {
    switch (one, other) {
    case (.string(let one), .string(let other)): Text.same(one, other)
    case (.int(let one), .int(let other)): one == other
    case (.uint(let one), .uint(let other)): one == other
    case (.int(let int), .uint(let uint)), (.uint(let uint), .int(let int)): int >= 0 && UInt64(int) == uint
    case (.bool(let one), .bool(let other)): one == other
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .bool(let bool): hasher.combine(bool)
    case .int(let int): hasher.combine(UInt64(bitPattern: int))
    case .uint(let uint): hasher.combine(uint)
    case .string(let string):
      // By bytes, as they are compared: Swift's own hash of a text folds canonical equivalents.
      var string = string
      string.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
