/// Why an evaluation has no value.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What sort of error it is.
  public enum Kind: Sendable, Hashable {
    /// A name that stands for nothing, or a variable without a value.
    case noSuchName
    /// A map without that key.
    case noSuchField
    /// No function or operator takes values of these types.
    case noSuchOverload
    /// A list without that index, or an argument out of its range.
    case outOfRange
    /// A number, a timestamp or a duration that its type cannot hold.
    case overflow
    case divisionByZero
    /// A text that is no number, no pattern, no address or whatever it was to be.
    case invalidArgument
    /// The value of an optional that has none.
    case noValue
    /// The evaluation cost more than the limits allow. `&&` and `||` never absorb this one.
    case limit
  }

  /// What sort of error it is.
  public let kind: Kind
  /// What is wrong, for people: lower case, no full stop.
  public let message: String
  /// Where in the expression's text the operator, the field or the function is; nil if no part is to blame.
  public internal(set) var position: SourcePosition?
  /// The same before anybody needed its line and column: UTF-8 bytes, negative for nowhere.
  var offset: Int

  /// `line:column: message`, or the message alone.
  public var description: String { position.map { "\($0): \(message)" } ?? message }

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
    self.offset = -1
  }

  /// The same error, at `offset` if nobody said yet where it is.
  func at(_ offset: Int) -> EvaluationError {
    guard self.offset < 0 else { return self }
    var error = self
    error.offset = offset
    return error
  }

  func located(in text: [UInt8]) -> EvaluationError {
    guard offset >= 0 else { return self }
    var error = self
    error.position = SourcePosition(offset: offset, in: text)
    return error
  }

  static func noOverload(_ function: String, _ arguments: Value...) -> EvaluationError {
    noOverload(function, arguments)
  }

  static func noOverload(_ function: String, _ arguments: [Value]) -> EvaluationError {
    let types = arguments.map(\.typeName).joined(separator: ", ")
    return EvaluationError(.noSuchOverload, "'\(function)' takes no (\(types))")
  }

  static func invalid(_ message: String) -> EvaluationError { EvaluationError(.invalidArgument, message) }
  static func overflow(_ what: String) -> EvaluationError { EvaluationError(.overflow, "\(what) overflows") }
  static func range(_ message: String) -> EvaluationError { EvaluationError(.outOfRange, message) }
}
