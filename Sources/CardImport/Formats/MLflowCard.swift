/// What MLflow writes: an `MLmodel` file beside the model (mlflow.org/docs/latest/ml/model, "MLmodel file"), and a
/// registered version as the REST API answers it (`mlflow/model-versions/get`) or a client prints it as JSON.
///
/// A stage, an alias or a tag there was set by whoever could: none becomes a stage, a tier or an approval here.
struct MLflowCard {
  let model: SourceNode?
  let version: SourceNode?

  /// - Throws: where the two are not of one model.
  func fill(_ draft: CardDraft) throws(ImportProblem) {
    let version = try version.map { node throws(ImportProblem) in try MLflowCard.version(in: node) }
    if let one = model?["run_id"]?.text, let other = version?["run_id"]?.text,
      !one.utf8.elementsEqual(other.utf8)
    {
      throw ImportProblem(
        "the MLmodel is of run \(one), and the registered version of run \(other)",
        hint: "export the version that the MLmodel belongs to")
    }
    draft.takeName(version?["name"])
    draft.take(version?["version"], as: "version")
    draft.takeLineage(version?["run_id"], as: "run")
    draft.takeLineage(model?["run_id"], as: "run")
    for metric in version?["metrics"]?.elements ?? [] {
      guard let name = metric["key"] ?? metric["name"], name.text != nil, let value = metric["value"] else {
        continue
      }
      draft.addMetric(name, value, more: [("dataset", metric["dataset_name"])])
    }
  }

  private static func version(in root: SourceNode) throws(ImportProblem) -> SourceNode {
    if let version = root["model_version"] { return version }
    guard let versions = root["model_versions"] else { return root }
    guard let only = versions.elements.first, versions.elements.count == 1 else {
      throw ImportProblem(
        "the file lists \(versions.elements.count) versions of models",
        hint: "export the one version that is meant")
    }
    return only
  }
}

extension CardDraft {
  /// Takes over a model's name as the card's, and as its id where it can be the name of a directory.
  func takeName(_ source: SourceNode?) {
    guard let source, let text = source.text else { return }
    take(source, as: "name")
    if self["id"] == nil { put("id", CardDraft.text(text), from: [source]) }
  }

  /// Takes over a measurement, where it is a number.
  func addMetric(
    _ name: SourceNode, _ value: SourceNode, slice: SourceNode? = nil,
    interval: (lower: SourceNode?, upper: SourceNode?) = (nil, nil),
    more: [(key: String, source: SourceNode?)] = []
  ) {
    guard let text = name.text, let number = value.number else {
      if value.text != nil || value.isMapping {
        remark(
          "\(value.path): \(value.text.map { "\"\($0)\"" } ?? "it") is no number, so no threshold reads it")
      }
      return
    }
    var parts = [("name", CardDraft.text(text), name), ("value", number, value)]
    if let slice, let text = slice.text { parts.append(("slice", CardDraft.text(text), slice)) }
    for (key, source) in more {
      if let source, let text = source.text { parts.append((key, CardDraft.text(text), source)) }
    }
    if let lower = interval.lower, let upper = interval.upper, let low = lower.number, let high = upper.number
    {
      parts.append(("ci", CardDraft.list([low, high]), lower))
      if let place = add(parts, to: "metrics") { upper.take(as: "\(place).ci") }
    } else {
      add(parts, to: "metrics")
    }
  }
}
