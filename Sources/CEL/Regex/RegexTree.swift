/// A parsed pattern: its nodes in one list, so that neither a walk nor their release recurses deeper than we allow.
struct RegexTree {
  /// The parts.
  var nodes: [RegexNode] = []
  /// The classes that `RegexNode.set` names.
  var sets: [ScalarSet] = []
  /// The index of the node that is the whole pattern.
  var root = 0
  /// The names of the groups, nil for a group without one; the first is the whole match.
  var groupNames: [String?] = [nil]
}
