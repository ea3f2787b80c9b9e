import Governance

/// A line of an expression, and below it a caret that points at a place in it.
package struct CaretLines: Sendable {
  /// Two lines without a final newline; of a long line the part around the caret.
  package let text: String

  /// The most columns of the expression that are shown.
  private static let width = 100

  /// - Parameters:
  ///   - position: line, and column in Unicode scalars, both from 1; past the end means the end.
  ///   - unicode: whether the terminal shows more than ASCII.
  package init(_ expression: String, at position: Position, unicode: Bool = true) {
    let lines = expression.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let line = lines[min(max(position.line, 1), lines.count) - 1]
    let place = min(max(position.column - 1, 0), line.count)
    func shown(_ part: some Sequence<Unicode.Scalar>) -> String {
      var scalars = String.UnicodeScalarView()
      scalars.append(contentsOf: part)
      return ExpressionText(String(scalars), unicode: unicode).text
    }
    // Far from both ends, what is further away than half of the width says nothing.
    let isLong = line.count > CaretLines.width
    let start = isLong ? max(0, min(place - CaretLines.width / 2, line.count - CaretLines.width)) : 0
    let end = min(start + CaretLines.width, line.count)
    let dots = unicode ? "…" : "..."
    let before = (start > 0 ? dots : "") + shown(line.dropFirst(start).prefix(place - start))
    let after = shown(line.dropFirst(place).prefix(end - place)) + (end < line.count ? dots : "")
    text = "  \(before)\(after)\n  \(String(repeating: " ", count: Printable.columns(of: before)))^"
  }
}
