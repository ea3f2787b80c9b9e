extension TransitionFacts {
  /// Whether the record is the decision of the identity it is named after, signed as the policy asks, by somebody who
  /// holds a role of the gate and had no hand in the model: nobody else's word says what was looked at.
  package func isIndependent(_ record: ApprovalRecord, at gate: Gate, of model: ModelFacts) -> Bool {
    guard let document = record.document, document.reviewer == record.holder,
      let identity = roster[id: record.holder], identity.holds(anyOf: gate.roles)
    else { return false }
    let signing = ApprovalSigning(accepted: policy.signatures.approvals, roster: roster, commits: commits)
    if signing.objection(to: record, naming: record.holder) != nil { return false }
    let involved = Contributors(
      of: model.contributions, commits: commits, roster: roster, severity: policy.signatures.contributions,
      what: "model \(model.id)", model: model.id
    ).identities
    let cards = [model.landed?.card, model.base?.card].compactMap { $0 }
    return !involved.contains(record.holder)
      && !cards.contains { $0.owner == record.holder || $0.developers.contains(record.holder) }
  }
}
