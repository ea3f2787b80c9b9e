/// `reviewer-reciprocal`: two people who approve each other's changes, each of them mostly the other's.
struct ReviewerReciprocal: Sendable {
  private let threshold: Int
  private var reviewers: [IdentityID: Given] = [:]

  /// A change by more people than this is nobody's in particular.
  private static let mostContributors = 8

  private struct Given {
    var approvals = 0
    var to: [IdentityID: Favour] = [:]
  }

  private struct Favour {
    var count = 0
    var newest: Sighting?
  }

  init(approvals threshold: Int) { self.threshold = threshold }

  mutating func add(_ decision: LandedDecision) {
    guard decision.decision.approves, decision.model != nil else { return }
    let sighting = Sighting(decision)
    func update(_ given: inout Given) {
      given.approvals += 1
      guard decision.contributors.count <= ReviewerReciprocal.mostContributors else { return }
      for contributor in decision.contributors where contributor != decision.reviewer {
        note(sighting, &given.to[contributor, default: Favour()])
      }
    }
    func note(_ sighting: Sighting, _ favour: inout Favour) {
      favour.count += 1
      if favour.newest.map({ $0.comes(before: sighting) }) ?? true { favour.newest = sighting }
    }
    update(&reviewers[decision.reviewer, default: Given()])
  }

  var findings: [TheatreFinding] {
    reviewers.keys.sorted().flatMap { person in
      guard let given = reviewers[person] else { return [TheatreFinding]() }
      return given.to.keys.filter { person < $0 }.sorted().compactMap { finding(person, $0) }
    }
  }

  private func finding(_ one: IdentityID, _ two: IdentityID) -> TheatreFinding? {
    guard let there = favour(of: one, to: two), let back = favour(of: two, to: one),
      let (newest, other) = newest(there, back)
    else { return nil }
    return TheatreFinding(
      people: [one, two], weight: min(there.count, back.count),
      finding: Finding(
        .reviewerReciprocal, .note,
        "\(one) and \(two) mostly approve each other's changes: \(there.count) of \(approvals(one)) approvals by"
          + " \(one) are of what \(two) changed, and \(back.count) of \(approvals(two)) the other way round;"
          + " last \(newest.text), and \(other.text)",
        help: "let other people review from time to time", example: newest))
  }

  /// What the one approved of the other's, if it is enough, and most of what they approved.
  private func favour(of one: IdentityID, to two: IdentityID) -> Favour? {
    guard let favour = reviewers[one]?.to[two], favour.count >= threshold,
      favour.count * 2 > approvals(one)
    else { return nil }
    return favour
  }

  private func approvals(_ person: IdentityID) -> Int { reviewers[person]?.approvals ?? 0 }

  private func newest(_ one: Favour, _ two: Favour) -> (Sighting, Sighting)? {
    guard let first = one.newest, let second = two.newest else { return nil }
    return first.comes(before: second) ? (second, first) : (first, second)
  }
}
