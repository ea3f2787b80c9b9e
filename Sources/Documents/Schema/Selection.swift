import Governance

/// One step from a value into another one, as an expression takes it.
package enum SelectionStep: Sendable, Equatable, ExpressibleByStringLiteral {
  /// A field by its name: `.name`, or an index that is a literal string.
  case field(String)
  /// Any element of a list: an index, or the variable of a macro such as `exists`.
  case element

  package init(stringLiteral name: String) { self = .field(name) }
}

/// Why an expression cannot select what it names.
package struct SelectionProblem: Error, Sendable, Equatable {
  /// What is wrong: lower case, no full stop.
  package let message: String
  /// The name that was probably meant, or another next step.
  package let hint: String?
}

extension Shape {
  /// What is wrong with selecting a chain of fields from a value of this shape; nil if nothing is. Parts that are
  /// kept and not judged have every field.
  ///
  /// - Parameter name: what the expression calls the value, such as `card`.
  package func problem(selecting steps: [SelectionStep], from name: String) -> SelectionProblem? {
    problem(selecting: steps[...], from: name)
  }

  private func problem(selecting steps: ArraySlice<SelectionStep>, from name: String) -> SelectionProblem? {
    guard let step = steps.first else { return nil }
    let rest = steps.dropFirst()
    switch (self, step) {
    case (.map(let map), .field(let field)):
      if let key = map[field] { return key.shape.problem(selecting: rest, from: "\(name).\(field)") }
      if map.allowsUnlisted(field) { return nil }
      return SelectionProblem(message: "\(name) has no field \(field)", hint: map.nearest(to: field))
    case (.named(let value), .field(let field)):
      return value.problem(selecting: rest, from: "\(name).\(field)")
    case (.list(let element, _), .element): return element.problem(selecting: rest, from: "\(name)[]")
    case (.list, .field(let field)):
      return SelectionProblem(
        message: "\(name) is a list, which has no field \(field)",
        hint: "ask its elements: \(name).exists(e, …)")
    case (.either(let single, let other), _):
      guard let problem = other.problem(selecting: steps, from: name) else { return nil }
      return single.problem(selecting: steps, from: name) == nil ? nil : problem
    // Which key a variable names, nobody knows before it is evaluated.
    case (.map, .element), (.named, .element), (.freeMap, _), (.anything, _), (.perTier, _): return nil
    case (.removable(let shape), _): return shape.problem(selecting: steps, from: name)
    default:
      return SelectionProblem(
        message: "\(name) is a single value, which has no fields or elements", hint: nil)
    }
  }
}
