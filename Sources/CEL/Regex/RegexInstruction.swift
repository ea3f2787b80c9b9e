/// One step of a compiled pattern. Instructions name the next by its index in the program.
enum RegexInstruction {
  /// Takes one code point.
  case scalar(UInt32, next: Int32)
  /// Takes one code point of the program's set of this index.
  case set(Int32, next: Int32)
  /// Goes both ways; the first is preferred.
  case split(Int32, Int32)
  /// Notes the place in a slot: twice a group's number for its start, and one more for its end.
  case save(slot: Int32, next: Int32)
  /// Goes on only where the assertion holds.
  case assertion(RegexAssertion, next: Int32)
  /// The pattern has matched.
  case match
}
