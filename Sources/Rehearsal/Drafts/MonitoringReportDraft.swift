/// The text of a monitoring report.
package struct MonitoringReportDraft: Sendable {
  package var model: String
  package var version = "1.0.0"
  /// In seconds since 1970-01-01T00:00:00Z.
  package var from: Int64
  package var until: Int64
  /// Names with values as JSON writes them.
  package var kpis: [(name: String, value: String)] = []
  package var incidents: [(id: String, severity: String?, text: String)] = []

  package init(
    model: String, from: Int64, until: Int64, change: (inout MonitoringReportDraft) -> Void = { _ in }
  ) {
    self.model = model
    self.from = from
    self.until = until
    change(&self)
  }

  package var yaml: String {
    YAMLDraft.map([
      ("apiVersion", "countersign/v1"), ("kind", "MonitoringReport"), ("model", .text(model)),
      ("version", .text(version)),
      (
        "period",
        .map([("from", .plain(Timestamp.text(from))), ("until", .plain(Timestamp.text(until)))])
      ),
      ("kpis", .items(kpis.map { .map([("name", .text($0.name)), ("value", .plain($0.value))]) })),
      (
        "incidents",
        .items(
          incidents.map {
            .map([
              ("id", .text($0.id)), ("severity", $0.severity.map(YAMLDraft.text)), ("text", .text($0.text)),
            ])
          })
      ),
    ]).document
  }
}
