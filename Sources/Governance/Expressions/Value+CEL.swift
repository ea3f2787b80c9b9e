import CEL

extension Value {
  /// The value as expressions see it: a number is an int where it is written as one and fits, else a double.
  ///
  /// - Throws: for a map in which a key stands twice, which no document has.
  func expressed() throws(EvaluationError) -> CEL.Value {
    switch self {
    case .null: return .null
    case .bool(let bool): return .bool(bool)
    case .number(let number): return Int64(number.description).map(CEL.Value.int) ?? .double(number.double)
    case .string(let text): return .string(text)
    case .list(let values):
      var elements: [CEL.Value] = []
      elements.reserveCapacity(values.count)
      for value in values { elements.append(try value.expressed()) }
      return CEL.Value(elements)
    case .map(let entries):
      var pairs: [(CEL.Value, CEL.Value)] = []
      pairs.reserveCapacity(entries.count)
      for entry in entries { pairs.append((.string(entry.key), try entry.value.expressed())) }
      return .map(try Map(pairs))
    }
  }
}
