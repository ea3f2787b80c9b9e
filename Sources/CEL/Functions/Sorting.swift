/// Putting values in order.
enum Sorting {
  /// The indices of `keys` in their order, equal ones as they stand. Throws for keys that have no order among them.
  static func order(_ keys: [Value], _ frame: inout Frame) throws(EvaluationError) -> [Int] {
    var indices = Array(keys.indices)
    var other = indices
    var width = 1
    // Merge sort, because Swift's own takes no comparison that throws.
    while width < keys.count {
      var start = 0
      while start < keys.count {
        try merge(
          start, min(start + width, keys.count), min(start + 2 * width, keys.count), indices, &other, keys,
          &frame)
        start += 2 * width
      }
      swap(&indices, &other)
      width *= 2
    }
    if keys.count == 1, try Comparison.order(keys[0], keys[0], &frame) == nil {
      throw .noOverload("sort", keys[0])
    }
    return indices
  }

  private static func merge(
    _ start: Int, _ middle: Int, _ end: Int, _ from: [Int], _ into: inout [Int], _ keys: [Value],
    _ frame: inout Frame
  ) throws(EvaluationError) {
    try frame.pay(steps: end - start)
    var left = start
    var right = middle
    for index in start..<end {
      let takesRight: Bool
      if left == middle || right == end {
        takesRight = left == middle
      } else {
        takesRight = try precedes(keys[from[right]], keys[from[left]], &frame)
      }
      if !takesRight {
        into[index] = from[left]
        left += 1
      } else {
        into[index] = from[right]
        right += 1
      }
    }
  }

  private static func precedes(_ one: Value, _ other: Value, _ frame: inout Frame) throws(EvaluationError)
    -> Bool
  {
    guard let order = try Comparison.order(one, other, &frame) else { throw .noOverload("sort", one, other) }
    return order == .less
  }
}
