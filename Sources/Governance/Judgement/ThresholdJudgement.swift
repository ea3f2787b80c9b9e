/// Whether the metrics keep the bounds that a gate sets.
struct ThresholdJudgement {
  private(set) var findings: [Finding] = []
  private(set) var leaves: [Leaf] = []

  private let gate: Gate
  private let facts: ModelFacts

  /// - Parameters:
  ///   - evidence: the reports that count; nil where the gate asks for none and the card is read.
  ///   - positions: the policy's.
  init(gate: Gate, facts: ModelFacts, card: Card?, evidence: [EvidenceRecord]?, positions: Positions) {
    self.gate = gate
    self.facts = facts
    let measured = ThresholdJudgement.measurements(for: gate, card: card, evidence: evidence)
    let baseline = ThresholdJudgement.baseline(for: gate, facts: facts)
    for (index, threshold) in gate.thresholds.enumerated() {
      let known = findings.count
      let readings = measured[threshold]
      if readings.isEmpty {
        findings.append(
          Finding(
            .thresholdUnmet,
            "metric \(threshold.subject) is missing from \(evidence == nil ? "the card" : "the evidence")",
            help: "measure it; gate \(gate.id) sets a bound on it", model: facts.id, gate: gate.id,
            path: card?.path ?? facts.directory))
      }
      check(readings, threshold)
      if let slack = threshold.notBelowBaseline {
        compare(readings, threshold, slack: slack, with: baseline[threshold].highest.first?.value)
      }
      let compared = threshold.notBelowBaseline == nil ? [] : baseline[threshold].highest.prefix(1)
      let shown = (threshold.max == nil ? readings.lowest : readings.highest).map {
        $0.shown(isAtBase: false)
      }
      leaves.append(
        Leaf(
          .threshold, threshold.text, position: positions["\(gate.field).thresholds[\(index)]"],
          verdict: findings[known...].verdict,
          readings: shown + compared.map { $0.shown(isAtBase: true) }))
    }
  }

  private static func measurements(for gate: Gate, card: Card?, evidence: [EvidenceRecord]?) -> Measurements {
    var measured = Measurements(for: gate.thresholds)
    if let evidence {
      // A report that the gate asks for twice is read once.
      var paths: Set<[UInt8]> = []
      for record in evidence where paths.insert(Array(record.path.utf8)).inserted {
        measured.add(
          record.document.metrics, path: record.path, positions: record.document.positions,
          commit: record.commit)
      }
    } else if let card {
      measured.add(card.metrics, path: card.path, positions: card.positions)
    }
    return measured
  }

  private mutating func check(_ readings: Measurements.Group, _ threshold: Threshold) {
    let help = "improve the model, or let the board judge the bound"
    if let min = threshold.min {
      report(readings.lowest.filter { !$0.value.reaches(min) }, threshold, help: help) {
        "\(threshold.subject) is \($0), the policy asks for at least \(min)"
      }
    }
    if let max = threshold.max {
      report(readings.highest.filter { !max.reaches($0.value) }, threshold, help: help) {
        "\(threshold.subject) is \($0), the policy allows at most \(max)"
      }
    }
  }

  private mutating func compare(
    _ readings: Measurements.Group, _ threshold: Threshold, slack: Number, with baseline: Number?
  ) {
    guard let baseline else {
      findings.append(
        Finding(
          .thresholdUnmet, .note, "\(threshold.subject) has no baseline to be compared with", model: facts.id,
          gate: gate.id, path: facts.landed?.card?.path))
      return
    }
    report(
      readings.lowest.filter { !$0.value.reaches(baseline, slack: slack) }, threshold,
      help: "the champion is better than the challenger; keep it"
    ) {
      "\(threshold.subject) fell from \(baseline) to \($0), the policy allows a fall of \(slack)"
    }
  }

  /// Says what breaks a bound, the worst first: each measurement, but of as many as are kept the last only as one
  /// of more.
  private mutating func report(
    _ worst: [Measurements.Reading], _ threshold: Threshold, help: String, _ message: (Number) -> String
  ) {
    for (index, reading) in worst.enumerated() {
      let isOneOfMore = index + 1 == Measurements.Group.limit
      findings.append(
        Finding(
          .thresholdUnmet,
          message(reading.value) + (isOneOfMore ? "; others of \(threshold.metric) may break it too" : ""),
          help: help, model: facts.id, gate: gate.id, path: reading.path, position: reading.position,
          commit: reading.commit))
    }
  }

  /// What the metrics were at base: in the reports that the gate asks for, or on the card.
  private static func baseline(for gate: Gate, facts: ModelFacts) -> Measurements {
    let comparing = gate.thresholds.filter { $0.notBelowBaseline != nil }
    var measured = Measurements(for: comparing)
    if comparing.isEmpty { return measured }
    // A model that comes under another name is compared with what it was.
    for base in facts.base.map({ [$0] }) ?? facts.predecessors {
      var paths: Set<[UInt8]> = []
      let reports = gate.evidence.flatMap { wanted in
        base.reports.filter { $0.document.name.isExactly(wanted.name) && !$0.document.metrics.isEmpty }
      }
      for report in reports where paths.insert(Array(report.path.utf8)).inserted {
        measured.add(report.document.metrics, path: report.path, positions: report.document.positions)
      }
      if reports.isEmpty, let card = base.card {
        measured.add(card.metrics, path: card.path, positions: card.positions)
      }
    }
    return measured
  }
}

extension Measurements.Reading {
  fileprivate func shown(isAtBase: Bool) -> Leaf.Reading {
    let name = metric.slice.map { "\(metric.name) (\($0))" } ?? metric.name
    return Leaf.Reading(
      isAtBase ? "baseline \(name)" : name, value.description, path: path, position: position, commit: commit,
      isAtBase: isAtBase)
  }
}
