/// Writes content lines of iCalendar (RFC 5545, section 3.1): CR LF, and folded at 75 octets between characters.
struct CalendarWriter {
  private(set) var bytes: [UInt8] = []

  private static let lineLimit = 75

  /// A property whose value is as it is to stand there: ours, without anything to escape.
  ///
  /// - Parameter name: with its parameters.
  mutating func property(_ name: String, _ value: String) {
    var column = 0
    for scalar in "\(name):\(value)".unicodeScalars {
      let octets = Array(String(scalar).utf8)
      if column + octets.count > CalendarWriter.lineLimit {
        bytes += "\r\n ".utf8
        column = 1
      }
      bytes += octets
      column += octets.count
    }
    bytes += "\r\n".utf8
  }

  /// A property of type TEXT (section 3.3.11), whatever the text holds: what is no visible character is written as an
  /// escape that people can read, so that no line of it ends and no other property begins.
  mutating func text(_ name: String, _ text: String) { property(name, CalendarWriter.escaped(text)) }

  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Printable(text).text.unicodeScalars {
      if scalar == "\\" || scalar == ";" || scalar == "," { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
