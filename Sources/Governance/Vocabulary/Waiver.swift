/// The decision of several people that a gate need not be passed, for a time: `models/<id>/waivers/<name>.yaml`.
package struct Waiver: Sendable {
  package var repository: String
  package var model: ModelID
  package var gate: GateID
  package var stage: StageID
  /// The digest of what is waived, limited to the gate's scope.
  package var subject: Digest
  /// From where its duration counts.
  package var issued: Instant
  package var reason: String
  /// What is done instead.
  package var compensatingControls: [String]
  /// The moment from which it counts no more.
  package var expires: Instant
  /// Who signs it.
  package var approvers: [IdentityID]
  package var positions: Positions

  package init(
    repository: String, model: ModelID, gate: GateID, stage: StageID, subject: Digest, issued: Instant,
    reason: String, compensatingControls: [String] = [], expires: Instant, approvers: [IdentityID],
    positions: Positions = Positions()
  ) {
    self.repository = repository
    self.model = model
    self.gate = gate
    self.stage = stage
    self.subject = subject
    self.issued = issued
    self.reason = reason
    self.compensatingControls = compensatingControls
    self.expires = expires
    self.approvers = approvers
    self.positions = positions
  }
}
