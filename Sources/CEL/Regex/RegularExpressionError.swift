/// A pattern that is no regular expression, or asks for more than a matcher of linear time can give.
public struct RegularExpressionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and, where it helps, what to write instead: lower case, without a full stop.
  public let message: String

  /// Where the offending part of the pattern begins, in code points from the pattern's start.
  public let offset: Int

  /// Creates the error that `message` tells of the pattern's code point `offset`.
  public init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }

  /// The message with the place that it speaks of.
  public var description: String { "\(message), at code point \(offset)" }
}
