/// A card of the Model Card Toolkit, schema 0.0.2 (github.com/tensorflow/model-card-toolkit,
/// `schema/v0.0.2/model_card.schema.json`); what 0.0.1 writes otherwise is kept as it is.
struct ToolkitCard {
  let root: SourceNode

  func fill(_ draft: CardDraft) {
    let details = root["model_details"]
    draft.takeName(details?["name"])
    draft.take(details?["version"]?["name"], as: "version")
    let licenses = details?["licenses"]?.elements ?? []
    if licenses.count == 1 {
      draft.take(licenses[0]["identifier"] ?? licenses[0]["custom_text"], as: "license")
    }
    if licenses.count > 1 {
      draft.remark("model_details.licenses: there are \(licenses.count), and a card has one")
    }
    let considerations = root["considerations"]
    draft.take(described(considerations?["use_cases"]), as: "intended-use")
    draft.take(described(considerations?["limitations"]), as: "limitations")
    let data = root["model_parameters"]?["data"]
    for dataset in data?.elements ?? [] {
      if let name = dataset["name"], let text = name.text {
        draft.add([("name", CardDraft.text(text), name)], to: "data")
      }
    }
    for metric in root["quantitative_analysis"]?["performance_metrics"]?.elements ?? [] {
      guard let type = metric["type"], let value = metric["value"] else { continue }
      let interval = metric["confidence_interval"]
      draft.addMetric(
        type, value, slice: metric["slice"], interval: (interval?["lower_bound"], interval?["upper_bound"]))
    }
  }

  /// The descriptions of a list; earlier versions write them as texts.
  private func described(_ list: SourceNode?) -> [SourceNode] {
    (list?.elements ?? []).compactMap { $0.isMapping ? $0["description"] : $0 }
  }
}
