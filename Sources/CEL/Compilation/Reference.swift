/// A place where an expression reads from a declared variable: the variable, and the way from there.
///
/// Variables that macros bring are followed back to where they come from: in `card.owners.all(o, o.name != "")` the
/// second reference leads from `card` through the field `owners` and an element to the field `name`.
public struct Reference: Sendable, Hashable {
  /// One step of the way.
  public enum Step: Sendable, Hashable {
    /// `.name` or `["name"]`.
    case field(String, isOptional: Bool)
    /// `[key]` with a key that is no text known beforehand.
    case index
    /// What a macro with one variable goes through: a list's elements, or a map's keys.
    case element
    /// What the first variable of a macro with two goes through: a list's indices, or a map's keys.
    case key
    /// What the second variable of a macro with two goes through: a list's elements, or a map's values.
    case value
  }

  /// The declared variable.
  public let variable: String
  /// The way from its value.
  public let steps: [Step]
  /// For each step that is written at this place, where: UTF-8 bytes before its dot or bracket; nil for one that a
  /// macro's variable stands for.
  public let offsets: [Int?]
  /// UTF-8 bytes of the text before it and before its end.
  public let range: Range<Int>
  /// Whether it is only asked for, by `has`, so that its last field may be missing.
  public let isTest: Bool
}

/// A chain of selections that is being compiled.
struct Chain {
  let variable: String
  var steps: [Reference.Step] = []
  var offsets: [Int?] = []

  func appending(_ step: Reference.Step, at offset: Int? = nil) -> Chain {
    var chain = self
    chain.steps.append(step)
    chain.offsets.append(offset)
    return chain
  }

  /// The same, as a macro's variable stands for it.
  var aliased: Chain {
    var chain = self
    chain.offsets = chain.offsets.map { _ in nil }
    return chain
  }
}
