/// One thing that a change of a policy does.
package struct PolicyDifference: Sendable, Hashable {
  /// What it makes of the policy. From what matters most to a reviewer to what matters least.
  package enum Direction: String, Sendable, CaseIterable, Comparable {
    /// Something passes that was refused before, or more people may let it pass.
    case loosens
    /// Something is refused that passed before, or fewer people may let it pass.
    case tightens
    /// Neither can be known from the documents, or it makes no difference to what passes.
    case changes

    /// The direction of the same change made backwards.
    package var reversed: Direction {
      switch self {
      case .loosens: .tightens
      case .tightens: .loosens
      case .changes: .changes
      }
    }

    private var rank: Int { Direction.allCases.firstIndex(of: self) ?? 0 }
    package static func < (left: Direction, right: Direction) -> Bool { left.rank < right.rank }
  }

  package let direction: Direction
  /// What it is about, such as `gate technical` or `alice`.
  package let subject: String
  /// What of it changes, such as `approvals in tier high`; or the whole of what happens, such as `is removed`,
  /// where there is no value before and after.
  package let what: String
  package let before: String?
  package let after: String?

  /// Something that happens, such as `gate board` `is removed`.
  package init(_ direction: Direction, _ subject: String, _ sentence: String) {
    self.direction = direction
    self.subject = subject
    what = sentence
    before = nil
    after = nil
  }

  /// A value that goes from one to another.
  package init(
    _ direction: Direction, _ subject: String, _ what: String, from before: String, to after: String
  ) {
    self.direction = direction
    self.subject = subject
    self.what = what
    self.before = before
    self.after = after
  }

  /// The difference in words, without its direction.
  ///
  /// - Parameter arrow: what stands between the values.
  package func text(arrow: String = "→") -> String {
    guard let before, let after else { return "\(subject) \(what)" }
    return "\(subject): \(what) \(before) \(arrow) \(after)"
  }
}
