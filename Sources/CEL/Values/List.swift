/// A list, immutable.
public final class List: Sendable {
  /// The elements, in order.
  public let elements: [Value]
  let weight: Int
  let depth: Int

  /// A list of these elements.
  public init(_ elements: [Value]) {
    var weight = 32
    var depth = 0
    for element in elements {
      weight = weight.addingReportingOverflow(element.weight).partialValue
      if weight < 0 { weight = .max / 2 }
      depth = max(depth, element.depth)
    }
    self.elements = elements
    self.weight = weight
    self.depth = depth + 1
  }
}

/// What an optional holds.
public final class Box: Sendable {
  /// The value.
  public let value: Value
  let weight: Int
  let depth: Int

  /// Holds `value`.
  public init(_ value: Value) {
    self.value = value
    weight = value.weight + 16
    depth = value.depth + 1
  }
}
