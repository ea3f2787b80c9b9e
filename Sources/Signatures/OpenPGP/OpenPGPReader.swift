/// Reads OpenPGP's data elements (RFC 9580, section 3) off the front of hostile bytes.
///
///     scalar    a number, most significant byte first
///     MPI       two-octet length in bits, then the number without leading zero bits
struct OpenPGPReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: some Sequence<UInt8>) {
    rest = Array(bytes)[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func bytes(_ count: Int, _ name: StaticString) throws(WireProblem) -> ArraySlice<UInt8> {
    guard count <= rest.count else { throw WireProblem(reason: "the \(name) is cut short") }
    let result = rest.prefix(count)
    rest = rest.dropFirst(count)
    return result
  }

  /// An unsigned number of up to four octets.
  mutating func number(octets: Int, _ name: StaticString) throws(WireProblem) -> Int {
    try bytes(octets, name).reduce(0) { $0 << 8 | Int($1) }
  }

  /// An MPI's magnitude. The length must be exactly that of the number (section 3.2), so that a number has
  /// one spelling.
  mutating func integer(_ name: StaticString) throws(WireProblem) -> ArraySlice<UInt8> {
    let bits = try number(octets: 2, name)
    let magnitude = try bytes((bits + 7) / 8, name)
    guard bits > 0, let first = magnitude.first,
      8 - first.leadingZeroBitCount == (bits - 1) % 8 + 1
    else { throw WireProblem(reason: "the \(name) is zero or has another length than it says") }
    return magnitude
  }

  func end(of name: StaticString) throws(WireProblem) {
    guard rest.isEmpty else { throw WireProblem(reason: "bytes follow the \(name)") }
  }
}
