import Governance

/// The formats of an expression's value by the names that `--format` takes.
package enum ExpressionResultFormat: String, Sendable, CaseIterable {
  case text, json

  /// More characters than the value of any expression has: a value weighs 4 MiB at most.
  private static let wholeValue = 1 << 26

  /// What is printed on standard output, with its final newline.
  ///
  /// - Parameters:
  ///   - explaining: whether the parts of the expression are told.
  ///   - unicode: whether the terminal shows more than ASCII; JSON always does.
  /// - Returns: Of an error nothing, but in JSON with the parts, where it is one of the members.
  package func bytes(for result: ExpressionResult, explaining: Bool, unicode: Bool = true) -> [UInt8] {
    switch (self, result.outcome) {
    case (.text, .error): return []
    case (.json, .error) where !explaining: return []
    case (.text, .value(let value)):
      let text = ExpressionText(value.text(atMost: ExpressionResultFormat.wholeValue), unicode: unicode).text
      return Array((text + "\n").utf8)
        + (explaining ? Array(ExpressionResultFormat.parts(of: result, unicode: unicode).utf8) : [])
    case (.json, .value(let value)) where !explaining:
      return JSONWriter(layout: .line).bytes(of: JSONValue(value.plain))
    case (.json, _):
      return JSONWriter(layout: .indented).bytes(of: ExpressionResultFormat.object(for: result))
    }
  }

  private static func object(for result: ExpressionResult) -> JSONValue {
    let parts = result.parts.map { part in
      let place: [JSONValue.Member] = [
        .init("source", .string(part.source)), .init("line", .integer(part.position.line)),
        .init("column", .integer(part.position.column)),
      ]
      return JSONValue.object(place + members(of: part.outcome))
    }
    var all: [JSONValue.Member] = [
      .init("schema", .string("countersign/policy-eval/v1")), .init("expression", .string(result.source)),
    ]
    all += members(of: result.outcome)
    all.append(.init("parts", .array(parts)))
    return .object(all)
  }

  /// The parts and what each came to, one a line, each cut off where it gets long.
  package static func parts(of result: ExpressionResult, unicode: Bool = true) -> String {
    result.parts.map { part in
      let outcome =
        switch part.outcome {
        case .value(let value): value.text(atMost: 160)
        case .error(let message, _): "an error: \(message)"
        }
      return "  \(ExpressionText("\(cut(part.source, 160)) is \(outcome)", unicode: unicode).text)\n"
    }.joined()
  }

  private static func cut(_ text: String, _ count: Int) -> String {
    let scalars = text.unicodeScalars
    return scalars.count > count ? String(scalars.prefix(count)) + "…" : text
  }

  private static func members(of outcome: ExpressionResult.Outcome) -> [JSONValue.Member] {
    switch outcome {
    case .value(let value): [.init("type", .string(value.type)), .init("value", JSONValue(value.plain))]
    case .error(let message, let position):
      [
        .init(
          "error",
          JSONValue.object(
            .text("message", message), .integer("line", position?.line), .integer("column", position?.column))
        )
      ]
    }
  }
}

extension JSONValue {
  init(_ value: ExpressionResult.Plain) {
    switch value {
    case .null: self = .null
    case .bool(let bool): self = .bool(bool)
    case .number(let digits): self = .digits(digits)
    case .string(let text): self = .string(text)
    case .list(let elements): self = .array(elements.map { JSONValue($0) })
    case .map(let entries): self = .object(entries.map { Member($0.key, JSONValue($0.value)) })
    }
  }
}
