import Governance

/// What is wrong with an expression, and where: a message, the line with a caret below, and what to do about it.
package struct ExpressionDiagnostic: Sendable {
  /// Lines without a final newline.
  package let text: String

  /// - Parameters:
  ///   - message: lower case, without a full stop.
  ///   - position: in the expression; nil where nothing is to be pointed at.
  ///   - help: the next steps.
  ///   - parts: the parts of the expression that decide, where they are known.
  package init(
    _ message: String, in expression: String, at position: Position?, help: [String] = [],
    parts: ExpressionResult? = nil, unicode: Bool = true
  ) {
    var lines = ["countersign: \(ExpressionText(message, unicode: unicode).text)"]
    if let position { lines.append(CaretLines(expression, at: position, unicode: unicode).text) }
    if let parts, !parts.parts.isEmpty {
      lines.append(String(ExpressionResultFormat.parts(of: parts, unicode: unicode).dropLast()))
    }
    lines += help.map { "  help: \(ExpressionText($0, unicode: unicode).text)" }
    text = lines.joined(separator: "\n")
  }
}
