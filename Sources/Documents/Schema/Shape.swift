/// What a value of a document has to look like. Validation, JSON Schemas and the check of expressions all read
/// it, so that they cannot disagree about what there is.
package indirect enum Shape: Sendable {
  /// A single value, taken as its literal text.
  case text(TextFormat)
  /// One of some words.
  case choice([String])
  case bool
  /// A number as JSON writes it.
  case number
  /// A whole number within bounds.
  case integer(ClosedRange<Int>)
  /// A list of values of one shape.
  case list(Shape, ListSize)
  /// A mapping with known keys.
  case map(MapShape)
  /// A mapping whose keys are names, such as those of gates, to values of one shape.
  case named(Shape)
  /// One value for all tiers, or a mapping from tiers to values.
  case perTier(Shape)
  /// A single value of one shape, or something longer of the other.
  case either(Shape, or: Shape)
  /// A value, or null, which takes away what stood there.
  case removable(Shape)
  /// A mapping that is kept and not judged.
  case freeMap
  /// Whatever there is, kept and not judged.
  case anything

  /// How many elements a list has.
  package enum ListSize: Sendable, Equatable {
    case any
    /// At least one. Its reader refuses an empty one, and says what that would mean.
    case filled
    /// At most so many.
    case limited(Int)
  }

  /// A list of any number of values.
  static func list(_ element: Shape) -> Shape { .list(element, .any) }

  /// One of the cases of a type.
  static func choice<Choice: RawRepresentable & CaseIterable>(_: Choice.Type) -> Shape
  where Choice.RawValue == String {
    .choice(Choice.allCases.map(\.rawValue))
  }

  /// A name, which may also be that of a file or directory.
  static let name = Shape.text(.name)
  static let names = Shape.list(.name)
  static let prose = Shape.text(.any)
}
