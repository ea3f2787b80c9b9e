/// Text of an expression, or of a value as expressions write it, made safe to show: what could break a line, colour
/// a terminal or look like something else is written as the language's own escape (`\u202e`, `\U000e0001`), so
/// that what is shown of a literal still means the same. A backslash stays as it is: here it is an escape already.
package struct ExpressionText: Sendable {
  package let text: String

  /// - Parameter unicode: false escapes what is beyond ASCII, for terminals that would show something else.
  package init(_ original: String, unicode: Bool = true) {
    var text = String.UnicodeScalarView()
    // How many marks may still sit on the last character: a pile of them reaches into the lines around it.
    var room = 0
    for scalar in original.unicodeScalars {
      if scalar.value < 0x7F, scalar.value >= 0x20 {
        text.append(scalar)
        room = 2
        continue
      }
      if scalar.value == 0x2026, !unicode {
        text.append(contentsOf: "...".unicodeScalars)
        continue
      }
      let isMark = Printable.columns(of: String(scalar)) == 0
      if unicode, Printable.isVisible(scalar), !isMark || room > 0 {
        text.append(scalar)
        room = isMark ? room - 1 : 2
      } else {
        text.append(contentsOf: ExpressionText.escape(scalar).unicodeScalars)
        room = 0
      }
    }
    self.text = String(text)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default:
      let digits = String(scalar.value, radix: 16)
      let width = scalar.value > 0xFFFF ? 8 : 4
      return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
    }
  }
}
