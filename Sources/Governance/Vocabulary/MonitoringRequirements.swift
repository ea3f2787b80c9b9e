/// What the policy asks of models in use: `monitoring` in `policies/policy.yaml`.
package struct MonitoringRequirements: Sendable {
  /// How much time may pass from the end of one report's period to that of the next.
  package var every: PerTier<Period>?
  /// The stages at which a model is in use; nil is the last one that is not ``StageID/retired``.
  package var stages: [StageID]?
  /// The gates that a breach or a missing report opens again; nil is all that apply.
  package var reopens: [GateID]?
  /// Identities or roles whose signature makes a report count; nil is every identity of the roster but forges.
  package var signedBy: [String]?
  /// How old the newest validation may be: the newest evidence that counts, or the newest approval that fills a slot
  /// where no gate asks for evidence.
  package var revalidate: PerTier<Period>?

  package init(
    every: PerTier<Period>? = nil, stages: [StageID]? = nil, reopens: [GateID]? = nil,
    signedBy: [String]? = nil, revalidate: PerTier<Period>? = nil
  ) {
    self.every = every
    self.stages = stages
    self.reopens = reopens
    self.signedBy = signedBy
    self.revalidate = revalidate
  }
}

extension StageID {
  /// The stage of a model that is out of service, where the policy lists it.
  package static let retired: StageID = "retired"
}

extension Policy {
  /// Whether a model at the stage is in use, and so has to be watched.
  package func isMonitored(_ stage: StageID) -> Bool {
    guard let monitoring, stage != .retired, isGated(stage) else { return false }
    return monitoring.stages?.contains(stage) ?? (stage == lastStage)
  }

  /// The last stage of a model's life, before it is retired.
  package var lastStage: StageID {
    (stages.last { $0.id != .retired } ?? stages[stages.count - 1]).id
  }

  /// Which of the gates that apply a breach or a missing report opens again. Where the policy lists none of them, all:
  /// a breach is never without effect.
  package func reopened(of gates: [GateID]) -> Set<GateID> {
    guard let listed = monitoring?.reopens else { return Set(gates) }
    let reopened = Set(gates).intersection(listed)
    return reopened.isEmpty ? Set(gates) : reopened
  }
}
