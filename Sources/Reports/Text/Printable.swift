/// Text made safe to show: what could break a line, colour a terminal, or look like something else is
/// written as a visible escape.
///
/// Model names, paths and messages hold whatever somebody put into a repository. Control characters
/// (`\e`, `\n`, `\u{9b}`), directional and invisible ones (`\u{202e}`, `\u{200b}`), odd spaces and
/// unassigned or private characters are escaped, as is the backslash, so that an escape is never taken for
/// text or text for an escape. More than two combining marks in a row are escaped from the third on: a pile
/// of them reaches into the lines above and below. CI systems take lines for commands that hold `##[` or `##vso[`
/// anywhere, or begin with `::`: a second number sign, and a second colon where a word begins, are escaped.
package struct Printable: Sendable {
  /// The text with its escapes.
  package let text: String

  /// - Parameter unicode: false escapes what is beyond ASCII, for terminals that would show something else.
  package init(_ original: String, unicode: Bool = true) {
    var text = ""
    // How many marks may still sit on the last character.
    var room = 0
    // The last two characters, a space where there are none.
    var (last, lastButOne): (Unicode.Scalar, Unicode.Scalar) = (" ", " ")
    for scalar in original.unicodeScalars {
      defer { (last, lastButOne) = (scalar, last) }
      switch scalar.value {
      case 0x23 where last == "#", 0x3A where last == ":" && lastButOne == " ":
        text += Printable.escape(scalar)
        room = 0
      case 0x20...0x7E where scalar.value != 0x5C:
        text.unicodeScalars.append(scalar)
        room = scalar.value == 0x20 ? 0 : 2
      // An ellipsis of our own messages, not worth an escape.
      case 0x2026 where !unicode:
        text += "..."
        room = 0
      default:
        let isMark = Printable.isMark(scalar)
        if scalar.value != 0x5C, unicode, Printable.isVisible(scalar), !isMark || room > 0 {
          text.unicodeScalars.append(scalar)
          room = isMark ? room - 1 : 2
        } else {
          text += Printable.escape(scalar)
          room = 0
        }
      }
    }
    self.text = text
  }

  /// How many columns of a terminal a printable text takes.
  package static func columns(of text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + (isMark($1) ? 0 : width(of: $1)) }
  }

  /// Whether the scalar is a character that one sees, or the plain space.
  package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      false
    // Fillers are letters by category and blank by design; variation selectors are marks that nobody sees.
    default: !scalar.properties.isDefaultIgnorableCodePoint && scalar.value != 0x2800
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    let category = scalar.properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x5C: "\\\\"
    case 0x00: "\\0"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x1B: "\\e"
    default: "\\u{" + String(scalar.value, radix: 16) + "}"
    }
  }

  /// Two columns for what terminals draw wide: the East Asian wide and fullwidth blocks (Unicode Standard
  /// Annex 11) and emoji. An approximation by block: a line that ends a column early or late is no harm.
  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
