import Governance

extension Card {
  /// The fields that a card may have, besides those that start with `x-`.
  package static let fieldNames = [
    "apiVersion", "kind", "id", "name", "version", "stage", "tier", "domain", "owner", "developers",
    "license", "purpose",
    "intended-use", "out-of-scope-use", "limitations", "artifacts", "data", "metrics", "fairness", "security",
    "lineage",
    "kpis",
  ]

  /// Whether a card may have the field.
  package static func isKnownField(_ name: String) -> Bool {
    fieldNames.contains { $0.isExactly(name) } || name.utf8.starts(with: "x-".utf8)
  }

  /// Reads `card.yaml`.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> Card {
    try readDocument(bytes, path: path) { CardReader($0, path: path).card }
  }
}

private struct CardReader {
  private let document: Mapping
  private let path: String

  init(_ document: Mapping, path: String) {
    self.document = document
    self.path = path
  }

  var card: Card? {
    document.header(kind: "ModelCard")
    let id: ModelID? = document.required("id")?.identifier()
    let version = document.required("version")?.string
    let owner: IdentityID? = document.required("owner")?.identifier()
    var card = Card(id: id ?? "", version: version ?? "", owner: owner ?? "", path: path)
    card.name = document["name"]?.string
    card.stage = document["stage"]?.identifier()
    card.tier = document["tier"]?.identifier()
    card.developers = document["developers"]?.elements { $0.identifier() } ?? []
    card.artifacts = document["artifacts"]?.elements(artifact) ?? []
    card.metrics =
      (document["metrics"]?.elements(metric) ?? []) + (document["fairness"]?.elements(fairness) ?? [])
    readText()
    readKPIs()
    document.finish(allowExtensions: true)
    card.fields = document.value
    card.positions = document.reading.positions
    card.positions[""] = document.position
    return id == nil || version == nil || owner == nil ? nil : card
  }

  /// Fields that are prose, or that no rule reads yet: checked for their shape, kept as they stand.
  private func readText() {
    for key in ["domain", "license", "purpose"] { _ = document[key]?.string }
    for key in ["intended-use", "out-of-scope-use", "limitations"] {
      if let field = document[key], case .sequence = field.node.content {
        _ = field.elements(\.string)
      } else {
        _ = document[key]?.string
      }
    }
    for item in document["data"]?.list ?? [] { _ = item.mapping?.required("name")?.string }
    _ = document["security"]?.mapping
    _ = document["lineage"]?.mapping
  }

  private func readKPIs() {
    for item in document["kpis"]?.list ?? [] {
      guard let mapping = item.mapping else { continue }
      _ = mapping.required("name")?.string
      _ = mapping["min"]?.number
      _ = mapping["max"]?.number
      _ = mapping["unit"]?.string
      mapping.finish(allowExtensions: true)
    }
  }

  private func artifact(_ item: Field) -> Artifact? {
    guard let mapping = item.mapping else { return nil }
    let path = mapping["path"]?.relativePath
    let uri = mapping["uri"]?.string
    let sha256 = mapping.required("sha256")?.sha256
    _ = mapping["size"]?.integer(0...Int.max)
    mapping.finish(allowExtensions: true)
    if (mapping["path"] == nil) == (mapping["uri"] == nil) {
      item.refuse("\(item.name) has to name either a path or a uri")
      return nil
    }
    guard let sha256 else { return nil }
    if let path { return Artifact(location: .path(path), sha256: sha256) }
    return uri.map { Artifact(location: .uri($0), sha256: sha256) }
  }

  private func metric(_ item: Field) -> Metric? {
    guard let mapping = item.mapping else { return nil }
    defer { mapping.finish(allowExtensions: true) }
    mapping.allow("split", "ci", "evidence", "unit", "dataset")
    return Metric(mapping, item.name, named: "name")
  }

  private func fairness(_ item: Field) -> Metric? {
    guard let mapping = item.mapping else { return nil }
    defer { mapping.finish(allowExtensions: true) }
    mapping.allow("group", "slice", "ci", "evidence", "split")
    _ = mapping["assessed"]?.bool
    // A group that was not measured yet has no value; that is for the policy to judge.
    guard mapping["metric"] != nil, mapping["value"] != nil else { return nil }
    return Metric(mapping, item.name, named: "metric")
  }
}

extension Metric {
  /// Reads name, value and slice of a measurement.
  init?(_ mapping: Mapping, _ field: String, named key: String) {
    let name = mapping.required(key)?.string
    let value = mapping.required("value")?.number
    let slice = mapping["slice"]?.string
    guard let name, let value else { return nil }
    self.init(name: name, value: value, slice: slice, field: field)
  }
}
