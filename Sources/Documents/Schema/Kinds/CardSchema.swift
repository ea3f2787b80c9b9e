extension DocumentSchema {
  /// `models/<id>/card.yaml`.
  package static let card = DocumentSchema(
    kind: "ModelCard", name: "model-card",
    summary: "What a model is, who answers for it, and what it was measured to do.", cardKeys)

  /// The keys of a card but for `apiVersion` and `kind`.
  static let cardKeys: [Key] = [
    Key("id", .name, .required, "The model's name, which is that of its directory."),
    Key("name", .prose, "What people call the model."),
    Key("version", .prose, .required, "The model's version, which approvals repeat."),
    Key("stage", .name, "The stage that the model is meant for; that of the branch if left out."),
    Key("tier", .name, "The risk class that its owner declares; the policy's rules may raise it."),
    Key("domain", .prose, "What the model is used for, such as credit."),
    Key("owner", .name, .required, "The identity that answers for the model."),
    Key("developers", .names, "The identities that made the model, who never approve it."),
    Key("license", .prose, "The licence under which the model may be used."),
    Key("purpose", .prose, "What the model is for."),
    Key("intended-use", .either(.prose, or: .list(.prose)), "What it was made to be used for."),
    Key("out-of-scope-use", .either(.prose, or: .list(.prose)), "What it must not be used for."),
    Key("limitations", .either(.prose, or: .list(.prose)), "Where it is known to fail."),
    Key(
      "artifacts", .list(.map(MapShape.artifact)),
      "The files and objects that the model consists of, by digest."),
    Key("data", .list(.map(MapShape.data)), "The data that it was made from."),
    Key("metrics", .list(.map(MapShape.cardMetric)), "What was measured."),
    Key("fairness", .list(.map(MapShape.fairness)), "What was measured for groups of people."),
    Key("security", .map(MapShape.security), "What attacks were thought of and tried."),
    Key("lineage", .map(MapShape.lineage), "What the model was made from, and how."),
    Key(
      "kpis", .list(.map(MapShape.kpi)),
      "The indicators that are watched after deployment, with their bounds."),
  ]

  /// The keys of a card, some of which may be left out or taken away: laid over a card by a policy's tests.
  static func partialCard(named definition: String, isOverlay: Bool) -> MapShape {
    MapShape(
      card.top.keys.map { Key($0.name, isOverlay ? .removable($0.shape) : $0.shape, $0.summary) },
      others: .extensions, definition: definition)
  }
}

extension MapShape {
  fileprivate static let artifact = MapShape(
    [
      Key("path", .text(.path), "The file, relative to the model's directory."),
      Key("uri", .prose, "Where the object is, if it is no file of the repository."),
      Key("sha256", .text(.sha256), .required, "The digest of its content, in lower-case hexadecimal."),
      Key("size", .integer(0...Int.max), "Its size in bytes."),
    ], others: .extensions,
    rules: [
      .exactlyOne(
        ["path", "uri"], none: KeyRule.Reason(problem: "has to name either a path or a uri"),
        several: KeyRule.Reason(problem: "has to name either a path or a uri"))
    ])

  fileprivate static let data = MapShape(
    [
      Key("name", .prose, .required, "The data's name."),
      Key("revision", .anything, "Which state of it was used."),
      Key("personal", .bool, "Whether it is about people who could be told from it."),
      Key("license", .anything, "The licence under which it may be used."),
    ], others: .kept)

  private static let measured: [Key] = [
    Key("slice", .prose, "The part of the data that it was measured on; the whole if left out."),
    Key("split", .anything, "Which split of the data it was measured on, such as test."),
    Key("ci", .anything, "The confidence interval, as a list of its two ends."),
  ]

  /// A metric as cards and reports have it.
  static let metric: [Key] =
    [
      Key("name", .prose, .required, "The metric's name, which thresholds repeat."),
      Key("value", .number, .required, "What was measured."),
    ] + measured + [Key("unit", .anything, "What it was measured in.")]

  fileprivate static let cardMetric = MapShape(
    metric + [
      Key("evidence", .anything, "The name of the report that shows it."),
      Key("dataset", .anything, "The data that it was measured on."),
    ], others: .extensions)

  fileprivate static let fairness = MapShape(
    [
      Key("group", .anything, "The group of people."),
      Key("metric", .prose, "The metric's name, which thresholds repeat."),
      Key("value", .number, "What was measured; left out where the group was not measured yet."),
      Key("assessed", .bool, "Whether the group was assessed."),
      Key("evidence", .anything, "The name of the report that shows it."),
    ] + measured, others: .extensions)

  fileprivate static let security = MapShape(
    [
      Key("threat-model", .anything, "What attacks were thought of, or where that stands."),
      Key("adversarial-tests", .anything, "What attacks were tried."),
    ], others: .kept)

  fileprivate static let lineage = MapShape(
    [
      Key("base-model", .anything, "The model that it was made from."),
      Key("training-code", .anything, "The code that made it."),
      Key("run", .anything, "The run that made it."),
    ], others: .kept)

  fileprivate static let kpi = MapShape(
    [
      Key("name", .prose, .required, "The indicator's name, which monitoring reports repeat."),
      Key("min", .number, "The least value that is as it should be."),
      Key("max", .number, "The greatest value that is as it should be."),
      Key("unit", .prose, "What it is measured in."),
    ], others: .extensions)
}
