/// The name of a git object: the 20 bytes of its SHA-1.
///
/// The bytes are stored inline and big-endian, so that comparing the words compares the bytes.
package struct ObjectID: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let first: UInt64
  private let second: UInt64
  private let third: UInt32

  /// How many bytes an id has.
  package static let byteCount = 20

  /// The id of the tree without entries, which git knows without storing it.
  package static let emptyTree = ObjectID(hex: "4b825dc642cb6eb9a060e54bf8d69288fbee4904")!

  /// Reads an id from exactly 40 lower-case hexadecimal digits; nil for anything else.
  package init?(hex: String) {
    var digits = hex
    let id = digits.withUTF8 { ObjectID(hexDigits: UnsafeRawBufferPointer($0)) }
    guard let id else { return nil }
    self = id
  }

  /// Reads an id from the bytes of exactly 40 lower-case hexadecimal digits; nil for anything else.
  init?(hexDigits digits: UnsafeRawBufferPointer) {
    guard digits.count == 2 * ObjectID.byteCount else { return nil }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for (position, digit) in digits.enumerated() {
      let value: UInt64
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = UInt64(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = UInt64(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
      switch position {
      case 0..<16: words.0 = words.0 << 4 | value
      case 16..<32: words.1 = words.1 << 4 | value
      default: words.2 = words.2 << 4 | value
      }
    }
    (first, second, third) = (words.0, words.1, UInt32(words.2))
  }

  /// Reads an id from 20 raw bytes.
  init(rawBytes bytes: UnsafeRawBufferPointer) {
    precondition(bytes.count == ObjectID.byteCount, "an object id has 20 bytes")
    first = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self))
    second = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    third = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
  }

  /// The 20 bytes.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: ObjectID.byteCount) { buffer, count in
      store(into: UnsafeMutableRawBufferPointer(buffer))
      count = ObjectID.byteCount
    }
  }

  /// The id as 40 lower-case hexadecimal digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: 2 * ObjectID.byteCount) { digits in
      func digit(_ nibble: UInt8) -> UInt8 {
        nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
      }
      for (position, byte) in bytes.enumerated() {
        digits[2 * position] = digit(byte >> 4)
        digits[2 * position + 1] = digit(byte & 15)
      }
      return 2 * ObjectID.byteCount
    }
  }

  /// The same as ``hex``.
  package var description: String { hex }

  /// True for forty zeros, which is how git's hooks say "no such object".
  package var isZero: Bool { first == 0 && second == 0 && third == 0 }

  /// Orders ids by their bytes.
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    (left.first, left.second, left.third) < (right.first, right.second, right.third)
  }

  // All 20 bytes: an id in a commit or a tree need not be a SHA-1 of anything, so its author can choose any
  // part of it, and would choose many that fall together.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(first)
    hasher.combine(second)
    hasher.combine(third)
  }

  /// Writes the 20 bytes to the beginning of `buffer`.
  func store(into buffer: UnsafeMutableRawBufferPointer) {
    buffer.storeBytes(of: first.bigEndian, toByteOffset: 0, as: UInt64.self)
    buffer.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
    buffer.storeBytes(of: third.bigEndian, toByteOffset: 16, as: UInt32.self)
  }
}
