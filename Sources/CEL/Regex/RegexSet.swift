/// A set as the machine asks it: a bit for each ASCII character, and a part of the program's ranges for the others.
struct RegexSet {
  private var ascii: (UInt64, UInt64) = (0, 0)
  /// Where the set's ranges begin among the program's.
  private let offset: Int
  /// How many ranges it has.
  private let count: Int

  /// Creates the set whose ranges begin at `offset` of the program's.
  init(_ set: ScalarSet, offset: Int) {
    self.offset = offset
    self.count = set.ranges.count
    for range in set.ranges where range.lowerBound < 0x80 {
      for scalar in range.clamped(to: 0...0x7F) {
        if scalar < 64 { ascii.0 |= 1 << UInt64(scalar) } else { ascii.1 |= 1 << UInt64(scalar - 64) }
      }
    }
  }

  /// Whether `scalar` is a member; `ranges` are the program's.
  @inline(__always)
  func contains(_ scalar: UInt32, ranges: UnsafeBufferPointer<ClosedRange<UInt32>>) -> Bool {
    if scalar < 64 { return ascii.0 >> UInt64(scalar) & 1 != 0 }
    if scalar < 128 { return ascii.1 >> UInt64(scalar - 64) & 1 != 0 }
    var low = offset
    var high = offset + count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
    }
    return low < offset + count && ranges[low].lowerBound <= scalar
  }
}
