import Governance

/// A mapping of a document that was checked against its schema.
struct Mapping {
  private let field: Field
  private let entries: [(key: String, position: Position, value: YAMLNode)]

  init(_ field: Field, _ entries: [(key: String, position: Position, value: YAMLNode)]) {
    self.field = field
    self.entries = entries
  }

  var name: String { field.name }
  var node: YAMLNode { field.node }
  var position: Position { field.node.position }
  var reading: Reading { field.reading }
  /// The keys in the order of the file.
  var keys: [String] { entries.map(\.key) }

  /// The field of a key, if it is there.
  subscript(key: String) -> Field? {
    guard let entry = entries.first(where: { $0.key.isExactly(key) }) else { return nil }
    return Field(name: field.name.isEmpty ? key : "\(field.name).\(key)", node: entry.value, reading: reading)
  }

  /// The field of a key that this document has to have, though not all of its kind do.
  func demanded(_ key: String) -> Field? {
    if let field = self[key] { return field }
    reading.refuseLack(of: key, in: field.name, position)
    return nil
  }
}

/// Parses a document: as JSON where its name ends so, else as YAML.
///
/// YAML knows no pairs of surrogates, by which programs write what is beyond the Basic Multilingual Plane in JSON.
func parseDocument(_ bytes: [UInt8], path: String) throws(DocumentErrors) -> YAMLNode {
  do {
    let isJSON = path.utf8.suffix(5).elementsEqual(".json".utf8)
    return isJSON ? try StrictJSON.read(bytes, path: path) : try StrictYAML.read(bytes, path: path)
  } catch {
    throw DocumentErrors(errors: [error])
  }
}

/// Reads one document: parses it, checks it against its schema, hands its top mapping to `read`, and throws
/// everything that was found.
func readDocument<Result>(
  _ bytes: [UInt8], path: String, as schema: DocumentSchema, _ read: (Mapping) -> Result?
) throws(DocumentErrors) -> Result {
  try readDocument(try parseDocument(bytes, path: path), path: path, as: schema, read)
}

/// The same for a document that is parsed already.
func readDocument<Result>(
  _ node: YAMLNode, path: String, as schema: DocumentSchema, _ read: (Mapping) -> Result?
) throws(DocumentErrors) -> Result {
  let reading = Reading(path: path, entryLimit: schema.entryLimit)
  Validator(reading: reading).check(node, schema.shape, "")
  var result: Result?
  if case .mapping(let entries) = node.content {
    result = read(Mapping(Field(name: "", node: node, reading: reading), entries))
  }
  try reading.finish()
  guard let result else {
    throw DocumentErrors(errors: [
      DocumentError(path: path, position: node.position, problem: "the document cannot be read")
    ])
  }
  return result
}
