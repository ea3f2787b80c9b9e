/// A part of a parsed pattern. Parts name their own parts by their index in the tree's list of nodes.
enum RegexNode {
  /// Nothing: matches the empty text.
  case empty
  /// One code point.
  case scalar(UInt32)
  /// One code point of a class: an index into the tree's sets.
  case set(Int)
  /// A place between code points.
  case assertion(RegexAssertion)
  /// A group whose place in the text is reported, counted from 1.
  case capture(index: Int, node: Int)
  /// One part after the other.
  case concatenation([Int])
  /// One of the parts, the first that leads to a match.
  case alternation([Int])
  /// A part so many times; without a maximum, as often as it goes.
  case repetition(node: Int, minimum: Int, maximum: Int?, greedy: Bool)
}
