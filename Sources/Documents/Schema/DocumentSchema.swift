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
    self.kind = kind
    self.name = name
    self.summary = summary
    self.entryLimit = entryLimit
    top = MapShape(
      [
        Key("apiVersion", .text(.apiVersion), .required, "The version of the format."),
        Key("kind", .text(.kind(kind)), .required, "What the document is."),
      ] + keys, others: others)
  }

  package var shape: Shape { .map(top) }

  /// Every kind of document, in the order in which people meet them.
  package static let all: [DocumentSchema] = [
    policy, identities, card, approval, evidence, waiver, monitoringReport, policyTest,
  ]

  /// The schema of that kind, by either spelling.
  package static func named(_ name: String) -> DocumentSchema? {
    all.first { $0.name.isExactly(name) || $0.kind.isExactly(name) }
  }
}
