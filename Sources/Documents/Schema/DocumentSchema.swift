/// The schema of one kind of document: the one source of its keys and of what stands under them.
package struct DocumentSchema: Sendable {
  /// What the document names itself by, such as `ModelCard`.
  package let kind: String
  /// The kind as files and commands spell it, such as `model-card`.
  package let name: String
  /// What it is, in one sentence.
  package let summary: String
  /// The top mapping.
  package let top: MapShape
  /// How many entries a list or a mapping below the top may have.
  let entryLimit: Int

  /// - Parameter keys: all but `apiVersion` and `kind`, which every document starts with.
  init(
    kind: String, name: String, summary: String, entryLimit: Int = .max,
    others: MapShape.Others = .extensions,
    _ keys: [Key]
  ) {
    self.init(
      kind: kind, name: name, summary: summary, entryLimit: entryLimit,
      top: MapShape(
        [
          Key("apiVersion", .text(.apiVersion), .required, "The version of the format."),
          Key("kind", .text(.kind(kind)), .required, "What the document is."),
        ] + keys, others: others))
  }

  /// - Parameter top: all keys, of a document that others have given its form.
  init(kind: String, name: String, summary: String, entryLimit: Int = .max, top: MapShape) {
    self.kind = kind
    self.name = name
    self.summary = summary
    self.entryLimit = entryLimit
    self.top = top
  }

  package var shape: Shape { .map(top) }

  /// Every kind of document, in the order in which people meet them.
  package static let all: [DocumentSchema] = [
    policy, identities, card, readmeCard, approval, evidence, waiver, monitoringReport, policyTest,
  ]

  /// The schema of that kind, by either spelling.
  package static func named(_ name: String) -> DocumentSchema? {
    all.first { $0.name.isExactly(name) || $0.kind.isExactly(name) }
  }

  /// Checks a document against the schema alone, for kinds that have no reader of their own.
  ///
  /// - Throws: everything that is wrong with it.
  package func check(_ bytes: [UInt8], path: String) throws(DocumentErrors) {
    try readDocument(bytes, path: path, as: self) { _ in () }
  }

  /// The schema that a document names itself by, whatever else is wrong with it; nil where it is no document of
  /// Countersign's, or cannot be parsed.
  package static func claimed(by bytes: [UInt8]) -> DocumentSchema? {
    // Most files that are not for us say so without being parsed.
    guard bytes.count <= StrictYAML.sizeLimit, isMentioned(in: bytes),
      let node = try? StrictYAML.read(bytes, path: ""), case .mapping(let entries) = node.content
    else { return nil }
    func text(_ key: String) -> String? {
      guard let entry = entries.first(where: { $0.key.isExactly(key) }),
        case .scalar(let text, _) = entry.value.content
      else { return nil }
      return text
    }
    guard let version = text("apiVersion"), version.utf8.starts(with: "countersign/".utf8) else { return nil }
    return text("kind").flatMap { named($0) }
  }

  /// Whether a file says anywhere that it is a document of Countersign's, be it one that cannot be parsed.
  package static func isMentioned(in bytes: [UInt8]) -> Bool {
    let name = Array("countersign/".utf8)
    return bytes.indices.contains { bytes[$0] == name[0] && bytes[$0...].starts(with: name) }
  }
}
