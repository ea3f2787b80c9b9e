/// A set of bytes, a bit for each.
struct ByteSet: Hashable {
  private var words = SIMD4<UInt64>(repeating: 0)

  /// Whether `byte` is a member.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
  }

  /// Adds `byte`.
  mutating func insert(_ byte: UInt8) {
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  /// Adds the first bytes of the UTF-8 of the code points of `range`.
  mutating func insert(leadsOf range: ClosedRange<UInt32>) {
    // Between the leads of ASCII and those of all others lie the bytes that continue a code point: who looked for one
    // would begin in the middle of a character.
    for byte in Self.lead(of: range.lowerBound)...Self.lead(of: range.upperBound) where byte & 0xC0 != 0x80 {
      insert(byte)
    }
  }

  /// The first byte of a code point's UTF-8 (RFC 3629, section 3).
  private static func lead(of scalar: UInt32) -> UInt8 {
    switch scalar {
    case ..<0x80: UInt8(scalar)
    case ..<0x800: UInt8(0xC0 | scalar >> 6)
    case ..<0x10000: UInt8(0xE0 | scalar >> 12)
    default: UInt8(0xF0 | scalar >> 18)
    }
  }
}
