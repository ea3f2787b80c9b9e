/// Text as YAML, written so that every reader takes it for that very text: the strict one here, and those that know
/// more kinds of values (YAML 1.1 takes `no` for false, `2026-11-20` for a date and `1:30` for ninety).
package enum YAMLText {
  /// A scalar, plain where it can only be read as itself, else in double quotes. What nobody sees is written as an
  /// escape, so that a review shows what is there.
  ///
  /// - Parameter text: without NUL, which no document may hold.
  package static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// A text of several lines as it stands in a block (`|-`), each line behind the indentation; nil where it has to be
  /// in quotes.
  static func block(_ text: String, indentation: String) -> String? {
    guard text.utf8.contains(0x0A), text.unicodeScalars.allSatisfy({ $0 == "\n" || isShown($0) }) else {
      return nil
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // A blank at the start would count as indentation, and empty lines at the end would be lost.
    guard let first = lines.first?.utf8.first, first != 0x20, let last = lines.last, !last.isEmpty,
      !lines.contains(where: { $0.utf8.last == 0x20 })
    else { return nil }
    return (["|-"] + lines.map { $0.isEmpty ? "" : indentation + $0 }).joined(separator: "\n")
  }

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, last != 0x3A, last != 0x20,
      text.utf8.count <= 512
    else { return false }
    guard text.utf8.allSatisfy({ isAlphanumeric($0) || "-_./: ".utf8.contains($0) }) else { return false }
    // A colon before a blank ends a key.
    if text.utf8.contains(0x3A), text.utf8.contains(0x20) { return false }
    if isLetter(first) { return !words.contains(text.lowercased()) }
    // Such as 2.1.0, which is no number and no date to anybody.
    let parts = text.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
    return parts.count > 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isDigit) }
  }

  /// What some reader takes for something else than text.
  private static let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where isShown(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted +=
          (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.utf8.count) + digits
      }
    }
    return quoted + "\""
  }

  /// Whether people see the scalar, and YAML allows it as it is.
  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
    return switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .spaceSeparator:
      false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
