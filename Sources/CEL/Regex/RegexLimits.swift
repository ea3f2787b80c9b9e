/// The bounds of a regular expression: together they bound the time and memory of compiling one, whatever its pattern.
enum RegexLimits {
  /// Code points of a pattern.
  static let patternLength = 10_000

  /// Groups within groups.
  static let nesting = 200

  /// Code points of a pattern that a message shows.
  static let shown = 40

  /// The largest count of `{n,m}`, and the largest product of counts within counts: as RE2 has it.
  static let repetitions = 1_000

  /// Instructions of a compiled program: a match takes at most so many steps for each code point of the text.
  static let instructions = 10_000

  /// Ranges that all classes of a pattern may have between them.
  static let classRanges = 100_000

  /// Places in which a search that reports groups keeps offsets: two for a group, for each instruction.
  static let captureSlots = 1_000_000
}
