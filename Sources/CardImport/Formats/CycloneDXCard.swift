/// A machine learning bill of materials: CycloneDX 1.5 and 1.6 in JSON, of it the component of type
/// `machine-learning-model` with its `modelCard` (cyclonedx.org/docs/1.6/json).
struct CycloneDXCard {
  private let root: SourceNode
  private let component: String?
  /// Every component, those that are parts of others too.
  private let components: [SourceNode]

  /// - Parameter component: the name or `bom-ref` of the component that is meant, where there are several.
  init(root: SourceNode, component: String?) {
    self.root = root
    self.component = component
    var found: [SourceNode] = []
    var waiting = Array((root["components"]?.elements ?? []).reversed())
    if let described = root["metadata"]?["component"] { waiting.append(described) }
    while let next = waiting.popLast() {
      found.append(next)
      waiting += (next["components"]?.elements ?? []).reversed()
    }
    components = found
  }

  /// - Throws: where it is not clear which component is meant.
  func fill(_ draft: CardDraft) throws(ImportProblem) {
    let model = try model()
    if let version = root["specVersion"]?.text, !["1.5", "1.6"].contains(version) {
      draft.remark("specVersion: \(version) is read as if it were 1.6")
    }
    draft.takeName(model["name"])
    draft.take(model["version"], as: "version")
    fillLicense(model, draft)
    fillArtifacts(model, draft)
    let card = model["modelCard"]
    let considerations = card?["considerations"]
    draft.take(considerations?["useCases"]?.elements ?? [], as: "intended-use")
    draft.take(considerations?["technicalLimitations"]?.elements ?? [], as: "limitations")
    fillData(card?["modelParameters"]?["datasets"]?.elements ?? [], draft)
    for metric in card?["quantitativeAnalysis"]?["performanceMetrics"]?.elements ?? [] {
      guard let type = metric["type"], let value = metric["value"] else { continue }
      let interval = metric["confidenceInterval"]
      draft.addMetric(
        type, value, slice: metric["slice"], interval: (interval?["lowerBound"], interval?["upperBound"]))
    }
    let ancestors = model["pedigree"]?["ancestors"]?.elements ?? []
    if ancestors.count == 1 { draft.takeLineage(ancestors[0]["name"], as: "base-model") }
  }

  private func model() throws(ImportProblem) -> SourceNode {
    let models = components.filter { $0["type"]?.text == "machine-learning-model" }
    let named = models.filter { model in
      guard let component else { return true }
      return [model["name"], model["bom-ref"]].contains {
        $0?.text?.utf8.elementsEqual(component.utf8) ?? false
      }
    }
    if named.count == 1, let model = named.first { return model }
    let names = models.prefix(20).map { $0["bom-ref"]?.text ?? $0["name"]?.text ?? "?" }.joined(
      separator: ", ")
    if models.isEmpty {
      throw ImportProblem(
        "the BOM has no component of type machine-learning-model",
        hint: "import the BOM that describes the model")
    }
    if named.isEmpty {
      throw ImportProblem(
        "no model of the BOM is named \(component ?? "")", hint: "its models are \(names)")
    }
    throw ImportProblem(
      "the BOM has \(named.count) models", hint: "name one by its name or bom-ref with --component: \(names)")
  }

  /// Of several licences nobody knows here whether all hold or one may be chosen.
  private func fillLicense(_ model: SourceNode, _ draft: CardDraft) {
    let licenses = model["licenses"]?.elements ?? []
    if licenses.count > 1 {
      draft.remark("\(model.path).licenses: there are \(licenses.count), and a card has one")
    }
    guard licenses.count == 1 else { return }
    draft.take(
      licenses[0]["expression"] ?? licenses[0]["license"]?["id"] ?? licenses[0]["license"]?["name"],
      as: "license")
  }

  /// What can be fetched, and by what digest it is known.
  private func fillArtifacts(_ model: SourceNode, _ draft: CardDraft) {
    for reference in model["externalReferences"]?.elements ?? [] {
      guard let url = reference["url"], let text = url.text,
        let hash = reference["hashes"]?.elements.first(where: { $0["alg"]?.text == "SHA-256" })?["content"],
        let digest = hash.text
      else { continue }
      draft.add(
        [("uri", CardDraft.text(text), url), ("sha256", CardDraft.text(digest.lowercased()), hash)],
        to: "artifacts")
    }
  }

  /// Datasets described in place, or by the references of components.
  private func fillData(_ datasets: [SourceNode], _ draft: CardDraft) {
    var described: [[UInt8]: SourceNode] = [:]
    for component in components {
      guard let reference = component["bom-ref"]?.text else { continue }
      described[Array(reference.utf8)] = component
    }
    for dataset in datasets {
      if let name = dataset["name"], let text = name.text {
        draft.add([("name", CardDraft.text(text), name)], to: "data")
      } else if let reference = dataset["ref"], let text = reference.text {
        guard let name = described[Array(text.utf8)]?["name"], let known = name.text else {
          draft.remark("\(reference.path): the BOM has no component \(text)")
          continue
        }
        draft.add([("name", CardDraft.text(known), name)], to: "data")
      }
    }
  }
}
