import CardImport
import Documents
import Governance
import Testing

@Suite struct FormatTests {
  private func taken(_ card: ImportedCard) -> [String] {
    card.report.taken.map { "\($0.path) as \($0.field)" }
  }

  @Test func `an MLmodel with its registered version`() throws {
    let imported = try imported(Samples.mlmodel, version: Samples.version)
    #expect(
      taken(imported) == [
        "model_version.name as name", "model_version.name as id", "model_version.version as version",
        "model_version.run_id as lineage.run", "model_version.metrics[0].key as metrics[0].name",
        "model_version.metrics[0].value as metrics[0].value",
        "model_version.metrics[0].dataset_name as metrics[0].dataset",
      ])
    #expect(imported.id == "credit-scoring")
    #expect(imported.text.contains("version: \"3\"\n") && imported.text.contains("value: 0.8700"))
    #expect(imported.report.toFillIn == ["the document lacks owner; give it with --owner"])
    #expect(
      imported.report.remarks == [
        "model_version.metrics[1].value: \"NaN\" is no number, so no threshold reads it"
      ])
    #expect(imported.report.kept.contains("MLmodel: flavors"))
    #expect(imported.report.kept.contains("model-version: model_version.metrics[0].timestamp"))
    let source = try card(Samples.mlmodel, version: Samples.version).fields["x-source"]
    #expect(source?["format"] == .string("mlflow"))
    #expect(source?["MLmodel"]?["flavors"]?["sklearn"]?["sklearn_version"] == .string("1.5.0"))
    #expect(source?["model-version"]?["model_version"]?["user_id"] == .string("erin"))
    #expect(source?["model-version"]?["model_version"]?["name"] == nil)
  }

  @Test func `an MLmodel alone, and a version alone, as the API and as a client writes it`() throws {
    #expect(try card(Samples.mlmodel).fields["lineage"]?["run"] == .string("a51c0ffee"))
    #expect(try imported(Samples.version).id == "credit-scoring")
    let bare =
      #"{"name": "a", "version": 7, "current_stage": "None", "tags": {"approved": "yes"}, "run_id": "r"}"#
    let imported = try imported(bare)
    #expect(imported.id == "a" && imported.text.contains("version: \"7\""))
    #expect(imported.report.claims == ["current_stage: None", "tags.approved: yes"])
    #expect(try CardImportTests.imported("{\"model_versions\": [\(bare)]}").id == "a")
    #expect(problem("{\"model_versions\": [\(bare), \(bare)]}") == "the file lists 2 versions of models")
  }

  @Test func `an MLmodel and the version of another run are refused`() {
    let other = Samples.version.replacing("\"run_id\": \"a51c0ffee\"", with: "\"run_id\": \"b\"")
    #expect(
      problem(Samples.mlmodel, version: other)
        == "the MLmodel is of run a51c0ffee, and the registered version of run b")
  }

  @Test func `a CycloneDX ML-BOM`() throws {
    let read = try card(Samples.bom)
    #expect(read.name == "credit-scoring" && read.fields["license"] == .string("Apache-2.0"))
    #expect(
      read.metrics == [Metric(name: "auc", value: Number("0.87")!, slice: "overall", field: "metrics[0]")])
    guard case .list(let metrics)? = read.fields["metrics"], case .list(let data)? = read.fields["data"]
    else {
      Issue.record("no lists")
      return
    }
    #expect(metrics[0]["ci"] == .list([.number(Number("0.85")!), .number(Number("0.89")!)]))
    #expect(data.map { $0["name"] } == [.string("loans-2025"), .string("census")])
    #expect(read.fields["intended-use"] == .list([.string("Pre-selection")]))
    #expect(read.fields["limitations"] == .list([.string("Not for companies")]))
    #expect(read.fields["lineage"]?["base-model"] == .string("acme/base"))
    #expect(
      read.artifacts == [
        Artifact(
          location: .uri("https://models.example/m.onnx"),
          sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
      ])
    let imported = try imported(Samples.bom)
    #expect(imported.text.contains("version: \"2.10\"\n"))
    #expect(
      imported.report.remarks == [
        "components[2].modelCard.quantitativeAnalysis.performanceMetrics[1].value: \"20.0 ± 1.2\" is no number, so no threshold reads it"
      ])
    #expect(imported.report.claims == ["components[2].modelCard.properties[0]: acme:approval = granted"])
    #expect(
      imported.report.kept.contains(
        "components[2].modelCard.considerations.ethicalConsiderations"))
    #expect(!imported.report.kept.contains("components"))
    // A list is kept whole: a library without its neighbours would be about nothing.
    #expect(read.fields["x-source"]?["bom"]?["components"] != nil)
  }

  @Test func `of several models in a BOM one has to be named`() throws {
    let two = Samples.bom.replacing(
      "{\"type\": \"library\", \"name\": \"numpy\", \"version\": \"2.0.0\"}",
      with: "{\"type\": \"machine-learning-model\", \"bom-ref\": \"m0\", \"name\": \"other\"}")
    #expect(problem(two) == "the BOM has 2 models")
    #expect(try imported(two) { $0.component = "other" }.id == "other")
    #expect(try imported(two) { $0.component = "m1" }.id == "credit-scoring")
    #expect(problem(two) { $0.component = "m7" } == "no model of the BOM is named m7")
    #expect(
      problem("{\"bomFormat\": \"CycloneDX\", \"components\": []}")
        == "the BOM has no component of type machine-learning-model")
    #expect(problem(Samples.mlmodel) { $0.component = "m1" } == "--component goes with a CycloneDX BOM")
  }

  @Test(arguments: [Samples.sageMaker, Samples.response])
  func `a SageMaker model card, alone and as the answer that holds it`(_ text: String) throws {
    let read = try card(text)
    #expect(read.name == "credit-scoring" && read.fields["purpose"] == .string("Rank applications"))
    #expect(read.metrics == [Metric(name: "auc", value: Number("0.87")!, field: "metrics[0]")])
    #expect(read.tier == nil && read.stage == nil)
    let imported = try imported(text)
    #expect(imported.text.contains("version: \"3\"\n") && imported.id == "credit-scoring")
    #expect(imported.report.claims.contains { $0.hasSuffix("intended_uses.risk_rating: Low") })
    #expect(
      imported.report.claims.contains("response: ModelCardStatus: Approved") == (text == Samples.response))
    #expect(read.fields["x-source"]?["content"]?["intended_uses"]?["risk_rating"] == .string("Low"))
  }

  @Test func `a content that is no JSON is refused where it goes wrong`() {
    let broken = #"{"ModelCardName": "a", "Content": "{\"model_overview\": 1,}"}"#
    #expect(problem(broken) == "source (Content):1:22 a name in quotes is missing")
    #expect(problem(#"{"ModelCardName": "a", "Content": "[]"}"#) == "the Content of source is no JSON object")
  }

  @Test func `a Model Card Toolkit card`() throws {
    let read = try card(Samples.toolkit)
    #expect(read.name == "credit-scoring" && read.fields["license"] == .string("Apache-2.0"))
    #expect(read.metrics == [Metric(name: "auc", value: Number("0.87")!, field: "metrics[0]")])
    #expect(read.fields["intended-use"] == .list([.string("Pre-selection")]))
    #expect(read.fields["limitations"] == .list([.string("Not for companies")]))
    #expect(
      read.fields["purpose"] == nil && read.fields["x-source"]?["card"]?["model_details"]?["overview"] != nil)
    #expect(try imported(Samples.toolkit).report.kept.contains("model_details.owners"))
  }

  @Test func `a README of the Hub becomes a card of its own`() throws {
    let read = try card(Samples.readme)
    #expect(read.fields["license"] == .string("mit") && read.name == "credit-scoring")
    #expect(read.metrics == [Metric(name: "auc", value: Number("0.87")!, field: "metrics[0]")])
    #expect(read.fields["lineage"]?["base-model"] == .string("acme/base"))
    // What somebody wrote outside of our own section says nothing.
    #expect(read.tier == nil && read.owner == "dana")
    let source = read.fields["x-source"]?["front-matter"]
    #expect(source?["tier"] == .string("low") && source?["license"] == nil && source?["model-index"] != nil)
    let report = try imported(Samples.readme).report
    #expect(report.claims.contains("tier: low") && report.claims.contains { $0.hasSuffix("verified: true") })
    #expect(report.left.count == 1 && report.remarks.contains { $0.contains("20.0 ± 1.2") })
  }

  @Test func `our own section of a README goes over whole`() throws {
    let text = Samples.readme.replacing(
      "owner: eve\ntier: low\n", with: "countersign: {id: a, version: 1, owner: eve, tier: low}\n")
    let imported = try imported(text)
    #expect(imported.report.toFillIn == [] && imported.id == "a")
    let read = try Card.read(Array(imported.text.utf8), path: "card.yaml")
    #expect(
      read.tier == "low" && read.owner == "eve"
        && read.fields["x-source"]?["front-matter"]?["countersign"] == nil)
  }

  @Test func `what is none of them is refused with what was looked for`() throws {
    #expect(problem("{}") == "source is no card that is known")
    #expect(problem("# A model\n") == "source:1:1 the file is empty" || problem("# A model\n") != nil)
    #expect(problem("just text\n") == "source is no card that is known")
    do {
      _ = try imported("a: 1\n")
      Issue.record("imported")
    } catch {
      for kind in SourceKind.allCases { #expect(error.details.contains("\(kind.title): \(kind.mark)")) }
    }
    #expect(
      problem(#"{"bomFormat": "CycloneDX", "model_details": {}}"#)
        == "source looks like cyclonedx and model-card-toolkit")
    #expect(
      problem(Samples.toolkit) { $0.kind = .huggingFace }
        == "source has no front matter, and what only its text says nobody reads")
    #expect(
      problem(Samples.toolkit, version: "{}") == "--registered-version goes with an MLmodel file of MLflow")
    #expect(problem("<?xml version=\"1.0\"?><bom/>") != nil)
  }
}
