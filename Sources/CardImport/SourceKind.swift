import Documents

/// The kinds of cards of others that are read.
package enum SourceKind: String, CaseIterable, Sendable {
  case huggingFace = "huggingface"
  case mlflow
  case cycloneDX = "cyclonedx"
  case sageMaker = "sagemaker"
  case modelCardToolkit = "model-card-toolkit"

  /// What people call it.
  package var title: String {
    switch self {
    case .huggingFace: "a Hugging Face README"
    case .mlflow: "MLflow"
    case .cycloneDX: "a CycloneDX ML-BOM"
    case .sageMaker: "a SageMaker model card"
    case .modelCardToolkit: "a Model Card Toolkit card"
    }
  }

  /// What a file of the kind is known by.
  package var mark: String {
    switch self {
    case .huggingFace: "a front matter between two lines ---"
    case .mlflow: "`flavors` (an MLmodel file), or `model_version` (JSON)"
    case .cycloneDX: "`bomFormat: CycloneDX` (JSON)"
    case .sageMaker: "`model_overview`, `intended_uses` and the like, or `ModelCardName` (JSON)"
    case .modelCardToolkit: "`model_details` or `considerations` (JSON)"
    }
  }

  /// The kinds that a document's own keys speak for.
  static func kinds(of root: SourceNode) -> [SourceKind] {
    func has(_ keys: String...) -> Bool { keys.contains { root[$0] != nil } }
    var kinds: [SourceKind] = []
    let isVersion =
      has("model_version", "model_versions") || (has("name") && has("current_stage", "creation_timestamp"))
    if root["flavors"]?.isMapping == true || isVersion { kinds.append(.mlflow) }
    if root["bomFormat"]?.text?.utf8.elementsEqual("CycloneDX".utf8) == true { kinds.append(.cycloneDX) }
    if has(
      "model_overview", "intended_uses", "evaluation_details", "training_details", "business_details",
      "ModelCardName",
      "ModelCardArn", "model_package_details")
    {
      kinds.append(.sageMaker)
    }
    if has("model_details", "model_parameters", "quantitative_analysis", "considerations") {
      kinds.append(.modelCardToolkit)
    }
    return kinds
  }
}
