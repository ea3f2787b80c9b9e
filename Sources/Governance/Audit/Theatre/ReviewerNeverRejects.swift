/// `reviewer-never-rejects`: many decisions of one person, and never a rejection, a withdrawal or a condition.
struct ReviewerNeverRejects: Sendable {
  private let threshold: Int
  private var reviewers: [IdentityID: Tally] = [:]

  private struct Tally {
    var decisions = 0
    var objections = 0
    var newest: Sighting?
  }

  init(decisions threshold: Int) { self.threshold = threshold }

  mutating func add(_ decision: LandedDecision) {
    let sighting = Sighting(decision)
    func update(_ tally: inout Tally) {
      tally.decisions += 1
      if decision.decision != .approve { tally.objections += 1 }
      if tally.newest.map({ $0.comes(before: sighting) }) ?? true { tally.newest = sighting }
    }
    update(&reviewers[decision.reviewer, default: Tally()])
  }

  var findings: [TheatreFinding] {
    reviewers.keys.sorted().compactMap { person in
      guard let tally = reviewers[person], tally.decisions >= threshold, tally.objections == 0,
        let newest = tally.newest
      else { return nil }
      return TheatreFinding(
        people: [person], weight: tally.decisions,
        finding: Finding(
          .reviewerNeverRejects, .note,
          "all \(tally.decisions) decisions by \(person) approve: no rejection, no withdrawal, no condition;"
            + " last \(newest.text)",
          help:
            "the models may be good, and rejections on branches that never landed are not seen: look at some"
            + " reviews together",
          example: newest))
    }
  }
}
