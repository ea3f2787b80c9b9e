import Governance

extension Card {
  /// Reads `card.yaml`.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> Card {
    try readDocument(bytes, path: path, as: .card) { CardReader($0, path: path).card }
  }
}

/// Reads a card's fields, whatever document they stand in.
struct CardReader {
  private let document: Mapping
  private let path: String

  init(_ document: Mapping, path: String) {
    self.document = document
    self.path = path
  }

  var card: Card? {
    let id: ModelID? = document["id"]?.identifier()
    let version = document["version"]?.string
    let owner: IdentityID? = document["owner"]?.identifier()
    var card = Card(id: id ?? "", version: version ?? "", owner: owner ?? "", path: path)
    card.name = document["name"]?.string
    card.stage = document["stage"]?.identifier()
    card.tier = document["tier"]?.identifier()
    card.developers = document["developers"]?.elements { $0.identifier() } ?? []
    card.artifacts = document["artifacts"]?.elements(artifact) ?? []
    card.metrics =
      (document["metrics"]?.elements(metric) ?? []) + (document["fairness"]?.elements(fairness) ?? [])
    card.fields = DocumentSchema.card.shape.value(of: document.node)
    card.positions = document.reading.positions
    return id == nil || version == nil || owner == nil ? nil : card
  }

  private func artifact(_ item: Field) -> Artifact? {
    guard let mapping = item.mapping else { return nil }
    let path = mapping["path"]?.relativePath
    let uri = mapping["uri"]?.string
    let sha256 = mapping["sha256"]?.text(.sha256)
    guard let sha256 else { return nil }
    if let path { return Artifact(location: .path(path), sha256: sha256) }
    return uri.map { Artifact(location: .uri($0), sha256: sha256) }
  }

  private func metric(_ item: Field) -> Metric? {
    guard let mapping = item.mapping else { return nil }
    return Metric(mapping, item.name, named: "name")
  }

  private func fairness(_ item: Field) -> Metric? {
    guard let mapping = item.mapping else { return nil }
    // A group that was not measured yet has no value; that is for the policy to judge.
    guard mapping["metric"] != nil, mapping["value"] != nil else { return nil }
    return Metric(mapping, item.name, named: "metric")
  }
}

extension Metric {
  /// Reads name, value and slice of a measurement.
  init?(_ mapping: Mapping, _ field: String, named key: String) {
    let name = mapping[key]?.string
    let value = mapping["value"]?.number
    let slice = mapping["slice"]?.string
    guard let name, let value else { return nil }
    self.init(name: name, value: value, slice: slice, field: field)
  }
}
