import Governance

/// A mapping of a document. Each key that is asked for is known; `finish` refuses all others.
final class Mapping {
  private let field: Field
  private let entries: [(key: String, position: Position, value: YAMLNode)]
  private var known: [String] = []

  init?(_ field: Field) {
    guard case .mapping(let entries) = field.node.content else { return nil }
    self.field = field
    self.entries = entries
  }

  var position: Position { field.node.position }
  var reading: Reading { field.reading }
  /// The keys in the order of the file.
  var keys: [String] { entries.map(\.key) }

  /// The whole mapping as a value.
  var value: Value { field.node.value }

  /// The field of a key, if it is there.
  subscript(key: String) -> Field? {
    known.append(key)
    guard let entry = entries.first(where: { $0.key.isExactly(key) }) else { return nil }
    return Field(name: field.name.isEmpty ? key : "\(field.name).\(key)", node: entry.value, reading: reading)
  }

  /// The field of a key that has to be there.
  func required(_ key: String) -> Field? {
    if let field = self[key] { return field }
    reading.refuse(position, "\(field.name.isEmpty ? "the document" : field.name) lacks \(key)")
    return nil
  }

  /// Declares a key whose value is kept and not judged.
  func allow(_ keys: String...) { known += keys }

  /// Refuses a key that this version knows but cannot judge yet: never ignored.
  func refuseUnsupported(_ key: String, _ what: String) {
    known.append(key)
    guard let entry = entries.first(where: { $0.key.isExactly(key) }) else { return }
    reading.refuse(
      entry.position,
      "\(field.name.isEmpty ? key : "\(field.name).\(key)") is not supported by this version: \(what)",
      hint: "remove it, or use a version of countersign that supports it")
  }

  /// Refuses every key that nobody asked for. Keys that start with `x-` are everybody's where allowed.
  func finish(allowExtensions: Bool = false) {
    for entry in entries where !known.contains(where: { $0.isExactly(entry.key) }) {
      if allowExtensions, entry.key.utf8.starts(with: "x-".utf8) { continue }
      reading.refuse(
        entry.position, "unknown key \(entry.key)\(field.name.isEmpty ? "" : " in \(field.name)")",
        hint: Suggestion.text(for: entry.key, among: known)
          ?? (allowExtensions ? "keys of your own start with x-" : nil))
    }
  }

  /// Reads `apiVersion` and `kind`, which every document starts with.
  func header(kind wanted: String) {
    if let field = required("apiVersion"), let version = field.string, !version.isExactly("countersign/v1") {
      field.refuse("apiVersion is \(version), this version reads countersign/v1")
    }
    if let field = required("kind"), let kind = field.string, !kind.isExactly(wanted) {
      field.refuse(
        "kind is \(kind), here it has to be \(wanted)", hint: Suggestion.text(for: kind, among: [wanted]))
    }
  }
}

/// Reads one document: parses it, hands its top mapping to `read`, and throws everything that was found.
func readDocument<Result>(
  _ bytes: [UInt8], path: String, _ read: (Mapping) -> Result?
) throws(DocumentErrors) -> Result {
  let reading = Reading(path: path)
  let node: YAMLNode
  do {
    node = try StrictYAML.read(bytes, path: path)
  } catch {
    throw DocumentErrors(errors: [error])
  }
  let top = Field(name: "", node: node, reading: reading)
  guard let mapping = Mapping(top) else {
    top.refuse("the document has to be a mapping, not \(node.kind)")
    throw DocumentErrors(errors: reading.errors)
  }
  let result = read(mapping)
  try reading.finish()
  guard let result else {
    throw DocumentErrors(errors: [
      DocumentError(path: path, position: node.position, problem: "the document cannot be read")
    ])
  }
  return result
}
