import Governance

extension Evidence {
  /// Reads a report, YAML or JSON. Nil where the file is no document of Countersign's at all: a mapping
  /// without `apiVersion` and `kind`, or no mapping, such as data that stands beside a report.
  package static func read(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> Evidence? {
    var isOther = false
    do {
      return try readDocument(bytes, path: path) { document -> Evidence? in
        isOther = !document.keys.contains { $0.isExactly("apiVersion") || $0.isExactly("kind") }
        return isOther ? nil : read(document)
      }
    } catch {
      // A list or a single value has no kind that it could claim.
      if isOther || (try? StrictYAML.read(bytes, path: path))?.isMapping == false { return nil }
      throw error
    }
  }

  private static func read(_ document: Mapping) -> Evidence? {
    document.header(kind: "Evidence")
    let name = document.required("name")?.string
    let artifact = document["artifact"]?.sha256
    let produced = document.required("produced")?.instant
    let metrics = document["metrics"]?.elements { item -> Metric? in
      guard let mapping = item.mapping else { return nil }
      defer { mapping.finish(allowExtensions: true) }
      mapping.allow("split", "ci", "unit")
      return Metric(mapping, item.name, named: "name")
    }
    let tests = document["tests"]?.elements { item -> Test? in
      guard let mapping = item.mapping else { return nil }
      let name = mapping.required("name")?.string
      let passed = mapping.required("passed")?.bool
      mapping.finish(allowExtensions: true)
      guard let name, let passed else { return nil }
      return Test(name: name, passed: passed)
    }
    _ = document["tool"]?.mapping
    _ = document["dataset"]?.mapping
    document.finish(allowExtensions: true)
    guard let name, let produced else { return nil }
    return Evidence(
      name: name, artifact: artifact, produced: produced, metrics: metrics ?? [], tests: tests ?? [],
      positions: document.reading.positions)
  }
}
