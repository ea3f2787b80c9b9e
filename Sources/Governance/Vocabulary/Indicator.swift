/// A key performance indicator of a card, with the bounds that it has to keep in use.
package struct Indicator: Sendable, Equatable {
  package let name: String
  package let min: Number?
  package let max: Number?
  /// What it is measured in, in the card's word.
  package let unit: String?
  package init(name: String, min: Number? = nil, max: Number? = nil, unit: String? = nil) {
    self.name = name
    self.min = min
    self.max = max
    self.unit = unit
  }

  /// What is wrong with a value, as it follows `<name> is <value>`; nil if it keeps within the bounds.
  package func objection(to value: Number) -> String? {
    if let min, value < min { return "below its minimum \(min)" }
    if let max, value > max { return "above its maximum \(max)" }
    return nil
  }
}

extension Card {
  /// The card's `kpis`, in its order.
  package var indicators: [Indicator] {
    guard case .list(let items)? = fields["kpis"] else { return [] }
    return items.compactMap { item in
      guard case .string(let name)? = item["name"] else { return nil }
      func bound(_ key: String) -> Number? {
        if case .number(let number)? = item[key] { number } else { nil }
      }
      var unit: String?
      if case .string(let text)? = item["unit"] { unit = text }
      return Indicator(name: name, min: bound("min"), max: bound("max"), unit: unit)
    }
  }
}
