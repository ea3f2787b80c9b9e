/// `rubber-stamp-text`: the same rationale, byte for byte but for white space at its ends, in one person's approvals
/// of several models or versions.
struct RubberStampText: Sendable {
  private let threshold: Int
  private var reviewers: [IdentityID: [TextFingerprint: Use]] = [:]

  /// How many texts of one person are kept at least. Of more, those that served once are forgotten.
  private static let memory = 10_000

  private struct Subject: Hashable {
    let model: ModelID
    let version: [UInt8]
  }

  private struct Use {
    var first: Sighting
    /// Nothing as long as it is the first one's alone: most texts are written once.
    var subjects: Set<Subject> = []
    var excerpt = ""
  }

  init(uses threshold: Int) { self.threshold = threshold }

  mutating func add(_ decision: LandedDecision) {
    guard decision.decision.approves, decision.model != nil, let rationale = decision.rationale else {
      return
    }
    RubberStampText.note(rationale, Sighting(decision), &reviewers[decision.reviewer, default: [:]])
  }

  private static func note(
    _ rationale: LandedDecision.Rationale, _ sighting: Sighting, _ texts: inout [TextFingerprint: Use]
  ) {
    guard var use = texts[rationale.fingerprint] else {
      if texts.count >= 2 * memory { texts = texts.filter { $0.value.subjects.count > 1 } }
      texts[rationale.fingerprint] = Use(first: sighting)
      return
    }
    // One owner, so that the set grows in place.
    texts[rationale.fingerprint] = nil
    use.subjects.formUnion([use.first, sighting].compactMap(subject))
    use.excerpt = rationale.excerpt
    if sighting.comes(before: use.first) { use.first = sighting }
    texts[rationale.fingerprint] = use
  }

  private static func subject(_ sighting: Sighting) -> Subject? {
    sighting.model.map { Subject(model: $0, version: Array(sighting.version.utf8)) }
  }

  var findings: [TheatreFinding] {
    reviewers.keys.sorted().compactMap { person in
      let repeated = (reviewers[person] ?? [:]).values.filter { $0.subjects.count >= threshold }
      let most = repeated.max { one, two in
        one.subjects.count != two.subjects.count
          ? one.subjects.count < two.subjects.count : two.first.comes(before: one.first)
      }
      guard let most else { return nil }
      let message =
        "\(repeated.count == 1 ? "one rationale" : "\(repeated.count) rationales") by \(person)"
        + " \(repeated.count == 1 ? "serves" : "serve") for \(threshold) models or versions or more;"
        + " for \(most.subjects.count) of them “\(most.excerpt)”, first at \(most.first.text)"
      return TheatreFinding(
        people: [person], weight: most.subjects.count,
        finding: Finding(
          .rubberStampText, .warning, message,
          help: "let rationales say what was looked at in this very model", example: most.first))
    }
  }
}
