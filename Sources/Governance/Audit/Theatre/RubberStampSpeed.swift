/// `rubber-stamp-speed`: approvals so soon after the newest change that they cover that there was hardly time to read
/// it. Only what somebody else changed is looked at, and what is dated before the change says nothing.
struct RubberStampSpeed: Sendable {
  private let within: Period
  private var reviewers: [IdentityID: Tally] = [:]

  private struct Tally {
    /// The approvals of which it is known how long after the change they were given.
    var approvals = 0
    var fast = 0
    var soonest: (seconds: Int64, sighting: Sighting)?
  }

  init(within: Period) { self.within = within }

  mutating func add(_ decision: LandedDecision) {
    guard decision.decision.approves, let seconds = decision.secondsAfterChange else { return }
    let sighting = Sighting(decision)
    let isFast = seconds < within.approximateSeconds
    func update(_ tally: inout Tally) {
      tally.approvals += 1
      guard isFast else { return }
      tally.fast += 1
      if let soonest = tally.soonest {
        guard
          seconds != soonest.seconds ? seconds < soonest.seconds : sighting.comes(before: soonest.sighting)
        else { return }
      }
      tally.soonest = (seconds, sighting)
    }
    update(&reviewers[decision.reviewer, default: Tally()])
  }

  var findings: [TheatreFinding] {
    reviewers.keys.sorted().compactMap { person in
      guard let tally = reviewers[person], let (seconds, example) = tally.soonest else { return nil }
      let message =
        "\(tally.fast) of \(tally.approvals) approvals by \(person) came within \(within) of the newest change"
        + " that they cover; the soonest \(TimeSpan(seconds: seconds)) after it: \(example.text)"
      return TheatreFinding(
        people: [person], weight: tally.fast,
        finding: Finding(
          .rubberStampSpeed, .warning, message,
          help:
            "a hint, since dates are claims: a small change, or one that was read before, takes no longer",
          example: example))
    }
  }
}
