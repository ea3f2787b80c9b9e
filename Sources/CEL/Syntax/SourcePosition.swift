/// A place in the text of an expression.
public struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
  /// UTF-8 bytes before it.
  public let offset: Int
  /// Counted from 1; a line ends with a line feed.
  public let line: Int
  /// Unicode scalars since the line began, counted from 1.
  public let column: Int

  /// The place behind `offset` bytes of `text`; an offset past the end means the end.
  init(offset: Int, in text: [UInt8]) {
    let end = min(max(offset, 0), text.count)
    var line = 1
    var column = 1
    for byte in text[..<end] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = end
    self.line = line
    self.column = column
  }

  /// `line:column`.
  public var description: String { "\(line):\(column)" }
}
