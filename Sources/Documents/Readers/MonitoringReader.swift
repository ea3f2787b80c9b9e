import Governance

extension MonitoringRequirements {
  /// Reads a policy's `monitoring`.
  init(_ mapping: Mapping, tiers: [Tier], stages: [Stage], gates: [Gate]) {
    self.init()
    if let field = mapping["every"] {
      every = field.perTier(\.period)
      checkTiers(every, tiers, field)
    }
    // There is one source, and it need not be said.
    _ = mapping["kpis-from"]?.string
    mapping.refuseEmpty("stages", "reopens", "signed-by")
    if let field = mapping["stages"] {
      self.stages = field.elements { item in
        guard let stage: StageID = item.identifier() else { return nil }
        if !stages.contains(where: { $0.id == stage }) {
          item.refuse(
            "the policy has no stage \(stage)",
            hint: Suggestion.text(for: stage.text, among: stages.map(\.id.text)))
        }
        return stage
      }
    }
    if let field = mapping["reopens"] {
      reopens = field.elements { item in
        guard let gate: GateID = item.identifier() else { return nil }
        if !gates.contains(where: { $0.id == gate }) {
          item.refuse(
            "the policy has no gate \(gate) for models",
            hint: Suggestion.text(for: gate.text, among: gates.map(\.id.text)))
        }
        return gate
      }
    }
    signedBy = mapping["signed-by"]?.elements(\.string)
    if let field = mapping["revalidate"] {
      revalidate = field.perTier(\.period)
      checkTiers(revalidate, tiers, field)
    }
  }
}

extension MonitoringReport {
  /// Reads `models/<id>/monitoring/<date>.yaml`.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> MonitoringReport {
    try readDocument(bytes, path: path, as: .monitoringReport) { document in
      let model: ModelID? = document["model"]?.identifier()
      let version = document["version"]?.string
      let period = document["period"]?.mapping
      let from = period?["from"]?.instant
      let until = period?["until"]?.instant
      let kpis = document["kpis"]?.elements { item -> Metric? in
        guard let mapping = item.mapping else { return nil }
        return Metric(mapping, item.name, named: "name")
      }
      let incidents = document["incidents"]?.elements(Incident.init(_:)) ?? []
      if let from, let until, until < from {
        period?["until"]?.refuse("the period ends before it begins, on \(from.date)")
      }
      guard let model, let version, let from, let until, let kpis else { return nil }
      return MonitoringReport(
        model: model, version: version, from: from, until: until, kpis: kpis, incidents: incidents,
        positions: document.reading.positions)
    }
  }
}

extension MonitoringReport.Incident {
  fileprivate init?(_ item: Field) {
    guard let mapping = item.mapping else { return nil }
    let id = mapping["id"]?.string
    let severity = mapping["severity"]?.string
    let text = mapping["text"]?.string
    guard let id, let text else { return nil }
    self.init(id: id, severity: severity, text: text)
  }
}

extension Mapping {
  /// Refuses lists without anything in them.
  func refuseEmpty(_ keys: String...) {
    for key in keys {
      if let field = self[key], field.list.isEmpty { field.refuse("\(field.name) lists none") }
    }
  }
}
