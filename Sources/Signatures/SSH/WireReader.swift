/// Reads SSH's data types (RFC 4251, section 5) off the front of hostile bytes.
///
///     byte      an arbitrary 8-bit value
///     uint32    32 bits, most significant byte first
///     uint64    64 bits, most significant byte first
///     string    uint32 length, then that many bytes
///     mpint     a string: two's complement, most significant byte first, no unnecessary leading bytes
struct WireReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  mutating func bytes(_ count: Int, _ name: StaticString) throws(WireProblem) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw WireProblem(reason: "the \(name) is cut short") }
    let result = rest.prefix(count)
    rest = rest.dropFirst(count)
    return result
  }

  mutating func byte(_ name: StaticString) throws(WireProblem) -> UInt8 {
    guard let byte = rest.popFirst() else { throw WireProblem(reason: "the \(name) is missing") }
    return byte
  }

  mutating func uint32(_ name: StaticString) throws(WireProblem) -> UInt32 {
    try bytes(4, name).reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func uint64(_ name: StaticString) throws(WireProblem) -> UInt64 {
    try bytes(8, name).reduce(0) { $0 << 8 | UInt64($1) }
  }

  mutating func string(_ name: StaticString) throws(WireProblem) -> ArraySlice<UInt8> {
    // A UInt32 always fits the 64-bit Int, and is compared with what is left before anything is taken.
    let count = try uint32(name)
    return try bytes(Int(count), name)
  }

  /// A positive mpint's magnitude, most significant byte first, without the sign byte.
  ///
  /// OpenSSH forgives unnecessary zero bytes in front. We do not: one number has one spelling.
  mutating func positiveInteger(_ name: StaticString) throws(WireProblem) -> ArraySlice<UInt8> {
    let value = try string(name)
    guard let first = value.first else { throw WireProblem(reason: "the \(name) is zero") }
    guard first & 0x80 == 0 else { throw WireProblem(reason: "the \(name) is negative") }
    guard first == 0 else { return value }
    let magnitude = value.dropFirst()
    guard let second = magnitude.first, second & 0x80 != 0 else {
      throw WireProblem(reason: "the \(name) has needless zero bytes in front")
    }
    return magnitude
  }

  /// What was not yet read.
  var remaining: ArraySlice<UInt8> { rest }

  /// Nothing may follow.
  func end(of name: StaticString) throws(WireProblem) {
    guard rest.isEmpty else { throw WireProblem(reason: "bytes follow the \(name)") }
  }
}
