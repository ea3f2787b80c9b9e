/// Reads one message of Protocol Buffers' wire format off hostile bytes.
///
///     message = *( tag value )
///     tag     = varint of (field-number << 3 | wire-type)
///     value   = varint for 0 / 8 bytes for 1 / varint length and bytes for 2 / 4 bytes for 5
///
/// A field that occurs twice is refused: decoders disagree on which one counts.
struct ProtobufReader {
  private var numbers: [UInt64: UInt64] = [:]
  private var strings: [UInt64: ArraySlice<UInt8>] = [:]

  static let malformed = SignatureProblem(reason: "the log's entry is malformed; sign again")

  /// - Parameter repeated: the fields that may occur more than once; they can not be asked for.
  init(_ bytes: some Sequence<UInt8>, repeated: Set<UInt64> = []) throws(SignatureProblem) {
    var rest = Array(bytes)[...]
    var seen: Set<UInt64> = []
    while !rest.isEmpty {
      let tag = try Self.varint(&rest)
      let field = tag >> 3
      guard field > 0, seen.insert(field).inserted || repeated.contains(field) else { throw Self.malformed }
      switch tag & 7 {
      case 0: numbers[field] = try Self.varint(&rest)
      case 1: _ = try Self.bytes(8, &rest)
      case 2: strings[field] = try Self.bytes(Self.varint(&rest), &rest)
      case 5: _ = try Self.bytes(4, &rest)
      default: throw Self.malformed
      }
      if repeated.contains(field) {
        numbers[field] = nil
        strings[field] = nil
      }
    }
  }

  /// An int64 that is not negative; 0 if it is left out, as the format wants it.
  func number(_ field: UInt64) throws(SignatureProblem) -> Int64 {
    guard let value = Int64(exactly: numbers[field] ?? 0), strings[field] == nil else { throw Self.malformed }
    return value
  }

  /// Bytes, a string or a message; empty if it is left out.
  func bytes(_ field: UInt64) throws(SignatureProblem) -> ArraySlice<UInt8> {
    guard numbers[field] == nil else { throw Self.malformed }
    return strings[field] ?? []
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) throws(SignatureProblem) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard let byte = rest.popFirst() else { throw malformed }
      let part = UInt64(byte & 0x7f)
      guard shift < 63 || part <= 1 else { throw malformed }
      value |= part << shift
      // One number has one spelling: no zero digits in front.
      if byte & 0x80 == 0 {
        guard byte != 0 || shift == 0 else { throw malformed }
        return value
      }
    }
    throw malformed
  }

  private static func bytes(
    _ count: UInt64, _ rest: inout ArraySlice<UInt8>
  ) throws(SignatureProblem) -> ArraySlice<UInt8> {
    guard count <= UInt64(rest.count) else { throw malformed }
    let result = rest.prefix(Int(count))
    rest = rest.dropFirst(Int(count))
    return result
  }
}
