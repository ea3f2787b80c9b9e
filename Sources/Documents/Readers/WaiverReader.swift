import Governance

extension WaiverRequirements {
  /// Reads a policy's `waivers`.
  init(_ mapping: Mapping) {
    let roles: [Role] = mapping["roles"]?.elements { $0.identifier() } ?? []
    self.init(roles: roles)
    mapping.refuseEmpty("roles")
    if let count = mapping["approvals"]?.integer { approvals = count }
    maxDuration = mapping["max-duration"]?.period
    guard let ratify = mapping["ratify"]?.mapping, let within = ratify["within"]?.period else { return }
    ratify.refuseEmpty("roles")
    ratification = Ratification(within: within, roles: ratify["roles"]?.elements { $0.identifier() } ?? roles)
    if let count = ratify["approvals"]?.integer { ratification?.approvals = count }
  }
}

extension Waiver {
  /// Reads `models/<id>/waivers/<name>.yaml`.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> Waiver {
    try readDocument(bytes, path: path, as: .waiver) { document in
      let repository = document["repository"]?.string
      let model: ModelID? = document["model"]?.identifier()
      let gate: GateID? = document["gate"]?.identifier()
      let stage: StageID? = document["stage"]?.identifier()
      let subject = document["subject"]?.digest
      let issued = document["issued"]?.instant
      let reason = document["reason"]?.string
      let controls = document["compensating-controls"]?.elements(\.string) ?? []
      let expires = document["expires"]?.instant
      let approvers: [IdentityID]? = document["approvers"]?.elements { $0.identifier() }
      document.refuseEmpty("approvers")
      if let issued, let expires, expires <= issued {
        document["expires"]?.refuse("the waiver expires before it is issued, on \(issued)")
      }
      for (index, field) in (document["approvers"]?.list ?? []).enumerated() {
        guard let approvers, index < approvers.count, approvers[..<index].contains(approvers[index]) else {
          continue
        }
        field.refuse("approver \(approvers[index]) stands twice")
      }
      guard let repository, let model, let gate, let stage, let subject, let issued, let reason, let expires,
        let approvers
      else { return nil }
      return Waiver(
        repository: repository, model: model, gate: gate, stage: stage, subject: subject, issued: issued,
        reason: reason, compensatingControls: controls, expires: expires, approvers: approvers,
        positions: document.reading.positions)
    }
  }
}
