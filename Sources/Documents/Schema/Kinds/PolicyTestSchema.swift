import Governance

extension DocumentSchema {
  /// `policies/tests/*.yaml`, or a pack's.
  package static let policyTest = DocumentSchema(
    kind: "PolicyTest", name: "policy-test",
    summary: "Cases that the policy beside it has to decide as they say.", entryLimit: 500,
    [
      Key("now", .text(.instant), "The clock of all cases; each that has none of its own needs it."),
      Key(
        "people", .list(.map(MapShape.identity)),
        "Everybody in the cases; those of identities.yaml if left out."),
      Key(
        "card", .map(partialCard(named: "shared-card", isOverlay: false)),
        "What the cards of all cases say; apiVersion and kind are understood."),
      Key("cases", .list(.map(MapShape.testCase), .filled), .required, "The cases."),
    ])
}

extension MapShape {
  private static let overlay = Shape.map(DocumentSchema.partialCard(named: "card", isOverlay: true))

  fileprivate static let testCase = MapShape(
    [
      Key("name", .prose, .required, "What the case is about, in a sentence."),
      Key("branch", .prose, "The protected branch that is changed; without one the stage is the card's."),
      Key("now", .text(.instant), "The case's own clock."),
      Key(
        "base", .either(.choice(["none"]), or: overlay),
        "The card at base, laid over the shared one; none, which is what it is if left out, for a new model."),
      Key("card", overlay, "What the card says here, laid over the shared one; null takes a field away."),
      Key("contributors", .names, "Who changed the model."),
      Key("reached", .names, "The stages where the same content has landed."),
      Key("evidence", .list(.map(testEvidence)), "The reports that stand beside the card."),
      Key("approvals", .list(.map(testApproval)), "The decisions on the model's gates."),
      Key("policy-change", .map(policyChange), "A change of the policy, in place of a model's."),
      Key("expect", .map(expectation), .required, "What the policy has to say."),
    ])

  private static let testEvidence = MapShape([
    Key("name", .prose, .required, "The report's name."),
    Key("by", .name, .required, "Who brought it."),
    Key("signed", .bool, "Whether it is signed; true if left out."),
    Key("produced", .text(.instant), "When it was made; an hour before the case's clock if left out."),
    Key(
      "artifact", .text(.sha256),
      "The digest of the artifact that was examined; the card's first if left out."),
    Key("metrics", .list(.map(evidenceMetric)), "What was measured."),
    Key("tests", .list(.map(test)), "What was tested."),
  ])

  private static let testDecision: [Key] = [
    Key("by", .name, .required, "Who decided."),
    Key("decision", .choice(Approval.Decision.self), "What was decided; approve if left out."),
    Key("date", .text(.instant), "When it was decided; an hour before the case's clock if left out."),
    Key("stale", .bool, "Whether something else was approved than what lands; false if left out."),
    Key("rationale", .prose, "Why it was decided so."),
    Key("signed", .bool, "Whether it is signed; true if left out."),
  ]

  private static let testApproval = MapShape(
    [
      Key("gate", .name, .required, "The gate that was decided on."),
      Key("checklist", .list(.prose), "The items that were vouched for; all if left out."),
    ] + testDecision)

  private static let policyApproval = MapShape(testDecision)

  private static let policyChange = MapShape([
    Key("contributors", .names, "Who changed the policy."),
    Key("approvals", .list(.map(policyApproval)), "The decisions on the gate for the policy."),
    Key(
      "version", .integer(1...1_000_000_000),
      "The policy's version after the change; the next one if left out."),
  ])

  private static let expectation = MapShape([
    Key("verdict", .choice(Verdict.self), .required, "The verdict over the whole change."),
    Key("tier", .name, "The tier that the model is judged by."),
    Key(
      "gates", .named(.choice(Verdict.allCases.map(\.rawValue) + ["not-applicable"])),
      "The verdicts of gates, by their names; those not named may be anything."),
    Key("rules", .list(.choice(Rule.self)), "The rules that are broken: these, and no others."),
  ])
}
