/// One thing that the policy asks of a model, and what came of it: a leaf of the tree that `explain` prints and
/// that the coverage of a policy's tests counts.
package struct Leaf: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A rule that raises the tier. It asks nothing: satisfied means that it matches.
    case tier
    /// Whether a gate applies. It asks nothing: satisfied means that it does.
    case applicability
    case scope, evidence, threshold, condition
  }

  package let kind: Kind
  /// What is asked, in the policy's terms, such as `auc (overall) at least 0.80`.
  package let text: String
  /// Where `policies/policy.yaml` asks it.
  package let position: Position?
  package let verdict: Verdict
  /// What was read to answer it.
  package let readings: [Reading]

  package init(
    _ kind: Kind, _ text: String, position: Position?, verdict: Verdict, readings: [Reading] = []
  ) {
    self.kind = kind
    self.text = text
    self.position = position
    self.verdict = verdict
    self.readings = readings
  }

  /// A value that a leaf rests on, and where it stands.
  package struct Reading: Sendable {
    /// What was read, such as `auc (overall)` or `card.domain`.
    package let label: String
    package let value: String
    /// Nil where it stands in no file, such as the present.
    package let path: String?
    package let position: Position?
    /// The commit that brought the file, where it had to be looked for; nil does not mean that there is none.
    package let commit: CommitID?
    /// Whether it stands at base instead of in the tree that will land.
    package let isAtBase: Bool

    package init(
      _ label: String, _ value: String, path: String? = nil, position: Position? = nil,
      commit: CommitID? = nil, isAtBase: Bool = false
    ) {
      self.label = label
      self.value = value
      self.path = path
      self.position = position
      self.commit = commit
      self.isAtBase = isAtBase
    }
  }
}
