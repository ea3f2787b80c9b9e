import Governance

extension Approval {
  /// An approval as read, with the places of its fields.
  package struct Located: Sendable {
    package let approval: Approval
    package let positions: Positions
  }

  /// Reads an approval of a model's gate, or of a policy change.
  package static func read(
    _ bytes: [UInt8], path: String, isForPolicy: Bool = false
  ) throws(DocumentErrors) -> Located {
    try readDocument(bytes, path: path, as: .approval) { document in
      let repository = document["repository"]?.string
      let gateField = document["gate"]
      let gate: GateID? = gateField?.identifier()
      var model: ModelID?
      var stage: StageID?
      if isForPolicy {
        for key in ["model", "stage"] { document[key]?.refuse("an approval of the policy names no \(key)") }
        if let gate, gate != .policy {
          gateField?.refuse("an approval of the policy has `gate: policy`, not \(gate)")
        }
      } else {
        model = document.demanded("model")?.identifier()
        stage = document.demanded("stage")?.identifier()
      }
      let version = document["version"]?.string
      let subject = document["subject"]?.digest
      let policy = document["policy"]?.digest
      let decision = document["decision"]?.choice(Decision.self)
      let reviewer: IdentityID? = document["reviewer"]?.identifier()
      let date = document["date"]?.instant
      let rationale = document["rationale"]?.string
      let checklist = document["checklist"]?.elements(\.string) ?? []
      let evidence = document["evidence"]?.elements(\.relativePath) ?? []
      let conditions = document["conditions"]?.elements(Condition.init(_:)) ?? []
      guard let repository, let gate, let version, let subject, let decision, let reviewer, let date else {
        return nil
      }
      let approval = Approval(
        repository: repository, model: model, version: version, gate: gate, stage: stage, subject: subject,
        policy: policy, decision: decision, reviewer: reviewer, date: date, rationale: rationale,
        checklist: checklist,
        evidence: evidence, conditions: conditions)
      return Located(approval: approval, positions: document.reading.positions)
    }
  }
}

extension Approval.Condition {
  fileprivate init?(_ item: Field) {
    guard let mapping = item.mapping else { return nil }
    let id = mapping["id"]?.string
    let text = mapping["text"]?.string
    let owner: IdentityID? = mapping["owner"]?.identifier()
    let due = mapping["due"]?.instant
    guard let id, let text, let owner, let due else { return nil }
    self.init(id: id, text: text, owner: owner, due: due)
  }
}
