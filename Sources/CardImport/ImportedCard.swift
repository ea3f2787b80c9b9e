import Documents
import Governance

/// Somebody else's card as one of ours: what a card has a field for stands there, and the rest, as it was, below
/// `x-source`. What the source does not say is left out: nothing is guessed, and no placeholder stands for it.
package struct ImportedCard: Sendable {
  /// A file to import.
  package struct Source: Sendable {
    /// How messages call it.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What whoever imports says besides.
  package struct Request: Sendable {
    package var kind: SourceKind?
    package var id: String?
    package var version: String?
    package var owner: String?
    /// The name or `bom-ref` of one of several models.
    package var component: String?

    package init() {}
  }

  /// The text of `card.yaml`.
  package let text: String
  /// The model's id, which is the name of its directory; nil where neither the source nor the request says it.
  package let id: ModelID?
  package let report: ImportReport

  /// - Parameters:
  ///   - source: the card.
  ///   - registeredVersion: MLflow's export of the registered version, beside an `MLmodel`.
  /// - Throws: where the source is none of the kinds that are known, cannot be read, or is more than a card holds.
  package init(
    _ source: Source, registeredVersion: Source? = nil, request: Request = Request()
  ) throws(ImportProblem) {
    let documents = try SourceDocuments(source, registeredVersion, request.kind)
    let draft = CardDraft()
    try ImportedCard.put(request, in: draft)
    try documents.fill(draft, component: request.component)
    var more: [(String, YAMLNode)] = []
    let kept = documents.rest
    if !kept.isEmpty {
      let format = [("format", CardDraft.text(documents.kind.rawValue))]
      more.append(("x-source", CardDraft.map(format + kept)))
    }
    guard let body = YAMLWriter.document(draft.entries(and: more)) else {
      throw ImportProblem(
        "the card would be larger than 1 MiB", hint: "take examples and signatures out of the source first")
    }
    text = body
    if case .scalar(let text, _)? = draft["id"]?.content { id = ModelID(text) } else { id = nil }
    var report = ImportReport()
    report.kinds = [documents.kind]
    report.taken = documents.ledger.entries
    report.kept = documents.restPaths
    report.remarks = documents.remarks + draft.remarks
    report.claims = documents.claims
    report.left = documents.left
    report.toFillIn = ImportedCard.problems(of: body)
    self.report = report
  }

  private static let options = [
    (field: "id", option: "--model"), (field: "version", option: "--model-version"),
    (field: "owner", option: "--owner"),
  ]

  /// What was said on the command line goes before what the source says.
  private static func put(_ request: Request, in draft: CardDraft) throws(ImportProblem) {
    for ((field, option), value) in zip(options, [request.id, request.version, request.owner]) {
      guard let value else { continue }
      let node = CardDraft.text(value)
      if let problem = DocumentSchema.card.problems(of: node, under: field).first {
        throw ImportProblem("\(option): \(problem.problem)")
      }
      draft.put(field, node)
    }
  }

  /// What whoever lints the card will hear, and so has to be written yet.
  private static func problems(of text: String) -> [String] {
    do throws(DocumentErrors) {
      _ = try Card.read(Array(text.utf8), path: Card.fileName)
      return []
    } catch {
      return error.errors.map { error in
        let option = options.first { error.problem == "the document lacks \($0.field)" }?.option
        return [error.problem, option.map { "give it with \($0)" } ?? error.hint].compactMap(\.self).joined(
          separator: "; ")
      }
    }
  }
}
