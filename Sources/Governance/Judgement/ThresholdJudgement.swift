/// Whether the metrics keep the bounds that a gate sets.
struct ThresholdJudgement {
  private(set) var findings: [Finding] = []

  /// A measurement and where it stands.
  private struct Reading {
    let metric: Metric
    let path: String
    let position: Position?
    let commit: CommitID?
  }

  /// - Parameter evidence: the reports that count; nil where the gate asks for none and the card is read.
  init(gate: Gate, facts: ModelFacts, card: Card?, evidence: [EvidenceRecord]?) {
    for threshold in gate.thresholds {
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
      if let slack = threshold.notBelowBaseline {
        compare(readings, threshold, slack: slack, gate: gate, facts: facts)
      }
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
  ) {
    let baseline = ThresholdJudgement.baseline(for: threshold, gate: gate, facts: facts)
    guard !baseline.isEmpty else {
      findings.append(
        Finding(
          .thresholdUnmet, .note, "\(threshold.subject) has no baseline to be compared with", model: facts.id,
          gate: gate.id, path: facts.landed?.card?.path))
      return
    }
    for reading in readings {
      for value in baseline where !reading.metric.value.reaches(value, slack: slack) {
        findings.append(
          Finding(
            .thresholdUnmet,
            "\(threshold.subject) fell from \(value) to \(reading.metric.value), the policy allows a fall of \(slack)",
            help: "the champion is better than the challenger; keep it", model: facts.id, gate: gate.id,
            path: reading.path, position: reading.position, commit: reading.commit))
      }
    }
  }

  /// What the metric was at base: in the reports that the gate asks for, or on the card.
  private static func baseline(for threshold: Threshold, gate: Gate, facts: ModelFacts) -> [Number] {
    // A model that comes under another name is compared with what it was.
    let champions = facts.base.map { [$0] } ?? facts.predecessors
    return champions.flatMap { base in
      let reported = gate.evidence.flatMap { base.evidenceMetrics[$0.name] ?? [] }
      let metrics = gate.evidence.isEmpty || reported.isEmpty ? base.card?.metrics ?? [] : reported
      return metrics.measurements(for: threshold).map(\.value)
    }
  }
}
