/// How often `*`, `+`, `?` or `{n,m}` wants the part before it.
struct RegexCount {
  /// At least so often.
  var minimum: Int
  /// At most so often, nil for no end.
  var maximum: Int?
  /// Whether more is better than less.
  var greedy = true
}
