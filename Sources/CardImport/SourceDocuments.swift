import Documents
import Governance

/// The documents that a card is imported from, each with its name below `x-source`.
struct SourceDocuments {
  let kind: SourceKind
  /// What was taken over from all of them.
  let ledger: Ledger
  private(set) var remarks: [String] = []
  private(set) var left: [String] = []
  private var documents: [(name: String, root: SourceNode)] = []
  private var readme: ReadmeDraft?

  /// The levels that a source may have: below `x-source` it lies deeper by two, and a card has 64.
  static let depthLimit = 60

  init(
    _ source: ImportedCard.Source, _ registeredVersion: ImportedCard.Source?, _ asked: SourceKind?
  ) throws(ImportProblem) {
    let ledger = Ledger()
    self.ledger = ledger
    if let readme = try SourceDocuments.readme(source, asked) {
      guard registeredVersion == nil else { throw SourceDocuments.alone }
      kind = .huggingFace
      self.readme = readme
      remarks = readme.remarks.map {
        "\(source.name):\($0.position.line):\($0.position.column): \($0.problem)"
      }
      left = ["the text below the front matter of \(source.name), which stays where it is"]
      documents = [("front-matter", try SourceDocuments.root(readme.frontMatter, source, ledger))]
      return
    }
    if source.name.utf8.suffix(3).elementsEqual(".md".utf8) { throw SourceDocuments.noFrontMatter(source) }
    let root = try SourceDocuments.root(SourceDocuments.parse(source), source, ledger)
    if let asked { kind = asked } else { kind = try SourceDocuments.recognise(root, source) }
    guard kind == .mlflow || registeredVersion == nil else { throw SourceDocuments.alone }
    switch kind {
    case .huggingFace:
      throw SourceDocuments.noFrontMatter(source)
    case .cycloneDX: documents = [("bom", root)]
    case .modelCardToolkit: documents = [("card", root)]
    case .sageMaker: documents = try SourceDocuments.sageMaker(root, source, ledger)
    case .mlflow:
      let isModel = root["flavors"] != nil
      documents = [(isModel ? "MLmodel" : "model-version", root)]
      if let other = registeredVersion {
        let second = try SourceDocuments.root(SourceDocuments.parse(other), other, ledger, beside: true)
        guard isModel, second["flavors"] == nil, second.isMapping else {
          throw ImportProblem(
            "--registered-version goes with an MLmodel file, and is MLflow's JSON of a version")
        }
        documents.append(("model-version", second))
      }
    }
  }

  private static func noFrontMatter(_ source: ImportedCard.Source) -> ImportProblem {
    ImportProblem(
      "\(source.name) has no front matter, and what only its text says nobody reads",
      hint: "it begins with a line ---")
  }

  private static let alone = ImportProblem("--registered-version goes with an MLmodel file of MLflow")

  func fill(_ draft: CardDraft, component: String?) throws(ImportProblem) {
    guard component == nil || kind == .cycloneDX else {
      throw ImportProblem("--component goes with a CycloneDX BOM")
    }
    switch kind {
    case .huggingFace:
      if let readme { HuggingFaceCard(root: documents[0].root, readme: readme).fill(draft) }
    case .mlflow: try MLflowCard(model: document("MLmodel"), version: document("model-version")).fill(draft)
    case .cycloneDX: try CycloneDXCard(root: documents[0].root, component: component).fill(draft)
    case .sageMaker:
      SageMakerCard(content: document("content") ?? documents[0].root, response: document("response")).fill(
        draft)
    case .modelCardToolkit: ToolkitCard(root: documents[0].root).fill(draft)
    }
  }

  private func document(_ name: String) -> SourceNode? { documents.first { $0.name == name }?.root }

  /// What no field of the card took over, by the names of the documents.
  var rest: [(String, YAMLNode)] {
    documents.compactMap { name, root in root.rest.map { (name, $0) } }
  }

  var restPaths: [String] { documents.flatMap { named($0.root.restPaths, $0.name) } }

