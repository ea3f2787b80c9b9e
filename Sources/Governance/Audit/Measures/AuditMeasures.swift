/// What an audit measures over the whole record, folded transition by transition.
///
/// It rests on what landed. Of branches that never did, and of what a squash left behind, nothing is seen; and every
/// date is a claim of whoever made the commit or signed the file.
package struct AuditMeasures: Sendable {
  /// How many transitions were looked at.
  package private(set) var transitions = 0
  /// How many of them could not be judged, so that nothing is known of their decisions.
  package private(set) var unjudged = 0
  /// How many findings say that a commit's date cannot be true.
  package private(set) var implausibleDates = 0
  package private(set) var velocity = Velocity()
  package private(set) var load = ReviewLoad()
  /// How many times a gate was passed by a waiver.
  package private(set) var waivers = 0

  package init() {}

  package mutating func add(_ transition: AuditedTransition) {
    transitions += 1
    implausibleDates += transition.report.findings.count { $0.rule == .dateImplausible }
    guard let record = transition.record else {
      unjudged += 1
      return
    }
    waivers += record.waived.count
    for change in record.changes { velocity.add(change) }
    for decision in record.decisions {
      velocity.add(decision)
      load.add(decision)
    }
  }
}
