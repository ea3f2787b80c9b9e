/// Why a text is no expression that could be evaluated.
public struct CompileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What sort of mistake it is.
  public enum Kind: Sendable, Hashable {
    /// The text does not follow the grammar.
    case syntax
    /// A variable that was not declared, or a function that does not exist with so many arguments.
    case undeclared
    /// A part of the language that this profile leaves out: messages, and macros in a form that has no meaning.
    case unsupported
    /// The text is longer or deeper than the limits allow.
    case limit
  }

  /// What sort of mistake it is.
  public let kind: Kind
  /// What is wrong, for people: lower case, no full stop.
  public let message: String
  /// Where it is.
  public let position: SourcePosition
  /// For an undeclared name, the name; nil otherwise.
  public let name: String?

  /// `line:column: message`.
  public var description: String { "\(position): \(message)" }
}

/// A mistake at an offset, before anybody needed its line and column.
struct Mistake: Error {
  let kind: CompileError.Kind
  let message: String
  let offset: Int
  var name: String?

  init(_ kind: CompileError.Kind, _ message: String, at offset: Int, name: String? = nil) {
    self.kind = kind
    self.message = message
    self.offset = offset
    self.name = name
  }

  func located(in text: [UInt8]) -> CompileError {
    CompileError(
      kind: kind, message: message, position: SourcePosition(offset: offset, in: text), name: name)
  }
}
