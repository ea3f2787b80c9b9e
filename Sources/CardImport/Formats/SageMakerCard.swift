/// The content of an Amazon SageMaker model card (docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html, "Model card
/// JSON schema").
///
/// Its status and its risk rating were set there by whoever could: neither is an approval or a tier here.
struct SageMakerCard {
  let content: SourceNode
  /// The answer of `describe-model-card`, which holds the content as text.
  let response: SourceNode?

  func fill(_ draft: CardDraft) {
    let overview = content["model_overview"]
    draft.takeName(overview?["model_name"] ?? response?["ModelCardName"])
    draft.take(overview?["model_version"], as: "version")
    let uses = content["intended_uses"]
    draft.take(uses?["purpose_of_model"], as: "purpose")
    draft.take(uses?["intended_uses"], as: "intended-use")
    let training = content["training_details"]?["training_job_details"]
    for dataset in training?["training_datasets"]?.elements ?? [] {
      if let text = dataset.text { draft.add([("name", CardDraft.text(text), dataset)], to: "data") }
    }
    draft.takeLineage(training?["training_arn"], as: "run")
    for evaluation in content["evaluation_details"]?.elements ?? [] {
      let datasets = evaluation["datasets"]?.elements ?? []
      for group in evaluation["metric_groups"]?.elements ?? [] {
        for metric in group["metric_data"]?.elements ?? [] {
          guard let name = metric["name"], let value = metric["value"] else { continue }
          // A graph or a matrix is no measurement that a threshold could read.
          guard metric["type"]?.text.map({ $0 == "number" }) ?? true else { continue }
          draft.addMetric(name, value, more: [("dataset", datasets.count == 1 ? datasets[0] : nil)])
        }
      }
    }
  }
}
