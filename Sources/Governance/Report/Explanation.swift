/// How the judgement of one model came about, down to each value that it rests on.
package struct Explanation: Sendable {
  /// Where something that was read came from.
  package struct Origin: Sendable {
    package let commit: CommitID
    package let attribution: Attribution
    package init(commit: CommitID, attribution: Attribution) {
      self.commit = commit
      self.attribution = attribution
    }
  }

  /// A file in one of the two trees.
  package struct Place: Hashable, Sendable {
    package let path: String
    package let isAtBase: Bool
    package init(path: String, isAtBase: Bool) {
      self.path = path
      self.isAtBase = isAtBase
    }
  }

  package let report: TransitionReport
  package let model: ModelID
  /// The one gate that was asked for; nil is all.
  package let gate: GateID?
  /// The card that lands, where it could be read.
  package let card: Card?
  package var origins: [Place: Origin]
  /// How it stands, where it has landed and nothing of it is on its way.
  package var standing: ModelStanding?

  package init(
    report: TransitionReport, model: ModelID, gate: GateID?, card: Card?, origins: [Place: Origin]
  ) {
    self.report = report
    self.model = model
    self.gate = gate
    self.card = card
    self.origins = origins
  }

  /// The model's judgement; nil where the transition does not change it, or could not be judged.
  package var judgement: ModelJudgement? { report.models.first { $0.id == model } }

  /// The gates that are told of.
  package var gates: [GateJudgement] {
    (judgement?.gates ?? []).filter { gate == nil || $0.id == gate }
  }
}
