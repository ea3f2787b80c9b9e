/// Reads what ``PlainEncoder`` wrote. Bytes that it did not write are an error, never a trap.
final class PlainDecoder: Decoder {
  /// What is read is not what was written.
  struct Unreadable: Error {}

  private let bytes: [UInt8]
  private var position: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private init(_ bytes: [UInt8], from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// The value that the bytes from a position on are, all of them.
  static func value<T: Decodable>(_ type: T.Type, in bytes: [UInt8], from position: Int = 0) throws -> T {
    let decoder = PlainDecoder(bytes, from: position)
    let value = try decoder.read(type)
    guard decoder.position == bytes.count else { throw Unreadable() }
    return value
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Fields(decoder: self))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try Elements(self) }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(decoder: self) }

  fileprivate func read<T: Decodable>(_ type: T.Type) throws -> T {
    if T.self == String.self { return unsafeBitCast(try text(), to: T.self) }
    if T.self == Int64.self { return unsafeBitCast(try number(Int64.self), to: T.self) }
    if T.self == Int.self { return unsafeBitCast(Int(try number(Int64.self)), to: T.self) }
    if T.self == UInt64.self { return unsafeBitCast(try number(UInt64.self), to: T.self) }
    if T.self == Bool.self { return unsafeBitCast(try flag(), to: T.self) }
    return try T(from: self)
  }

  fileprivate func readOptional<T: Decodable>(_ type: T.Type) throws -> T? {
    try flag() ? read(type) : nil
  }

  fileprivate func text() throws -> String {
    let length = try count()
    let end = position + length
    defer { position = end }
    // Validated, since a string of other bytes would be no string.
    guard let text = String(validating: bytes[position..<end], as: UTF8.self) else { throw Unreadable() }
    return text
  }

  /// How many bytes or elements follow: of each there is at least one byte, so that no count asks for more memory
  /// than there is to read.
  fileprivate func count() throws -> Int {
    let count = Int(try number(UInt32.self))
    guard count <= bytes.count - position else { throw Unreadable() }
    return count
  }

  private func flag() throws -> Bool {
    guard position < bytes.count, bytes[position] <= 1 else { throw Unreadable() }
    position += 1
    return bytes[position - 1] == 1
  }

  private func number<T: FixedWidthInteger & BitwiseCopyable>(_ type: T.Type) throws -> T {
    let size = MemoryLayout<T>.size
    guard position + size <= bytes.count else { throw Unreadable() }
    defer { position += size }
    return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: T.self)) }
  }
}

private struct Fields<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: PlainDecoder
  var codingPath: [any CodingKey] { [] }

  /// The case of an enumeration, which is all that asks for it.
  var allKeys: [Key] {
    do {
      return try Key(stringValue: decoder.text()).map { [$0] } ?? []
    } catch {
      // Of no case at all, the enumeration itself says that it cannot be read.
      return []
    }
  }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.read(type) }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try decoder.readOptional(type)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try decoder.readOptional(type)
  }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try decoder.readOptional(type) }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try decoder.readOptional(type) }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try decoder.readOptional(type)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try decoder.readOptional(type)
  }
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { KeyedDecodingContainer(Fields<Nested>(decoder: decoder)) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try Elements(decoder)
  }
  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

private struct Elements: UnkeyedDecodingContainer {
  let decoder: PlainDecoder
  private let total: Int
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var count: Int? { total }
  var isAtEnd: Bool { currentIndex == total }

  init(_ decoder: PlainDecoder) throws {
    self.decoder = decoder
    total = try decoder.count()
  }

  mutating func decodeNil() throws -> Bool { false }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    guard currentIndex < total else { throw PlainDecoder.Unreadable() }
    currentIndex += 1
    return try decoder.read(type)
  }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { KeyedDecodingContainer(Fields<Nested>(decoder: decoder)) }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try Elements(decoder) }
  mutating func superDecoder() throws -> any Decoder { decoder }
}

private struct Single: SingleValueDecodingContainer {
  let decoder: PlainDecoder
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.read(type) }
}
