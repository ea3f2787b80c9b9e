/// What merging gave.
package enum MergeOutcome: Hashable, Sendable {
  /// The id of the merged tree. It has the id git would give it, but is held in memory by the repository
  /// that made it: read it with ``Repository/tree(_:)``.
  case clean(ObjectID)
  /// The paths on which the sides disagree, in byte order.
  case conflict([GitPath])
}
