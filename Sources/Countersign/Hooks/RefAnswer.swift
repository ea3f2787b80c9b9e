import Governance

/// What becomes of one reference of a push.
package enum RefAnswer: Sendable {
  /// No rule is about it.
  case passes
  /// It may not change, whatever it holds.
  case refused(Finding)
  /// It is a protected branch, and this is the report of its transition.
  case judged(TransitionReport)

  package var isAccepted: Bool {
    switch self {
    case .passes: true
    case .refused: false
    case .judged(let report): report.verdict == .satisfied
    }
  }
}
