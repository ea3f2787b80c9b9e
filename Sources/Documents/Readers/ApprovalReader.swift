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
    try readDocument(bytes, path: path) { document in
      document.header(kind: "Approval")
      let repository = document.required("repository")?.string
      let gateField = document.required("gate")
      let gate: GateID? = gateField?.identifier()
      var model: ModelID?
      var stage: StageID?
      if isForPolicy {
        for key in ["model", "stage"] { document[key]?.refuse("an approval of the policy names no \(key)") }
        if let gate, gate != .policy {
          gateField?.refuse("an approval of the policy has `gate: policy`, not \(gate)")
        }
      } else {
        model = document.required("model")?.identifier()
        stage = document.required("stage")?.identifier()
      }
      let version = document.required("version")?.string
      let subject = document.required("subject")?.digest
      let policy = document["policy"]?.digest
      let decision = document.required("decision")?.choice(Decision.self)
      let reviewer: IdentityID? = document.required("reviewer")?.identifier()
      let date = document.required("date")?.instant
      let rationale = document["rationale"]?.string
      let checklist = document["checklist"]?.elements(\.string) ?? []
      let evidence = document["evidence"]?.elements(\.relativePath) ?? []
      let conditions = document["conditions"]?.elements(Condition.init(_:)) ?? []
      document.finish(allowExtensions: true)
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
    let id = mapping.required("id")?.string
    let text = mapping.required("text")?.string
    let owner: IdentityID? = mapping.required("owner")?.identifier()
    let due = mapping.required("due")?.instant
    mapping.finish()
    guard let id, let text, let owner, let due else { return nil }
    self.init(id: id, text: text, owner: owner, due: due)
  }
}
