/// Where models stand on their way to a branch: what is missing, and exactly who could supply it.
package struct StatusReport: Sendable {
  /// What was judged: each transition with the models of it that were asked after.
  package var transitions: [TransitionReport]
  /// How those of the models stand that have landed.
  package var standings: [ModelStanding] = []
  /// The moment it was judged at, where the user gave one.
  package var at: Instant?

  package init(transitions: [TransitionReport], at: Instant?) {
    self.transitions = transitions
    self.at = at
  }

  package var verdict: Verdict {
    transitions.reduce(.satisfied) { $0.combined(with: $1.verdict) }
  }
}

extension TransitionReport {
  /// The report with these models alone, and what concerns all.
  package func narrowed(to models: Set<ModelID>) -> TransitionReport {
    var report = self
    report.models = self.models.filter { models.contains($0.id) }
    report.findings = findings.filter { $0.model.map(models.contains) ?? true }
    return report
  }
}
