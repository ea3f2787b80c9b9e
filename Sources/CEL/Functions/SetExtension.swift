/// The extension library `sets`: lists as sets, by the language's own equality.
enum SetExtension {
  static func add(to table: inout FunctionTable) {
    table.two("sets.contains") { one, other, frame throws(EvaluationError) in
      guard case .list(let one) = one, case .list(let other) = other else { return nil }
      return .bool(try holds(one, other, &frame))
    }
    table.two("sets.equivalent") { one, other, frame throws(EvaluationError) in
      guard case .list(let one) = one, case .list(let other) = other else { return nil }
      guard try holds(one, other, &frame) else { return .bool(false) }
      return .bool(try holds(other, one, &frame))
    }
    table.two("sets.intersects") { one, other, frame throws(EvaluationError) in
      guard case .list(let one) = one, case .list(let other) = other else { return nil }
      for element in other.elements where try Comparison.contains(one, element, &frame) { return .bool(true) }
      return .bool(false)
    }
  }

  private static func holds(_ set: List, _ parts: List, _ frame: inout Frame) throws(EvaluationError) -> Bool
  {
    for element in parts.elements where try !Comparison.contains(set, element, &frame) { return false }
    return true
  }
}
