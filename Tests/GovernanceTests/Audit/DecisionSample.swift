import Governance

/// Decisions as they landed, one thing of each given.
enum DecisionSample {
  /// 2026-05-01T09:00:00Z
  static let start = Instant(rfc3339: "2026-05-01T09:00:00Z")!

  static func at(_ seconds: Int64) -> Instant { Instant(seconds: start.seconds + seconds) }

  /// - Parameters:
  ///   - seconds: when, counted from the start.
  ///   - after: how long after the newest change; nil where none is covered.
  static func decision(
    by reviewer: IdentityID, of model: ModelID? = "credit", _ version: String = "1.0",
    gate: GateID = "technical",
    says decision: Approval.Decision = .approve, at seconds: Int64 = 0, after: Int64? = nil,
    text: String? = nil,
    for contributors: [IdentityID] = ["erin"], commit: CommitID? = nil, isCounted: Bool = true,
    isStale: Bool = false, teams: [Team] = []
  ) -> LandedDecision {
    LandedDecision(
      model: model, version: version, gate: gate, tier: "high", stage: "production", reviewer: reviewer,
      teams: teams, decision: decision, date: at(seconds),
      rationale: text.flatMap { LandedDecision.Rationale($0, digester: Fixture.digester) },
      commit: commit ?? CommitID("\(reviewer)-\(model?.text ?? "policy")-\(version)-\(gate)-\(seconds)"),
      isCounted: isCounted, isStale: isStale, change: after.map { at(seconds - $0) },
      contributors: contributors)
  }

  static func findings(
    _ decisions: [LandedDecision], _ thresholds: TheatreThresholds = TheatreThresholds()
  ) -> [TheatreFinding] {
    var theatre = Theatre(thresholds)
    for decision in decisions { theatre.add(decision) }
    return theatre.findings
  }

  /// The findings of one rule.
  static func found(
    _ rule: Rule, _ decisions: [LandedDecision], _ thresholds: TheatreThresholds = TheatreThresholds()
  ) -> [TheatreFinding] {
    findings(decisions, thresholds).filter { $0.finding.rule == rule }
  }
}
