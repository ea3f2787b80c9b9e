/// Whether the metrics keep the bounds that a gate sets.
struct ThresholdJudgement {
  private(set) var findings: [Finding] = []
  private(set) var leaves: [Leaf] = []

  /// A measurement and where it stands.
  private struct Reading {
    let metric: Metric
    let path: String
    let position: Position?
    let commit: CommitID?
    var isAtBase = false

    var shown: Leaf.Reading {
      let name = metric.slice.map { "\(metric.name) (\($0))" } ?? metric.name
      return Leaf.Reading(
        isAtBase ? "baseline \(name)" : name, metric.value.description, path: path, position: position,
        commit: commit, isAtBase: isAtBase)
    }
  }

  /// - Parameters:
  ///   - evidence: the reports that count; nil where the gate asks for none and the card is read.
  ///   - positions: the policy's.
  init(gate: Gate, facts: ModelFacts, card: Card?, evidence: [EvidenceRecord]?, positions: Positions) {
    for (index, threshold) in gate.thresholds.enumerated() {
      let known = findings.count
      let readings = ThresholdJudgement.readings(of: threshold, card: card, evidence: evidence)
      if readings.isEmpty {
        findings.append(
          Finding(
            .thresholdUnmet,
            "metric \(threshold.subject) is missing from \(evidence == nil ? "the card" : "the evidence")",
            help: "measure it; gate \(gate.id) sets a bound on it", model: facts.id, gate: gate.id,
            path: card?.path ?? facts.directory))
      }
      for reading in readings {
        for message in ThresholdJudgement.violations(of: threshold, by: reading.metric) {
          findings.append(
            Finding(
              .thresholdUnmet, message, help: "improve the model, or let the board judge the bound",
              model: facts.id,
              gate: gate.id, path: reading.path, position: reading.position, commit: reading.commit))
        }
      }
      var baseline: [Reading] = []
      if let slack = threshold.notBelowBaseline {
        baseline = compare(readings, threshold, slack: slack, gate: gate, facts: facts)
      }
      leaves.append(
        Leaf(
          .threshold, threshold.text, position: positions["\(gate.field).thresholds[\(index)]"],
          verdict: findings[known...].verdict,
          readings: (readings + baseline).map(\.shown)))
    }
  }

  private static func readings(of threshold: Threshold, card: Card?, evidence: [EvidenceRecord]?) -> [Reading]
  {
    if let evidence {
      return evidence.flatMap { record in
        record.document.metrics.measurements(for: threshold).map {
          Reading(
            metric: $0, path: record.path, position: record.document.positions["\($0.field).value"],
            commit: record.commit)
        }
      }
    }
    guard let card else { return [] }
    return card.metrics.measurements(for: threshold).map {
      Reading(metric: $0, path: card.path, position: card.positions["\($0.field).value"], commit: nil)
    }
  }

  private static func violations(of threshold: Threshold, by metric: Metric) -> [String] {
    var messages: [String] = []
    if let min = threshold.min, !metric.value.reaches(min) {
      messages.append("\(threshold.subject) is \(metric.value), the policy asks for at least \(min)")
    }
    if let max = threshold.max, !max.reaches(metric.value) {
      messages.append("\(threshold.subject) is \(metric.value), the policy allows at most \(max)")
    }
    return messages
  }

  private mutating func compare(
    _ readings: [Reading], _ threshold: Threshold, slack: Number, gate: Gate, facts: ModelFacts
  ) -> [Reading] {
    let baseline = ThresholdJudgement.baseline(for: threshold, gate: gate, facts: facts)
    guard !baseline.isEmpty else {
      findings.append(
        Finding(
          .thresholdUnmet, .note, "\(threshold.subject) has no baseline to be compared with", model: facts.id,
          gate: gate.id, path: facts.landed?.card?.path))
      return []
    }
    for reading in readings {
      for champion in baseline where !reading.metric.value.reaches(champion.metric.value, slack: slack) {
        findings.append(
          Finding(
            .thresholdUnmet,
            "\(threshold.subject) fell from \(champion.metric.value) to \(reading.metric.value), the policy allows a fall of \(slack)",
            help: "the champion is better than the challenger; keep it", model: facts.id, gate: gate.id,
            path: reading.path, position: reading.position, commit: reading.commit))
      }
    }
    return baseline
  }

  /// What the metric was at base: in the reports that the gate asks for, or on the card.
  private static func baseline(for threshold: Threshold, gate: Gate, facts: ModelFacts) -> [Reading] {
    // A model that comes under another name is compared with what it was.
    let champions = facts.base.map { [$0] } ?? facts.predecessors
    return champions.flatMap { base in
      let reports = gate.evidence.flatMap { wanted in
        base.reports.filter { $0.document.name.isExactly(wanted.name) }
      }
      let reported = reports.flatMap { report in
        report.document.metrics.map { ($0, report.path, report.document.positions) }
      }
      let carded = (base.card?.metrics ?? []).map { ($0, base.card?.path ?? "", base.card?.positions) }
      let all = gate.evidence.isEmpty || reported.isEmpty ? carded : reported.map { ($0.0, $0.1, $0.2) }
      return all.filter { threshold.reads($0.0) }.map { metric, path, positions in
        Reading(
          metric: metric, path: path, position: positions?["\(metric.field).value"], commit: nil,
          isAtBase: true)
      }
    }
  }
}
