import Reports

@testable import Governance

/// Audits that read like those of a real repository.
struct AuditSample {
  let name: String
  let transitions: [AuditedTransition]
  let summary: AuditSummary

  static let start = Instant(rfc3339: "2026-05-04T08:00:00Z")!

  /// FNV-1a, repeated to 32 bytes: what digests are made of does not matter here.
  static let digester = Digester { bytes in
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return (0..<32).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * ($0 % 8))) }
  }

  static func hours(_ hours: Double) -> Instant { Instant(seconds: start.seconds + Int64(hours * 3600)) }

  init(
    _ name: String, _ transitions: [AuditedTransition], person: IdentityID? = nil, branch: String = "main"
  ) {
    self.name = name
    var summary = AuditSummary(
      branch: branch, tip: Sample.head, root: Sample.base, isPinned: true, person: person,
      thresholdsFrom: Sample.head)
    for transition in transitions {
      summary.measure(transition)
      if person == nil || !transition.acts.isEmpty { summary.add(transition) }
    }
    summary.close()
    self.summary = summary
    self.transitions = transitions.filter { person == nil || !$0.acts.isEmpty }
  }

  /// What a format makes of it.
  func bytes(_ format: some AuditFormat) throws -> [UInt8] {
    var format = format
    var bytes: [UInt8] = []
    try format.begin { bytes += $0 }
    for transition in transitions { try format.add(transition) { bytes += $0 } }
    try format.finish(summary) { bytes += $0 }
    return bytes
  }

  static func decision(
    _ reviewer: IdentityID, _ model: ModelID, _ version: String, _ gate: GateID, at date: Instant,
    change: Instant, _ decision: Approval.Decision = .approve, text: String? = nil, team: Team = "risk"
  ) -> LandedDecision {
    LandedDecision(
      model: model, version: version, gate: gate, tier: "high", stage: "production", reviewer: reviewer,
      teams: [team], decision: decision, date: date,
      rationale: text.flatMap { LandedDecision.Rationale($0, digester: digester) }, commit: Sample.head,
      isCounted: decision.approves, change: change, contributors: ["erin"])
  }

  /// A transition a day: Erin changes a model, Alice has a look, Kim hardly does, and it lands.
  static var ordinary: [AuditedTransition] {
    (0..<4).map { day in
      let start = Double(day) * 24
      let (change, technical) = (hours(start), hours(start + 3.5))
      let fairness = Instant(seconds: change.seconds + 45)
      let (model, version): (ModelID, String) =
        day == 3 ? ("churn", "1.0.0") : ("credit-scoring", "2.\(day).0")
      var decisions = [
        decision(
          "alice", model, version, "technical", at: technical, change: change, text: "run \(day) holds"),
        decision(
          "kim", model, version, "fairness", at: fairness, change: change, text: "Looks good.", team: "law"),
      ]
      if day == 1 {
        decisions.append(
          decision("alice", model, version, "technical", at: hours(start + 1), change: change, .reject))
      }
      return AuditedTransition(
        report: day == 2 ? Sample.violated : Sample.satisfied, date: hours(start + 20), landing: .merge,
        signer: "dana",
        record: LandedRecord(
          decisions: decisions,
          changes: [
            ModelChange(
              model: model, tier: day == 3 ? "low" : "high", stage: "production", contributors: ["erin"],
              first: change, last: change, evidence: hours(start + 1),
              gates: [.init(gate: "fairness", date: fairness), .init(gate: "technical", date: technical)],
              merged: hours(start + 20))
          ]),
        acts: [
          SignedAct(
            .approval, model: model, gate: "fairness", decision: .approve, date: fairness, commit: Sample.head
          ),
          SignedAct(.merge, date: hours(start + 20), commit: Sample.base),
        ])
    }
  }

  static var hostile: [AuditedTransition] {
    let poison = Sample.poison
    let decisions = (0..<5).map { index in
      LandedDecision(
        model: ModelID("=\(index)" + poison), version: poison, gate: GateID(poison), tier: TierID(poison),
        stage: StageID(poison), reviewer: IdentityID(poison), teams: [Team(poison)], date: start,
        rationale: LandedDecision.Rationale(poison, digester: digester), commit: CommitID(poison),
        change: start, contributors: [IdentityID(poison)])
    }
    let changes = [
      ModelChange(
        model: ModelID(poison), tier: TierID(poison), stage: StageID(poison), first: start, last: start,
        gates: [.init(gate: GateID(poison), date: hours(1))], merged: hours(2))
    ]
    var formulas = Sample.satisfied
    formulas.models[0].id = "=HYPERLINK(\"http://example.com\",\"a\")"
    formulas.models[0].version = "@SUM(1+1)*cmd|' /C calc'!A0"
    formulas.models[0].contributors = ["+erin", "-farid"]
    formulas.models[0].gates[0].id = "\t=1"
    formulas.branch = "-main"
    let acts = SignedAct.Kind.allForTests.map {
      SignedAct(
        $0, model: ModelID(poison), gate: GateID(poison), decision: .approve, report: poison, date: start,
        commit: CommitID(poison))
    }
    return [
      AuditedTransition(
        report: Sample.hostile, date: start, landing: .direct, signer: IdentityID(poison),
        record: LandedRecord(decisions: decisions, changes: changes), acts: acts),
      AuditedTransition(report: formulas, date: start, landing: .merge, signer: "=erin", acts: acts),
    ]
  }

  static let all = [
    AuditSample("audit", ordinary), AuditSample("audit-person", ordinary, person: "kim"),
    AuditSample("audit-hostile", hostile, branch: Sample.poison),
    AuditSample("audit-hostile-person", hostile, person: IdentityID(Sample.poison), branch: Sample.poison),
    AuditSample(
      "audit-unjudged",
      [AuditedTransition(report: Sample.undecided, date: start, landing: .direct, signer: nil)]),
  ]
}

extension SignedAct.Kind {
  fileprivate static let allForTests: [SignedAct.Kind] = [.contribution, .evidence, .approval, .merge]
}
