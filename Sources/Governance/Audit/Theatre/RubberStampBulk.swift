/// `rubber-stamp-bulk`: approvals of many models by one person within a short time, or in one commit.
///
/// Decisions land in another order than they are given in, so those of one person are sorted by their dates. Of very
/// many, those that landed longest ago are settled first, so that memory has a bound for each person.
struct RubberStampBulk: Sendable {
  private let threshold: TheatreThresholds.Bulk
  private var reviewers: [IdentityID: Given] = [:]

  /// How many approvals of one person are compared with each other at least.
  private static let memory = 10_000

  private struct Given {
    var open: [Sighting] = []
    var occasions = Occasions()

    mutating func add(_ sighting: Sighting, _ threshold: TheatreThresholds.Bulk) {
      open.append(sighting)
      guard open.count >= 2 * memory else { return }
      occasions.look(at: open.prefix(memory), threshold)
      open.removeFirst(memory)
    }
  }

  /// The occasions on which many models were approved at once.
  private struct Occasions {
    private(set) var count = 0
    private(set) var largest: Occasion?

    /// Moves a window over the approvals in the order of their dates. Windows that overlap are one occasion.
    mutating func look(at sightings: ArraySlice<Sighting>, _ threshold: TheatreThresholds.Bulk) {
      let sorted = sightings.sorted { $0.comes(before: $1) }
      let length = threshold.within.approximateSeconds
      var start = 0
      var inside: [ModelID: Int] = [:]
      var commits: [CommitID: Int] = [:]
      var told = -1
      for (end, sighting) in sorted.enumerated() {
        if let model = sighting.model { inside[model, default: 0] += 1 }
        commits[sighting.commit, default: 0] += 1
        while sighting.date.seconds(since: sorted[start].date).map({ $0 > length }) ?? true {
          if let model = sorted[start].model { inside.takeOne(model) }
          commits.takeOne(sorted[start].commit)
          start += 1
        }
        guard inside.count >= threshold.models else { continue }
        if start > told { count += 1 }
        told = end
        if inside.count > largest?.models ?? 0 {
          largest = Occasion(
            models: inside.count, first: sorted[start], isOneCommit: commits.count == 1)
        }
      }
    }
  }

  private struct Occasion {
    let models: Int
    let first: Sighting
    let isOneCommit: Bool
  }

  init(_ threshold: TheatreThresholds.Bulk) { self.threshold = threshold }

  mutating func add(_ decision: LandedDecision) {
    guard decision.decision.approves, decision.model != nil else { return }
    reviewers[decision.reviewer, default: Given()].add(Sighting(decision), threshold)
  }

  var findings: [TheatreFinding] {
    reviewers.keys.sorted().compactMap { person in
      guard let given = reviewers[person] else { return nil }
      var occasions = given.occasions
      occasions.look(at: given.open[...], threshold)
      guard let largest = occasions.largest else { return nil }
      let message =
        "\(person) approved \(threshold.models) models or more within \(threshold.within) \(times(occasions.count));"
        + " at most \(largest.models)\(largest.isOneCommit ? ", in one commit" : ""),"
        + " beginning with \(largest.first.text)"
      return TheatreFinding(
        people: [person], weight: largest.models,
        finding: Finding(
          .rubberStampBulk, .warning, message,
          help:
            "see whether the reviews were done before and only signed together, and whether others can help",
          example: largest.first))
    }
  }
}

extension Dictionary where Value == Int {
  fileprivate mutating func takeOne(_ key: Key) {
    guard let count = self[key] else { return }
    self[key] = count == 1 ? nil : count - 1
  }
}
