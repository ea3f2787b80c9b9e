/// Which reports a gate may rely on.
struct EvidenceJudgement {
  /// The reports that count, over all that the gate asks for.
  private(set) var accepted: [EvidenceRecord] = []
  private(set) var findings: [Finding] = []
  private(set) var leaves: [Leaf] = []

  /// - Parameter positions: the policy's.
  init(
    gate: Gate, facts: ModelFacts, card: Card?, contributors: [IdentityID], roster: Roster, now: Instant,
    positions: Positions
  ) {
    // What a gate asks for twice, of other producers say, is read and told once.
    var read: Set<Int> = []
    for (index, requirement) in gate.evidence.enumerated() {
      let known = findings.count
      var good: [(place: Int, record: EvidenceRecord)] = []
      var objections: [Finding] = []
      for (place, record) in facts.evidence.enumerated()
      where record.document.name.isExactly(requirement.name) {
        if let (rule, message, help) = EvidenceJudgement.objection(
          to: record, requirement, card: card, contributors: contributors, roster: roster, now: now)
        {
          objections.append(
            Finding(
              rule, "evidence \(record.path) \(message)", help: help, model: facts.id, gate: gate.id,
              path: record.path, position: record.document.positions["name"], commit: record.commit))
        } else {
          good.append((place, record))
        }
      }
      if good.isEmpty {
        findings += objections
        if objections.isEmpty { findings.append(EvidenceJudgement.missing(requirement, gate, facts)) }
      } else {
        // What does not count beside what does is worth a word, no more: anybody may add a file.
        for var objection in objections {
          objection.severity = .note
          objection.verdict = .satisfied
          findings.append(objection)
        }
      }
      let trust = EvidenceTrust(
        requirement: requirement, contributors: contributors, roster: roster,
        isBound: !(card?.artifacts.isEmpty ?? true))
      for (place, record) in good {
        if let message = trust.remark(on: record) {
          findings.append(
            Finding(
              .evidenceUntrusted, .warning,
              "evidence \(record.path) counts by the signature of its commit, but \(message)",
              help:
                "see who changed the report or its .sig; let its producer sign it anew or remove the .sig",
              model: facts.id, gate: gate.id, path: record.path, commit: record.commit))
        }
        guard read.insert(place).inserted else { continue }
        accepted.append(record)
        for test in record.document.tests where !test.passed {
          findings.append(
            Finding(
              .thresholdUnmet, "test \(test.name) failed in evidence \(record.path)",
              help: "mend the model, or produce the evidence anew", model: facts.id, gate: gate.id,
              path: record.path, position: record.document.positions["tests"], commit: record.commit))
        }
      }
      let hasFailed = good.contains { good in good.record.document.tests.contains { !$0.passed } }
      leaves.append(
        Leaf(
          .evidence, requirement.text, position: positions["\(gate.field).evidence[\(index)]"],
          verdict: hasFailed ? .violated : findings[known...].verdict,
          readings: good.map {
            Leaf.Reading(
              "produced", $0.record.document.produced.description, path: $0.record.path,
              position: $0.record.document.positions["produced"], commit: $0.record.commit)
          }))
    }
  }

  private static func missing(_ requirement: EvidenceRequirement, _ gate: Gate, _ facts: ModelFacts)
    -> Finding
  {
    let signers = requirement.signedBy.map { " signed by \($0.joined(separator: " or "))" } ?? ""
    return Finding(
      .evidenceMissing, "gate \(gate.id) asks for evidence \(requirement.name), and there is none",
      help: "add a report named \(requirement.name) under \(facts.directory)/evidence/\(signers)",
      model: facts.id, gate: gate.id, path: "\(facts.directory)/evidence")
  }

  private static func objection(
    to record: EvidenceRecord, _ requirement: EvidenceRequirement, card: Card?, contributors: [IdentityID],
    roster: Roster, now: Instant
  ) -> (Rule, String, String)? {
    if let (message, help) = artifactObjection(to: record.document, card: card) {
      return (.evidenceStale, message, help)
    }
    if let newer = record.newer {
      return (
        .evidenceStale, "is an older report put back; a newer one is in commit \(newer.short)",
        "keep the newest report, or run the validation again"
      )
    }
    let trust = EvidenceTrust(
      requirement: requirement, contributors: contributors, roster: roster,
      isBound: !(card?.artifacts.isEmpty ?? true))
    if let (message, help) = trust.objection(to: record) { return (.evidenceUntrusted, message, help) }
    if record.document.produced.isClearlyAfter(now) {
      return (
        .evidenceStale, "claims to be produced at \(record.document.produced), which lies in the future",
        "run the validation again with the clock set right"
      )
    }
    if let maxAge = requirement.maxAge, now >= record.document.produced.adding(maxAge) {
      return (
        .evidenceStale, "was produced on \(record.document.produced.date) and holds for \(maxAge)",
        "run the validation again"
      )
    }
    return nil
  }

  /// Why a report is about another model than the one that the card describes: what is said behind its name, and the
  /// next step.
  static func artifactObjection(to document: Evidence, card: Card?) -> (message: String, help: String)? {
    guard let artifacts = card?.artifacts, !artifacts.isEmpty else { return nil }
    guard let measured = document.artifact else {
      return (
        "does not say which artifact it measured",
        "set `artifact` to the sha256 of one of the card's artifacts"
      )
    }
    if artifacts.contains(where: { $0.sha256.isExactly(measured) }) { return nil }
    return (
      "measured artifact \(measured.prefix(12))…, which the card does not list",
      "run the validation again on the artifact that the card names"
    )
  }
}
