/// The extension library `lists`; `sortBy` is a macro, `reverse` is shared with `strings`.
enum ListExtension {
  static func add(to table: inout FunctionTable) {
    table.three("slice", .member) { list, start, end, frame throws(EvaluationError) in
      guard case .list(let list) = list, case .int(let start) = start, case .int(let end) = end else {
        return nil
      }
      guard start >= 0, start <= end, end <= list.elements.count else {
        throw .range("\(start) to \(end) is not within the list's \(list.elements.count) elements")
      }
      return try frame.list(Array(list.elements[Int(start)..<Int(end)]))
    }
    table.one("flatten", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      return try frame.list(try flat(list, 1, &frame))
    }
    table.two("flatten", .member) { list, depth, frame throws(EvaluationError) in
      guard case .list(let list) = list, case .int(let depth) = depth else { return nil }
      guard depth >= 0 else { throw .range("the depth of 'flatten' is not negative") }
      return try frame.list(try flat(list, depth, &frame))
    }
    table.one("lists.range") { count, frame throws(EvaluationError) in
      guard case .int(let count) = count else { return nil }
      guard count > 0 else { return try frame.list([]) }
      try frame.make(weight: Int(min(count, Int64(Int32.max))) * 16)
      return try frame.list((0..<count).map { .int($0) })
    }
    table.one("distinct", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      var distinct: [Value] = []
      for element in list.elements where try !contains(distinct, element, &frame) { distinct.append(element) }
      return try frame.list(distinct)
    }
    table.one("sort", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      return try frame.list(try Sorting.order(list.elements, &frame).map { list.elements[$0] })
    }
    table.one("first", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      return try list.elements.first.map { value throws(EvaluationError) in try frame.optional(value) }
        ?? .optional(nil)
    }
    table.one("last", .member) { list, frame throws(EvaluationError) in
      guard case .list(let list) = list else { return nil }
      return try list.elements.last.map { value throws(EvaluationError) in try frame.optional(value) }
        ?? .optional(nil)
    }
  }

  private static func flat(_ list: List, _ depth: Int64, _ frame: inout Frame) throws(EvaluationError)
    -> [Value]
  {
    try frame.descend(list.depth, list.elements.count)
    guard depth > 0 else { return list.elements }
    var result: [Value] = []
    for element in list.elements {
      if case .list(let inner) = element {
        result += try flat(inner, depth - 1, &frame)
      } else {
        result.append(element)
      }
    }
    return result
  }

  static func contains(_ elements: [Value], _ value: Value, _ frame: inout Frame) throws(EvaluationError)
    -> Bool
  {
    try frame.pay(steps: elements.count)
    for element in elements where try Comparison.equal(element, value, &frame) { return true }
    return false
  }
}
