import Foundation
import Testing

/// `import`, as its users run it.
struct ImportTests {
  private static let bom = """
    {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
      {"type": "machine-learning-model", "name": "scorer", "version": "1.0.0",
       "modelCard": {"properties": [{"name": "acme:approval", "value": "granted \\u001b[31m"}]}}]}
    """

  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func `the card goes to standard output, and what became of the fields to standard error`() throws {
    try workspace.write(ImportTests.bom, to: "bom.json")
    let outcome = try workspace.run(.countersign, ["import", "bom.json", "--owner", "dana"])
    #expect(outcome.status == 0)
    #expect(outcome.text.hasPrefix("apiVersion: countersign/v1\nkind: ModelCard\nid: scorer\n"))
    #expect(outcome.errors.contains("read as a CycloneDX ML-BOM\n"))
    #expect(outcome.errors.contains("acme:approval = granted \\e[31m\n"))
    #expect(!outcome.errors.contains("\u{1B}") && !outcome.text.contains("\u{1B}"))
    let quiet = try workspace.run(
      .countersign, ["import", "-", "--quiet"], input: Array(ImportTests.bom.utf8))
    #expect(quiet.status == 0 && quiet.errors.isEmpty && !quiet.text.contains("owner"))
  }

  @Test func `with --write the card is put in its place, and nothing is overwritten`() throws {
    try workspace.expect(.git, "init", "-q", "repository")
    try workspace.write(ImportTests.bom, to: "repository/bom.json")
    let arguments = ["import", "bom.json", "--owner", "dana", "--write"]
    let outcome = try workspace.run(.countersign, arguments, in: "repository")
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("wrote models/scorer/card.yaml\n"))
    let text = try workspace.read("repository/models/scorer/card.yaml")
    #expect(text.contains("version: 1.0.0\nowner: dana\n"))
    let again = try workspace.run(.countersign, arguments + ["--model-version", "2"], in: "repository")
    #expect(again.status == 64 && again.errors.contains("models/scorer/card.yaml is there already"))
    #expect(try workspace.read("repository/models/scorer/card.yaml") == text)
    let other = try workspace.run(.countersign, arguments + ["--model", "other"], in: "repository")
    #expect(other.status == 0 && other.errors.contains("wrote models/other/card.yaml"))
  }

  @Test(arguments: ["../policies", "a/b", "..", "a b"])
  func `an id that leads elsewhere writes nothing`(_ id: String) throws {
    try workspace.expect(.git, "init", "-q", "repository")
    try workspace.write(ImportTests.bom, to: "repository/bom.json")
    let outcome = try workspace.run(
      .countersign, ["import", "bom.json", "--model", id, "--write"], in: "repository")
    #expect(outcome.status == 2 && outcome.errors.contains("--model: id has to be a name"))
    let named = ImportTests.bom.replacingOccurrences(of: "\"scorer\"", with: "\"\(id)\"")
    try workspace.write(named, to: "repository/bom.json")
    let nameless = try workspace.run(.countersign, ["import", "bom.json", "--write"], in: "repository")
    #expect(nameless.status == 64 && nameless.errors.contains("name it with --model"))
    #expect(!FileManager.default.fileExists(atPath: workspace.path("repository/models")))
  }

  @Test(arguments: [
    ["--models", "../outside"], ["--models", ".git"], ["--models", ".", "--model", ".git"],
  ])
  func `a place that leads elsewhere writes nothing`(_ arguments: [String]) throws {
    try workspace.expect(.git, "init", "-q", "repository")
    try workspace.write(ImportTests.bom, to: "repository/bom.json")
    let outcome = try workspace.run(
      .countersign, ["import", "bom.json", "--write"] + arguments, in: "repository")
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("no path for a file of the working tree") || outcome.status == 2)
    #expect(!FileManager.default.fileExists(atPath: workspace.path("outside")))
    #expect(!FileManager.default.fileExists(atPath: workspace.path("repository/.git/scorer")))
    #expect(!FileManager.default.fileExists(atPath: workspace.path("repository/.git/card.yaml")))
  }

  @Test func `a link in the place of a directory is not followed`() throws {
    try workspace.expect(.git, "init", "-q", "repository")
    try workspace.write(ImportTests.bom, to: "repository/bom.json")
    try FileManager.default.createDirectory(
      atPath: workspace.path("elsewhere"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path("repository/models"), withDestinationPath: "../elsewhere")
    let outcome = try workspace.run(.countersign, ["import", "bom.json", "--write"], in: "repository")
    #expect(outcome.status == 64 && outcome.errors.contains("is no directory"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.path("elsewhere")).isEmpty)
  }

  @Test func `what is no card, and what cannot be read, is told`() throws {
    try workspace.write("a: 1\n", to: "other.yaml")
    let unknown = try workspace.run(.countersign, ["import", "other.yaml"])
    #expect(unknown.status == 2 && unknown.output.isEmpty)
    #expect(
      unknown.errors.hasPrefix("countersign: other.yaml is no card that is known\n  help: looked for these"))
    #expect(try workspace.run(.countersign, ["import", "absent"]).status == 64)
    #expect(try workspace.run(.countersign, ["import", "other.yaml", "--from", "xml"]).status == 64)
  }
}

/// What the libraries of others write today goes through `import` and `lint`.
@Suite(
  .enabled(
    if: Tool.present(.cardWriters, .git),
    Tool.notTested("imports of what MLflow and the Hub's library write", for: .cardWriters, .git)))
