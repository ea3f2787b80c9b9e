/// What an expression may cost. Within them, whoever wrote the expression and whoever wrote the values cannot make
/// an evaluation long or large.
public struct Limits: Sendable, Hashable {
  /// UTF-8 bytes of an expression's text.
  public var expressionLength: Int
  /// Levels of nesting: of an expression, and of the values that it handles.
  public var depth: Int
  /// Steps of one evaluation. A step is a part of the expression, whether it is reached or not, those in a macro's
  /// body once for every element; or 16 bytes looked at or made. A million take some hundredths of a second and make
  /// at most 16 MB.
  public var steps: Int
  /// The weight of any value that an expression makes: 16 for every value in it, counted as often as it occurs, and
  /// the bytes of its texts.
  public var valueSize: Int

  /// 64 KiB of text, 200 levels, a million steps, values up to 4 MiB.
  public static let standard = Limits()

  /// Limits; those not given are the standard ones.
  public init(
    expressionLength: Int = 65_536, depth: Int = 200, steps: Int = 1_000_000, valueSize: Int = 4_194_304
  ) {
    self.expressionLength = expressionLength
    self.depth = depth
    self.steps = steps
    self.valueSize = valueSize
  }
}
