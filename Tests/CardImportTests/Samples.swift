/// Documents in the shapes that the tools write, of models that there are not.
enum Samples {
  static let mlmodel = """
    artifact_path: model
    flavors:
      python_function:
        env:
          conda: conda.yaml
          virtualenv: python_env.yaml
        loader_module: mlflow.sklearn
        python_version: 3.11.4
      sklearn:
        code: null
        sklearn_version: 1.5.0
    mlflow_version: 2.20.1
    model_size_bytes: 1203
    model_uuid: 4c9f2c4ad0b64a2fb2a0de5a1d2c7f11
    run_id: a51c0ffee
    signature:
      inputs: '[{"type": "double", "name": "age", "required": true}]'
      outputs: '[{"type": "long", "required": true}]'
      params: null
    utc_time_created: '2026-11-02 10:11:12.131415'

    """

  static let version = """
    {"model_version": {"name": "credit-scoring", "version": "3", "creation_timestamp": 1762078272131,
      "current_stage": "Production", "description": "retrained on october", "source": "s3://mlflow/1/a51c0ffee/model",
      "run_id": "a51c0ffee", "status": "READY", "user_id": "erin",
      "tags": [{"key": "approved_by", "value": "the boss"}, {"key": "team", "value": "risk"}],
      "aliases": ["champion"],
      "metrics": [{"key": "auc", "value": 0.8700, "timestamp": 1762078272000, "dataset_name": "loans"},
        {"key": "loss", "value": "NaN"}]}}
    """

  static let bom = """
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
     "metadata": {"timestamp": "2026-11-02T10:00:00Z"},
     "components": [
       {"type": "library", "name": "numpy", "version": "2.0.0"},
       {"type": "data", "bom-ref": "d1", "name": "loans-2025"},
       {"type": "machine-learning-model", "bom-ref": "m1", "name": "credit-scoring", "version": "2.10",
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "externalReferences": [{"type": "distribution", "url": "https://models.example/m.onnx",
          "hashes": [{"alg": "SHA-256", "content":
            "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"}]}],
        "pedigree": {"ancestors": [{"type": "machine-learning-model", "name": "acme/base"}]},
        "modelCard": {
          "modelParameters": {"task": "classification", "datasets": [{"ref": "d1"}, {"type": "dataset", "name": "census"}]},
          "quantitativeAnalysis": {"performanceMetrics": [
            {"type": "auc", "value": "0.87", "slice": "overall",
             "confidenceInterval": {"lowerBound": "0.85", "upperBound": "0.89"}},
            {"type": "f1", "value": "20.0 ± 1.2"}]},
          "considerations": {"useCases": ["Pre-selection"], "technicalLimitations": ["Not for companies"],
            "ethicalConsiderations": [{"name": "age", "mitigationStrategy": "left out"}]},
          "properties": [{"name": "acme:approval", "value": "granted"}]}}]}
    """

  static let sageMaker = """
    {"model_overview": {"model_name": "credit-scoring", "model_version": 3, "problem_type": "Binary classification",
       "model_owner": "dana@example.com", "model_artifact": ["s3://models/m.tar.gz"]},
     "intended_uses": {"purpose_of_model": "Rank applications", "intended_uses": "Pre-selection",
       "risk_rating": "Low", "explanations_for_risk_rating": "nobody complained"},
     "training_details": {"training_job_details": {"training_arn": "arn:aws:sagemaker:eu:1:training-job/t",
       "training_datasets": ["s3://data/loans"], "hyper_parameters": [{"name": "depth", "value": "3"}]}},
     "evaluation_details": [{"name": "holdout", "datasets": ["s3://data/holdout"], "metric_groups": [
       {"name": "binary", "metric_data": [
         {"name": "auc", "type": "number", "value": 0.87},
         {"name": "confusion", "type": "matrix", "value": [[1, 2], [3, 4]]}]}]}],
     "additional_information": {"caveats_and_recommendations": "none so far"}}
    """

  /// What `describe-model-card` answers, with the content as text.
  static var response: String {
    let content = sageMaker.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\n", with: "\\n")
    return """
      {"ModelCardArn": "arn:aws:sagemaker:eu:1:model-card/credit", "ModelCardName": "credit", "ModelCardVersion": 4,
       "ModelCardStatus": "Approved", "CreatedBy": {"UserProfileName": "erin"}, "Content": "\(content)"}
      """
  }

  static let toolkit = """
    {"schema_version": "0.0.2",
     "model_details": {"name": "credit-scoring", "overview": "Ranks applications.",
       "owners": [{"name": "Risk team", "contact": "risk@example.com"}],
       "version": {"name": "2.10", "date": "2026-11-02", "diff": "retrained"},
       "licenses": [{"identifier": "Apache-2.0"}]},
     "model_parameters": {"model_architecture": "trees", "data": [{"name": "loans-2025", "link": "https://data.example"}]},
     "quantitative_analysis": {"performance_metrics": [
       {"type": "auc", "value": "0.87", "confidence_interval": {"lower_bound": "0.85", "upper_bound": "0.89"}},
       {"type": "f1", "value": "about 0.9"}]},
     "considerations": {"users": [{"description": "Clerks"}], "use_cases": [{"description": "Pre-selection"}],
       "limitations": [{"description": "Not for companies"}],
       "ethical_considerations": [{"name": "age", "mitigation_strategy": "left out"}]}}
    """

  static let readme = """
    ---
    license: mit
    tags: [credit]
    datasets: [acme/loans]
    base_model: acme/base
    pipeline_tag: tabular-classification
    owner: eve
    tier: low
    model-index:
    - name: credit-scoring
      results:
      - task: {type: tabular-classification}
        dataset: {name: Loans, type: acme/loans}
        metrics:
        - {type: auc, value: 0.87, verified: true}
        - {type: f1, value: 20.0 ± 1.2}
    ---
    # Credit scoring

    """
}
