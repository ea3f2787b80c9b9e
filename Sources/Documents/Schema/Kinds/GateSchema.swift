extension MapShape {
  /// The keys of a gate that make sense for models alone.
  static let keysForModels = [
    "stages", "tiers", "when", "scope", "thresholds", "conditions", "evidence", "after", "checklist",
  ]

  /// One gate of a policy.
  static let gate = MapShape(
    [
      Key("id", .name, .required, "The gate's name, which approvals repeat."),
      Key("title", .prose, "What people call the gate."),
      Key(
        "applies-to", .choice(GateReader.Applicability.self),
        "Whether the gate is for models, or for changes of the policy; models if left out."),
      Key(
        "stages", .list(.name, .filled),
        "The stages that the gate guards; every one after the first if left out."),
      Key("tiers", .list(.name, .filled), "The tiers that the gate is for; all if left out."),
      Key("when", .text(.expression), "The rule in CEL by which the gate applies; always if left out."),
      Key("roles", .list(.name, .filled), .required, "The roles whose holders may approve."),
      Key("approvals", .perTier(.integer(1...100)), "How many people have to approve; one if left out."),
      Key(
        "distinct-teams", .perTier(.integer(0...100)),
        "From how many teams the gate's approvers have to come."),
      Key(
        "scope", .list(.text(.path), .filled),
        "Patterns of the files that the gate judges; a change elsewhere leaves its approvals standing."),
      Key("checklist", .list(.map(checklistItem)), "What each approval has to vouch for."),
      Key("thresholds", .list(.map(threshold)), "The bounds that metrics have to keep."),
      Key("conditions", .list(.map(condition)), "Rules in CEL that have to hold."),
      Key("evidence", .list(.map(evidence)), "The reports that have to be there."),
      Key("after", .names, "The gates that have to be satisfied before this one is approved."),
    ],
    rules: [.none(keysForModels, where: "applies-to", is: GateReader.Applicability.policy.rawValue)])

  private static let checklistItem = MapShape([
    Key("id", .prose, .required, "The item's name, which approvals repeat."),
    Key("text", .prose, .required, "What the approver vouches for."),
  ])

  private static let threshold = MapShape(
    [
      Key("metric", .prose, .required, "The metric's name."),
      Key("slice", .prose, "The part of the data that it was measured on; the whole if left out."),
      Key("min", .number, "The least value that passes."),
      Key("max", .number, "The greatest value that passes."),
      Key("not-below-baseline", .number, "How far the metric may fall below the value at base."),
    ],
    rules: [
      .atLeastOne(
        ["min", "max", "not-below-baseline"],
        none: KeyRule.Reason(problem: "sets no bound", hint: "give min, max or not-below-baseline"))
    ])

  private static let condition = MapShape([
    Key("rule", .text(.expression), .required, "What has to hold, in CEL."),
    Key("message", .prose, "What people are told where it does not hold."),
  ])

  private static let evidence = MapShape([
    Key("name", .prose, .required, "The report's name."),
    Key("signed-by", .list(.prose, .filled), "The identities or roles whose signature the report needs."),
    Key("max-age", .text(.period), "How old the report may be."),
    Key("independent", .bool, "Whether whoever made the report may not have contributed to the model."),
  ])
}