struct ImportFromOthersTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private static let mlflow = """
    import json
    from mlflow import MlflowClient
    from mlflow.models import Model
    from mlflow.protos.model_registry_pb2 import GetModelVersion
    from mlflow.utils.proto_json_utils import message_to_json

    run = "0123456789abcdef0123456789abcdef"
    model = Model(artifact_path="model", run_id=run, metadata={"reviewed": "yes"})
    model.add_flavor("python_function", loader_module="acme.loader", python_version="3.11")
    model.save("MLmodel")
    client = MlflowClient()
    client.create_registered_model("credit-scoring")
    version = client.create_model_version("credit-scoring", "file:///m", run_id=run, description="retrained\\nin october",
        tags={"approved_by": "the boss"})
    client.set_registered_model_alias("credit-scoring", "champion", version.version)
    version = client.get_model_version("credit-scoring", version.version)
    with open("version.json", "w") as file:
        file.write(message_to_json(GetModelVersion.Response(model_version=version.to_proto())))
    with open("client.json", "w") as file:
        json.dump(dict(version), file, default=str)
    """

  /// Expects that `lint` has nothing to say of a card but what the policies might ask.
  private func lint(_ card: String) throws -> Workspace.Outcome {
    try workspace.write(card, to: "repository/models/credit-scoring/card.yaml")
    return try workspace.run(.countersign, ["lint", "models/credit-scoring/card.yaml"], in: "repository")
  }

  @Test func `what MLflow writes`() throws {
    try workspace.write(ImportFromOthersTests.mlflow, to: "write.py")
    try workspace.expect(
      .cardWriters, "write.py",
      with: ["MLFLOW_TRACKING_URI": "file:./mlruns", "MLFLOW_ALLOW_FILE_STORE": "true"])
    try workspace.expect(.git, "init", "-q", "repository")
    for (files, kept) in [
      (["MLmodel", "--registered-version", "version.json"], "loader_module: acme.loader"),
      (["MLmodel", "--registered-version", "client.json"], "reviewed: \"yes\""),
      (["client.json"], "file:///m"),
    ] {
      let outcome = try workspace.run(.countersign, ["import"] + files + ["--owner", "dana"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.text.contains("id: credit-scoring\n") && outcome.text.contains("version: \"1\"\n"))
      #expect(outcome.text.contains(kept) && outcome.text.contains("champion"))
      #expect(!outcome.text.contains("\nstage:") && !outcome.text.contains("\ntier:"))
      #expect(outcome.errors.contains("the boss") && outcome.errors.contains("aliases: champion"))
      #expect(!outcome.errors.contains("to fill in"))
      let linted = try lint(outcome.text)
      #expect(linted.status == 0, "\(linted.text)\(linted.errors)")
    }
    let alone = try workspace.run(.countersign, ["import", "MLmodel"])
    #expect(alone.status == 0 && alone.errors.contains("the document lacks id; give it with --model"))
    #expect(try lint(alone.text).status == 1)
  }

  private static let hub = """
    from huggingface_hub import EvalResult, ModelCard, ModelCardData

    def result(metric, value, **more):
        return EvalResult(task_type="tabular-classification", dataset_type="acme/loans", dataset_name="Loans",
            metric_type=metric, metric_value=value, **more)

    data = ModelCardData(language=["en", "de"], license="other", license_name="acme-1.0", library_name="sklearn",
        tags=["credit"], datasets=["acme/loans"], base_model="acme/base", metrics=["auc"], model_name="credit-scoring",
        eval_results=[result("auc", 0.87, dataset_config="young", dataset_split="test", verified=True),
            result("f1", "20.0 ± 1.2")])
    with open("README.md", "w") as file:
        file.write(str(ModelCard(f"---\\n{data.to_yaml()}\\n---\\n\\n# Credit scoring\\n")))
    """

  @Test func `what the Hub's library writes, imported and as it stands`() throws {
    try workspace.write(ImportFromOthersTests.hub, to: "write.py")
    try workspace.expect(.cardWriters, "write.py", with: ["HF_HUB_OFFLINE": "1", "LC_ALL": "C.UTF-8"])
    try workspace.expect(.git, "init", "-q", "repository")
    let outcome = try workspace.run(
      .countersign,
      ["import", "README.md", "--model", "credit-scoring", "--model-version", "1", "--owner", "dana"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.text.contains(
        "metrics: [{name: auc, value: 0.87, slice: young, split: test, dataset: Loans}]\n"))
    #expect(outcome.text.contains("license: acme-1.0\n") && outcome.text.contains("20.0 ± 1.2"))
    #expect(outcome.errors.contains("no threshold reads it") && outcome.errors.contains("verified: true"))
    let linted = try lint(outcome.text)
    #expect(linted.status == 0, "\(linted.text)\(linted.errors)")
    // As it stands, with the one line that it lacks.
    let readme = try workspace.read("README.md")
    let section = "---\ncountersign: {id: scorer, version: 1.0.0, owner: dana}\n"
    try workspace.write(section + readme.dropFirst(4), to: "repository/models/scorer/README.md")
    let standing = try workspace.run(.countersign, ["lint", "models/scorer/README.md"], in: "repository")
    #expect(standing.status == 0, "\(standing.text)\(standing.errors)")
  }

  /// Also those in the folder that `COUNTERSIGN_MODEL_CARDS` names.
  @Test func `cards and templates that come with packages are imported or refused with a place`() throws {
    let find = "import sys; print(next(p for p in sys.path if p.endswith('site-packages')))"
    let named = ProcessInfo.processInfo.environment["COUNTERSIGN_MODEL_CARDS"]
    var count = 0
    for folder in [try workspace.expect(.cardWriters, "-c", find), named].compactMap(\.self) {
      for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init()
      where name.hasSuffix(".md") {
        let outcome = try workspace.run(.countersign, ["import", "\(folder)/\(name)"])
        #expect([0, 2].contains(outcome.status), "\(name): \(outcome.errors)")
        #expect(!outcome.errors.isEmpty)
        count += 1
      }
    }
    #expect(count > 1)
  }
}
