/// How a deployed model did in a period of time: `models/<id>/monitoring/<date>.yaml`.
package struct MonitoringReport: Sendable {
  /// Something that went wrong.
  package struct Incident: Sendable, Equatable {
    package let id: String
    /// How bad it was, in the reporter's word.
    package let severity: String?
    package let text: String
    package init(id: String, severity: String?, text: String) {
      self.id = id
      self.severity = severity
      self.text = text
    }

    /// Whether it counts as a breach. Only what says that it is `low` or `medium` does not: a severity in words of
    /// one's own, or none at all, is taken for the worst.
    package var isGrave: Bool {
      !["low", "medium"].contains { severity?.isExactly($0) ?? false }
    }
  }

  package var model: ModelID
  /// The version that was deployed.
  package var version: String
  package var from: Instant
  /// The end of the time that the report is about, from where the next one's date counts.
  package var until: Instant
  /// What was measured of the card's indicators.
  package var kpis: [Metric]
  package var incidents: [Incident]
  package var positions: Positions

  package init(
    model: ModelID, version: String, from: Instant, until: Instant, kpis: [Metric] = [],
    incidents: [Incident] = [], positions: Positions = Positions()
  ) {
    self.model = model
    self.version = version
    self.from = from
    self.until = until
    self.kpis = kpis
    self.incidents = incidents
    self.positions = positions
  }

  /// What of the report is a breach: each with the field that shows it. An indicator has to keep within the limits of
  /// all the cards, lest they are moved in the very change that the breach would stop.
  package func breaches(of cards: [Card]) -> [(text: String, field: String)] {
    var found: [(text: String, field: String)] = []
    let indicators = cards.flatMap(\.indicators)
    for measured in kpis {
      for indicator in indicators where indicator.name.isExactly(measured.name) {
        guard let objection = indicator.objection(to: measured.value) else { continue }
        found.append(("\(measured.name) is \(measured.value), \(objection)", "\(measured.field).value"))
        break
      }
    }
    for (index, incident) in incidents.enumerated() where incident.isGrave {
      let severity = incident.severity.map { "of severity \($0)" } ?? "without a severity"
      found.append(("incident \(incident.id) \(severity)", "incidents[\(index)]"))
    }
    return found
  }
}
