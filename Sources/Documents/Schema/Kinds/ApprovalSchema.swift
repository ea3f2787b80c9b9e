import Governance

extension DocumentSchema {
  /// `models/<id>/approvals/<gate>/<identity>.yaml`, and `policies/approvals/policy/<identity>.yaml`.
  package static let approval = DocumentSchema(
    kind: "Approval", name: "approval",
    summary: "One person's signed decision on one gate for one state of a model.",
    [
      Key("repository", .prose, .required, "The repository's name, as the policy gives it."),
      Key("model", .name, perModel, "The model's name; none where the policy is approved."),
      Key("version", .prose, .required, "The model's version, or the policy's."),
      Key("gate", .name, .required, "The gate that is decided on."),
      Key("stage", .name, perModel, "The stage that the model may reach; none where the policy is approved."),
      Key(
        "subject", .text(.digest), .required,
        "The digest of what the reviewer saw, limited to the gate's scope."),
      Key("policy", .text(.digest), "The digest of the policy that the reviewer saw."),
      Key("decision", .choice(Approval.Decision.self), .required, "What the reviewer decided."),
      Key("reviewer", .name, .required, "The identity that decided, and that signs."),
      Key("date", .text(.instant), .required, "When it was decided."),
      Key("rationale", .prose, "Why it was decided so."),
      Key("checklist", .list(.prose), "The items of the gate's checklist that the reviewer vouches for."),
      Key("evidence", .list(.text(.path)), "The reports that the reviewer looked at, relative to the model."),
      Key(
        "conditions", .list(.map(MapShape.approvalCondition)), "What has to be done later, by whom and when."),
    ])

  private static let perModel = Key.Presence.requiredUnless("gate", is: GateID.policy.text)
}

extension MapShape {
  fileprivate static let approvalCondition = MapShape([
    Key("id", .prose, .required, "The condition's name."),
    Key("text", .prose, .required, "What has to be done."),
    Key("owner", .name, .required, "The identity that has to do it."),
    Key("due", .text(.instant), .required, "The day by which it has to be done."),
  ])
}
