/// Writes values one after the other, in the order in which their types name them, and nothing about them: what reads
/// it is the same program that wrote it (``PlainDecoder``).
///
///     integer  = 8 bytes, little-endian           ; Int, Int64, UInt64: no other is written
///     boolean  = 0 or 1
///     string   = length, UTF-8                    ; length: 4 bytes, little-endian
///     optional = 0, or 1 and the value
///     array    = count, values                    ; count: 4 bytes, little-endian
///     case     = its name, its values             ; of an enumeration that is not written as its raw value
final class PlainEncoder: Encoder {
  private(set) var bytes: [UInt8] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = PlainEncoder()
    try encoder.write(value)
    return encoder.bytes
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields(encoder: self))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(self) }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  fileprivate func write<T: Encodable>(_ value: T) throws {
    // Asked of the type, since a cast would take longer than the writing.
    if T.self == String.self {
      write(text: unsafeBitCast(value, to: String.self))
    } else if T.self == Int64.self {
      write(number: unsafeBitCast(value, to: Int64.self))
    } else if T.self == Int.self {
      write(number: Int64(unsafeBitCast(value, to: Int.self)))
    } else if T.self == UInt64.self {
      write(number: Int64(bitPattern: unsafeBitCast(value, to: UInt64.self)))
    } else if T.self == Bool.self {
      write(flag: unsafeBitCast(value, to: Bool.self))
    } else {
      try value.encode(to: self)
    }
  }

  fileprivate func write<T: Encodable>(optional value: T?) throws {
    write(flag: value != nil)
    if let value { try write(value) }
  }

  fileprivate func write(text: String) {
    var text = text
    text.withUTF8 {
      append(UInt32($0.count))
      bytes += $0
    }
  }

  private func write(number: Int64) { append(number) }
  private func write(flag: Bool) { bytes.append(flag ? 1 : 0) }

  private func append(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Where the count of an array is written, which is not known before its end.
  fileprivate func beginCount() -> Int {
    append(UInt32(0))
    return bytes.count - 4
  }

  fileprivate func setCount(at place: Int, to count: Int) {
    withUnsafeBytes(of: UInt32(count).littleEndian) { bytes.replaceSubrange(place..<place + 4, with: $0) }
  }
}

private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: PlainEncoder
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) throws { throw Unwritable() }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try encoder.write(value) }
  func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try encoder.write(optional: value)
  }
  // For these the protocol's own ones, which write nothing for nil, would come first.
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encoder.write(optional: value) }
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encoder.write(optional: value) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encoder.write(optional: value) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encoder.write(optional: value) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encoder.write(optional: value) }
  /// A case of an enumeration.
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.write(text: key.stringValue)
    return KeyedEncodingContainer(Fields<Nested>(encoder: encoder))
  }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { Elements(encoder) }
  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

private struct Elements: UnkeyedEncodingContainer {
  let encoder: PlainEncoder
  private let place: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(_ encoder: PlainEncoder) {
    self.encoder = encoder
    place = encoder.beginCount()
  }

  mutating func encodeNil() throws { throw Unwritable() }
  mutating func encode<T: Encodable>(_ value: T) throws {
    count += 1
    encoder.setCount(at: place, to: count)
    try encoder.write(value)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(Fields<Nested>(encoder: encoder)) }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { Elements(encoder) }
  mutating func superEncoder() -> any Encoder { encoder }
}

private struct Single: SingleValueEncodingContainer {
  let encoder: PlainEncoder
  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { throw Unwritable() }
  func encode<T: Encodable>(_ value: T) throws { try encoder.write(value) }
}

/// No type that is written asks for it.
private struct Unwritable: Error {}
