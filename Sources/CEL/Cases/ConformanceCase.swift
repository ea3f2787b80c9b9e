/// An expression, the values of its variables, and what it has to come to.
public struct ConformanceCase: Sendable {
  /// Where it comes from and what it is about, as `file/section/name`; whatever the file says of that.
  public let name: String
  /// The expression.
  public let expression: String
  /// The namespace that names are looked up in; empty for none.
  public let container: String
  /// Whether `has`, `all` and the like have their meaning.
  public let macros: Bool
  /// The values of the variables.
  public let bindings: [String: Value]
  /// What it comes to; nil for an error, in compiling or in evaluating.
  public let expected: Value?

  init(_ json: JSON) throws(CaseFileError) {
    guard case .object(let members) = json else {
      throw CaseFileError(message: "it is no object", position: nil)
    }
    func text(_ name: String) throws(CaseFileError) -> String? {
      switch json[name] {
      case nil: return nil
      case .string(let text)?: return text
      default: throw CaseFileError(message: "'\(name)' is a text", position: nil)
      }
    }
    let known = [
      "file", "section", "name", "expr", "value", "error", "container", "disable_macros", "bindings",
    ]
    for member in members where !known.contains(where: { Text.same($0, member.name) }) {
      throw CaseFileError(
        message: "\(Text.quoted(Lexer.shown(member.name))) is no field of a case", position: nil)
    }
    var parts: [String] = []
    for name in ["file", "section", "name"] {
      if let part = try text(name) { parts.append(part) }
    }
    name = parts.joined(separator: "/")
    guard let expression = try text("expr") else {
      throw CaseFileError(message: "'expr' is missing", position: nil)
    }
    self.expression = expression
    container = try text("container") ?? ""
    switch json["disable_macros"] {
    case nil, .bool(false)?: macros = true
    case .bool(true)?: macros = false
    default: throw CaseFileError(message: "'disable_macros' is true or false", position: nil)
    }
    var bindings: [String: Value] = [:]
    if let given = json["bindings"] {
      guard case .object(let members) = given else {
        throw CaseFileError(message: "'bindings' is an object", position: nil)
      }
      for member in members { bindings[member.name] = try Value(case: member.value) }
    }
    self.bindings = bindings
    switch (json["value"], json["error"]) {
    case (let value?, nil): expected = try Value(case: value)
    case (nil, .bool(true)?): expected = nil
    default: throw CaseFileError(message: "either 'value' is given, or 'error' is true", position: nil)
    }
  }

  /// Evaluates the expression, without any check of types beforehand.
  ///
  /// - Parameters:
  ///   - limits: What it may cost.
  ///   - zones: Where named time zones come from.
  /// - Returns: Why the case fails; nil if it passes.
  public func run(limits: Limits = .standard, zones: TimeZones = .system) -> Failure? {
    let actual: Failure.Outcome
    do {
      let program = try Program(
        compile: expression, variables: bindings.keys.sorted(), container: container,
        unknown: .failWhenEvaluated,
        macros: macros, zones: zones, limits: limits)
      do throws(EvaluationError) {
        actual = .value(try program.evaluate(bindings))
      } catch {
        // No case wants to be too expensive.
        guard error.kind != .limit else {
          return Failure(name, expression, expected, .error(error.description))
        }
        actual = .error(error.description)
      }
    } catch {
      actual = .error(error.description)
    }
    switch (expected, actual) {
    case (let expected?, .value(let value)) where expected == value: return nil
    case (nil, .error): return nil
    default: return Failure(name, expression, expected, actual)
    }
  }
}

extension ConformanceCase {
  /// A case that fails.
  public struct Failure: Sendable, CustomStringConvertible {
    /// What an expression came to.
    public enum Outcome: Sendable, Equatable {
      case value(Value)
      /// What compiling or evaluating it says.
      case error(String)
    }

    /// The case's name.
    public let name: String
    /// Its expression.
    public let expression: String
    /// What it has to come to; nil for an error.
    public let expected: Value?
    /// What it came to.
    public let actual: Outcome

    init(_ name: String, _ expression: String, _ expected: Value?, _ actual: Outcome) {
      self.name = name
      self.expression = expression
      self.expected = expected
      self.actual = actual
    }

    /// One line, whatever the case's texts contain: name, expression, what is expected and what it came to.
    public var description: String {
      let outcome =
        switch actual {
        case .value(let value): value.excerpt(atMost: 200)
        case .error(let message): "error \(Failure.line(message))"
        }
      let wanted = expected.map { $0.excerpt(atMost: 200) } ?? "an error"
      return "\(Failure.line(name)): \(Failure.line(expression)) is \(outcome), expected \(wanted)"
    }

    private static func line(_ text: String) -> String {
      let quoted = Text.quoted(String(text.unicodeScalars.prefix(200)))
      return String(quoted.dropFirst().dropLast()) + (text.unicodeScalars.count > 200 ? "…" : "")
    }
  }
}
