import Governance

extension Evidence {
  /// Reads a report, YAML or JSON. Nil where the file is no document of Countersign's at all: a mapping
  /// without `apiVersion` and `kind`, or no mapping, such as data that stands beside a report.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> Evidence? {
    let node = try parseDocument(bytes, path: path)
    guard case .mapping(let entries) = node.content,
      entries.contains(where: { $0.key.isExactly("apiVersion") || $0.key.isExactly("kind") })
    else { return nil }
    return try readDocument(node, path: path, as: .evidence, read)
  }

  /// Reads a report's fields, whatever document they stand in.
  static func read(_ document: Mapping) -> Evidence? {
    let name = document["name"]?.string
    let artifact = document["artifact"]?.text(.sha256)
    let produced = document["produced"]?.instant
    let metrics = document["metrics"]?.elements { item -> Metric? in
      guard let mapping = item.mapping else { return nil }
      return Metric(mapping, item.name, named: "name")
    }
    let tests = document["tests"]?.elements { item -> Test? in
      guard let mapping = item.mapping else { return nil }
      let name = mapping["name"]?.string
      let passed = mapping["passed"]?.bool
      guard let name, let passed else { return nil }
      return Test(name: name, passed: passed)
    }
    guard let name, let produced else { return nil }
    return Evidence(
      name: name, artifact: artifact, produced: produced, metrics: metrics ?? [], tests: tests ?? [],
      fields: DocumentSchema.evidence.shape.value(of: document.node), positions: document.reading.positions)
  }
}
