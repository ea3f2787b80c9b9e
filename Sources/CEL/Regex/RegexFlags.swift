/// The flags that `(?imsU)` sets and `(?-imsU)` clears, until the group that holds them ends.
struct RegexFlags: OptionSet {
  let rawValue: UInt8

  /// `i`: letters match in either case.
  static let ignoresCase = RegexFlags(rawValue: 1)
  /// `m`: `^` and `$` match at the ends of lines too.
  static let multiline = RegexFlags(rawValue: 2)
  /// `s`: `.` matches a line feed too.
  static let dotMatchesNewline = RegexFlags(rawValue: 4)
  /// `U`: `x*` prefers less and `x*?` more.
  static let ungreedy = RegexFlags(rawValue: 8)

  /// The flag that a letter of `(?…)` stands for.
  init?(letter: UInt32) {
    switch letter {
    case 0x69: self = .ignoresCase
    case 0x6D: self = .multiline
    case 0x73: self = .dotMatchesNewline
    case 0x55: self = .ungreedy
    default: return nil
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}
