/// What a reviewer has to look at: what changed since the last approved subject, and what the gates ask.
package struct ReviewReport: Sendable {
  /// What the changes are counted from.
  package enum Baseline: Sendable, Equatable {
    /// The model as somebody approved it last, in the commit that held it then.
    case approved(by: IdentityID, gate: GateID, at: Instant, CommitID)
    /// The model as the branch holds it.
    case landed(CommitID)
    /// The model at the commit that the reader named.
    case named(CommitID)
    /// Nothing: the model is new.
    case nothing

    /// Nil where there is none.
    package var commit: CommitID? {
      switch self {
      case .approved(_, _, _, let commit), .landed(let commit), .named(let commit): commit
      case .nothing: nil
      }
    }
  }

  /// A report that the model brings, and who vouches for it.
  package struct Report: Sendable {
    package let record: EvidenceRecord
    /// Whether it changed since the baseline.
    package let isNew: Bool
    package init(record: EvidenceRecord, isNew: Bool) {
      self.record = record
      self.isNew = isNew
    }
  }

  /// The judgement of the transition, told about this model alone.
  package let transition: TransitionReport
  package let model: ModelID
  /// The model's directory, relative to the repository.
  package let directory: String
  package let baseline: Baseline
  package let fields: [FieldChange]
  package let metrics: [MetricChange]
  package let files: [SubjectFileChange]
  package let reports: [Report]
  /// The gates that are told of, as the policy has them.
  package let gates: [Gate]

  package init(
    transition: TransitionReport, model: ModelID, directory: String, baseline: Baseline,
    fields: [FieldChange], metrics: [MetricChange], files: [SubjectFileChange], reports: [Report],
    gates: [Gate]
  ) {
    self.transition = transition
    self.model = model
    self.directory = directory
    self.baseline = baseline
    self.fields = fields
    self.metrics = metrics
    self.files = files
    self.reports = reports
    self.gates = gates
  }

  /// The model's judgement; nil where the transition could not be judged, or does not change it.
  package var judgement: ModelJudgement? { transition.models.first }
}
