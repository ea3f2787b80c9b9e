extension DocumentSchema {
  /// `models/<id>/waivers/<name>.yaml`.
  package static let waiver = DocumentSchema(
    kind: "Waiver", name: "waiver",
    summary: "The signed decision that a gate need not be passed, for a time.",
    [
      Key("repository", .prose, .required, "The repository's name, as the policy gives it."),
      Key("model", .name, .required, "The model's name."),
      Key("gate", .name, .required, "The gate that is waived."),
      Key("stage", .name, .required, "The stage that the model may reach."),
      Key(
        "subject", .text(.digest), .required, "The digest of what was waived, limited to the gate's scope."),
      Key("issued", .text(.instant), .required, "When it was issued, from where its duration counts."),
      Key("reason", .prose, .required, "Why the gate need not be passed."),
      Key("compensating-controls", .list(.prose), "What is done instead."),
      Key("expires", .text(.instant), .required, "The moment from which it counts no more."),
      Key("approvers", .list(.name, .filled), .required, "The identities that sign it."),
    ])
}
