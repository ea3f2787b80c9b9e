extension DocumentSchema {
  /// `models/<id>/monitoring/<date>.yaml`.
  package static let monitoringReport = DocumentSchema(
    kind: "MonitoringReport", name: "monitoring-report",
    summary: "How a deployed model did in a period of time.",
    [
      Key("model", .name, .required, "The model's name."),
      Key("version", .prose, .required, "The version that was deployed."),
      Key("period", .map(MapShape.period), .required, "The time that the report is about."),
      Key("kpis", .list(.map(MapShape.indicator)), .required, "What was measured of the card's indicators."),
      Key("incidents", .list(.map(MapShape.incident)), "What went wrong."),
    ])
}

extension MapShape {
  fileprivate static let period = MapShape([
    Key("from", .text(.instant), .required, "The first day."),
    Key("until", .text(.instant), .required, "The last day."),
  ])

  fileprivate static let indicator = MapShape(
    [
      Key("name", .prose, .required, "The indicator's name, as the card gives it."),
      Key("value", .number, .required, "What was measured."),
    ], others: .extensions)

  fileprivate static let incident = MapShape(
    [
      Key("id", .prose, .required, "The incident's name."),
      Key(
        "severity", .prose,
        "How bad it was: low and medium are noted, high, critical and any other word are a breach."),
      Key("text", .prose, .required, "What happened."),
    ], others: .extensions)
}
