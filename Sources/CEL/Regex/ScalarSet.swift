/// A set of code points as sorted ranges that neither overlap nor touch.
struct ScalarSet: Hashable {
  /// The ranges. Sorted only in a set that `normalize()` has seen last.
  private(set) var ranges: [ClosedRange<UInt32>] = []

  /// The highest code point.
  static let highest: UInt32 = 0x10FFFF

  /// Every code point.
  static let all = ScalarSet([0...highest])

  /// Every code point but the line feed.
  static let allButNewline = ScalarSet([0...9, 11...highest])

  /// Creates a set of `ranges`, in any order.
  init(_ ranges: [ClosedRange<UInt32>] = []) {
    self.ranges = ranges
    normalize()
  }

  /// Adds `range`. The set wants `normalize()` before it is read.
  mutating func add(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
  }

  /// Adds what `other` holds. The set wants `normalize()` before it is read.
  mutating func add(_ other: ScalarSet) {
    ranges += other.ranges
  }

  /// Sorts the ranges, and makes one of those that overlap or touch.
  mutating func normalize() {
    guard ranges.count > 1 else { return }
    ranges.sort { $0.lowerBound < $1.lowerBound }
    var kept = 0
    for index in 1..<ranges.count {
      let last = ranges[kept]
      let next = ranges[index]
      if next.lowerBound <= last.upperBound || next.lowerBound == last.upperBound + 1 {
        ranges[kept] = last.lowerBound...max(last.upperBound, next.upperBound)
      } else {
        kept += 1
        ranges[kept] = next
      }
    }
    ranges.removeSubrange((kept + 1)...)
  }

  /// Every code point that this normalized set does not hold.
  var inverted: ScalarSet {
    var gaps: [ClosedRange<UInt32>] = []
    gaps.reserveCapacity(ranges.count + 1)
    var next: UInt32 = 0
    for range in ranges {
      if next < range.lowerBound { gaps.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= Self.highest { gaps.append(next...Self.highest) }
    return ScalarSet(gaps)
  }

  /// The only code point of the set, if it has one only.
  var onlyScalar: UInt32? {
    guard ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound else { return nil }
    return ranges[0].lowerBound
  }
}