  var claims: [String] { documents.flatMap { named(Claims.found(in: $0.root), $0.name) } }

  /// Paths with the document's name before them, where there are several.
  private func named(_ paths: [String], _ name: String) -> [String] {
    documents.count == 1 ? paths : paths.map { "\(name): \($0)" }
  }

  // MARK: - Reading

  private static func readme(
    _ source: ImportedCard.Source, _ asked: SourceKind?
  ) throws(ImportProblem) -> ReadmeDraft? {
    guard asked == nil || asked == .huggingFace else { return nil }
    do throws(DocumentErrors) {
      return try ReadmeDraft(readme: source.bytes, path: source.name)
    } catch {
      throw error.errors.first.map { ImportProblem($0) } ?? ImportProblem("\(source.name) cannot be read")
    }
  }

  private static func parse(_ source: ImportedCard.Source) throws(ImportProblem) -> YAMLNode {
    let first = source.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    do throws(DocumentError) {
      return first == 0x7B || first == 0x5B
        ? try StrictJSON.read(source.bytes, path: source.name)
        : try StrictYAML.read(source.bytes, path: source.name)
    } catch {
      throw ImportProblem(error)
    }
  }

  private static func root(
    _ node: YAMLNode, _ source: ImportedCard.Source, _ ledger: Ledger, beside: Bool = false
  ) throws(ImportProblem) -> SourceNode {
    guard node.depth <= depthLimit else {
      throw ImportProblem(
        "\(source.name) is nested deeper than \(depthLimit) levels, which no card could keep")
    }
    if let place = node.placeOfMergeKey {
      throw ImportProblem(
        "a key is <<, which no card may have", hint: "rename it",
        place: "\(source.name):\(place.line):\(place.column)")
    }
    return SourceNode(root: node, ledger: ledger, number: beside ? 1 : 0)
  }

  private static func recognise(
    _ root: SourceNode, _ source: ImportedCard.Source
  ) throws(ImportProblem) -> SourceKind {
    let kinds = SourceKind.kinds(of: root)
    if kinds.count == 1 { return kinds[0] }
    if kinds.isEmpty {
      throw ImportProblem(
        "\(source.name) is no card that is known", hint: "looked for these, and found none:",
        details: SourceKind.allCases.map { "\($0.title): \($0.mark)" })
    }
    let names = kinds.map(\.rawValue).joined(separator: " and ")
    throw ImportProblem("\(source.name) looks like \(names)", hint: "say which with --from")
  }

  /// The content, which stands alone or as text in the answer of `describe-model-card`.
  private static func sageMaker(
    _ root: SourceNode, _ source: ImportedCard.Source, _ ledger: Ledger
  ) throws(ImportProblem) -> [(name: String, root: SourceNode)] {
    guard let content = root["Content"], case .scalar(let text, _) = content.node.content else {
      return [("content", root)]
    }
    let inner = ImportedCard.Source(name: "\(source.name) (Content)", bytes: Array(text.utf8))
    let node = try SourceDocuments.root(parse(inner), inner, ledger, beside: true)
    guard node.isMapping else { throw ImportProblem("the Content of \(source.name) is no JSON object") }
    content.take(as: "the content that is read here")
    return [("response", root), ("content", node)]
  }
}

extension YAMLNode {
  private var children: [YAMLNode] {
    switch content {
    case .scalar: []
    case .sequence(let nodes): nodes
    case .mapping(let entries): entries.map(\.value)
    }
  }

  /// How many levels there are.
  fileprivate var depth: Int { 1 + (children.map(\.depth).max() ?? 0) }

  /// Where a key stands that every reader of YAML would take for a merge.
  fileprivate var placeOfMergeKey: Position? {
    if case .mapping(let entries) = content,
      let entry = entries.first(where: { $0.key.utf8.elementsEqual("<<".utf8) })
    {
      return entry.position
    }
    return children.lazy.compactMap(\.placeOfMergeKey).first
  }
}
