import Glibc

/// The order of names in a tree object.
enum TreeOrder {
  /// Less than, equal to or greater than zero as the first name stands before, at or after the second;
  /// a directory's name counts as if it ended with a slash (`base_name_compare` in git's `read-cache.c`).
  static func compare(
    _ first: UnsafeRawBufferPointer, isTree firstIsTree: Bool,
    _ second: UnsafeRawBufferPointer, isTree secondIsTree: Bool
  ) -> Int {
    let common = min(first.count, second.count)
    if common > 0, let left = first.baseAddress, let right = second.baseAddress {
      let difference = memcmp(left, right, common)
      if difference != 0 { return Int(difference) }
    }
    // A name holds no NUL, so zero may stand for its end.
    func next(_ name: UnsafeRawBufferPointer, _ isTree: Bool) -> Int {
      name.count > common ? Int(name[common]) : isTree ? Int(UInt8(ascii: "/")) : 0
    }
    let difference = next(first, firstIsTree) - next(second, secondIsTree)
    if difference != 0 { return difference }
    return first.count - second.count
  }
}
