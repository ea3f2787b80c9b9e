extension DocumentSchema {
  /// `models/<id>/evidence/**`, YAML or JSON.
  package static let evidence = DocumentSchema(
    kind: "Evidence", name: "evidence",
    summary: "The report of a validation run: what was measured and tested.",
    [
      Key("name", .prose, .required, "The report's name, which gates ask for."),
      Key("artifact", .text(.sha256), "The digest of the card's artifact that was examined."),
      Key("produced", .text(.instant), .required, "When the report was made, from where its age counts."),
      Key("tool", .map(MapShape.tool), "What made the report."),
      Key("dataset", .map(MapShape.dataset), "The data that was measured on."),
      Key("metrics", .list(.map(MapShape.evidenceMetric)), "What was measured."),
      Key("tests", .list(.map(MapShape.test)), "What was tested; a failed test fails the report."),
    ])
}

extension MapShape {
  fileprivate static let tool = MapShape(
    [
      Key("name", .anything, "The tool's name."),
      Key("version", .anything, "The tool's version."),
      Key("command", .anything, "How it was called."),
    ], others: .kept)

  fileprivate static let dataset = MapShape(
    [
      Key("name", .anything, "The data's name."),
      Key("revision", .anything, "Which state of it was used."),
    ], others: .kept)

  /// A metric of a report.
  static let evidenceMetric = MapShape(metric, others: .extensions)

  /// A test of a report.
  static let test = MapShape(
    [
      Key("name", .prose, .required, "The test's name."),
      Key("passed", .bool, .required, "Whether the model passed it."),
    ], others: .extensions)
}
