import Glibc

/// What two trees have in common at both ends. The trees of one directory follow each other in a history, and of its
/// many entries one or two differ: only these need to be looked at.
struct TreeOverlap {
  /// How many entries at the start are the same, byte for byte.
  let leading: Int
  /// How many entries at the end are the same, none of them counted in `leading`.
  let trailing: Int

  /// Between a parsed tree and the bytes of another one, whose entries are not known yet: what is in common begins
  /// and ends where an entry of the parsed tree does.
  init(of known: Tree, _ other: UnsafeRawBufferPointer) {
    let starts = known.starts
    let count = starts.count - 1
    (leading, trailing) = known.bytes.withUnsafeBytes { bytes in
      let shorter = min(bytes.count, other.count)
      let start = TreeOverlap.commonStart(bytes, other, atMost: shorter)
      let leading = TreeOverlap.first(in: 0..<count) { starts[$0 + 1] > start }
      // Not the bytes again that were counted from the other end.
      let end = TreeOverlap.commonEnd(bytes, other, atMost: shorter - Int(starts[leading]))
      let trailing = TreeOverlap.first(in: leading..<count) { Int(starts[$0]) >= bytes.count - end }
      return (leading, count - trailing)
    }
  }

  private static func first(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var range = range
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = holds(middle) ? range.lowerBound..<middle : middle + 1..<range.upperBound
    }
    return range.lowerBound
  }

  private static let block = 512

  private static func commonStart(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, atMost limit: Int
  ) -> Int {
    guard let left = first.baseAddress, let right = second.baseAddress else { return 0 }
    var count = 0
    while count + block <= limit, memcmp(left + count, right + count, block) == 0 { count += block }
    while count < limit, first[count] == second[count] { count += 1 }
    return count
  }

  private static func commonEnd(
    _ first: UnsafeRawBufferPointer, _ second: UnsafeRawBufferPointer, atMost limit: Int
  ) -> Int {
    guard let left = first.baseAddress, let right = second.baseAddress else { return 0 }
    let (leftEnd, rightEnd) = (left + first.count, right + second.count)
    var count = 0
    while count + block <= limit, memcmp(leftEnd - count - block, rightEnd - count - block, block) == 0 {
      count += block
    }
    while count < limit, first[first.count - count - 1] == second[second.count - count - 1] { count += 1 }
    return count
  }
}
