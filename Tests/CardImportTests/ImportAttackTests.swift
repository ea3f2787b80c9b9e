import CardImport
import Documents
import Governance
import Testing

/// What an importer must not be talked into.
@Suite struct ImportAttackTests {
  @Test func `nobody else's word becomes an approval, a stage or a tier`() throws {
    for (text, version) in [
      (Samples.mlmodel, Samples.version as String?), (Samples.bom, nil), (Samples.sageMaker, nil),
      (Samples.response, nil), (Samples.toolkit, nil), (Samples.readme, nil),
    ] {
      let read = try card(text, version: version)
      #expect(read.stage == nil && read.tier == nil && read.developers == [] && read.owner == "dana")
    }
    let report = try imported(Samples.mlmodel, version: Samples.version).report
    #expect(
      report.claims == [
        "model-version: model_version.current_stage: Production",
        "model-version: model_version.tags[0]: approved_by = the boss",
        "model-version: model_version.aliases: champion",
      ])
    let package = #"{"ModelCardName": "a", "ModelApprovalStatus": "Approved", "Content": "{}"}"#
    #expect(try imported(package).report.claims == ["response: ModelApprovalStatus: Approved"])
  }

  @Test(arguments: [
    "a\ntier: low", "a: b", "a #b", "!!str a", "&a", "*a", "{tier: low}", "- a", "\"", "a\u{2028}tier: low",
    "| \n tier: low",
    "---\ntier: low", "\u{85}tier: low", "true", "0x10", "2026-01-01", "\u{1B}[2Jtier: low", "<<", "? a",
    "%YAML",
  ])
  func `a name is a name, whatever it looks like in YAML`(_ name: String) throws {
    let quoted = name.unicodeScalars.map {
      "\\u" + String(repeating: "0", count: 4 - String($0.value, radix: 16).count)
        + String($0.value, radix: 16)
    }.joined()
    let text =
      #"{"model_details": {"name": "\#(quoted)", "documentation": "\#(quoted)"}, "considerations": {"\#(quoted) ": 1}}"#
    let read = try card(text)
    #expect(read.name?.utf8.elementsEqual(name.utf8) == true && read.tier == nil)
    let source = read.fields["x-source"]?["card"]
    #expect(source?["model_details"]?["documentation"] == .string(name))
    #expect(source?["considerations"]?["\(name) "] != nil)
  }

  @Test(arguments: ["../../policies/policy", "a/b", "..", ".", "", " ", "a b", "a\u{202E}b", "a\n"])
  func `an id that is no name is neither taken over nor accepted`(_ id: String) throws {
    let escaped = id.replacing("\n", with: "\\n")
    let imported = try imported(#"{"model_details": {"name": "\#(escaped)"}}"#)
    #expect(imported.id == nil && imported.report.toFillIn.contains { $0.hasPrefix("the document lacks id") })
    #expect(problem(Samples.toolkit) { $0.id = id }?.hasPrefix("--model: ") == true)
  }

  @Test func `an owner that is no name is not accepted`() {
    #expect(problem(Samples.toolkit) { $0.owner = "a b" }?.hasPrefix("--owner: ") == true)
  }

  @Test func `numbers keep every digit`() throws {
    for number in [
      "0.1", "1e400", "12345678901234567890", "123456789012345678901234567890123456789", "-0.0", "1E-7",
    ] {
      let text =
        #"{"quantitative_analysis": {"performance_metrics": [{"type": "auc", "value": \#(number)}], "n": \#(number)}}"#
      let imported = try imported(text)
      let node = try StrictYAML.read(Array(imported.text.utf8), path: "card.yaml")
      #expect(node.leaves.filter { $0 == number }.count >= 1, "\(imported.text)")
    }
    let huge = try imported(
      #"{"quantitative_analysis": {"performance_metrics": [{"type": "auc", "value": 1e400}]}}"#)
    #expect(
      huge.report.remarks == [
        "quantitative_analysis.performance_metrics[0].value: \"1e400\" is no number, so no threshold reads it"
      ])
    #expect(!huge.text.contains("metrics:\n  - {name"))
  }

  @Test func `keys that look like ours are somebody else's below x-source`() throws {
    let text =
      #"{"model_details": {}, "x-source": {"format": "mine"}, "format": "other", "card": 1, "apiVersion": "x", "kind": "Policy", "tier": "low", "id": "../x"}"#
    let read = try card(text)
    let source = read.fields["x-source"]
    #expect(source?["format"] == .string("model-card-toolkit"))
    #expect(
      source?["card"]?["x-source"]?["format"] == .string("mine")
        && source?["card"]?["format"] == .string("other"))
    #expect(source?["card"]?["apiVersion"] == .string("x") && read.id == "credit-scoring" && read.tier == nil)
  }

  @Test(arguments: [
    (#"{"model_details": {"name": "a", "name": "b"}}"#, "source:1:33 key name stands twice"),
    (#"{"model_details": {"<<": 1}}"#, "source:1:20 a key is <<, which no card may have"),
    (#"{"model_details": "\u0000"}"#, "source:1:26 a value contains a NUL character"),
    ("flavors: {a: &a 1}\n", "source:1:14 anchors, aliases and tags are not allowed"),
    ("flavors: !!python/object:os.system {}\n", "source:1:10 anchors, aliases and tags are not allowed"),
    ("flavors: {}\nflavors: {}\n", "source:2:1 key flavors stands twice"),
    ("---\nlicense: mit\n", "source:1:1 the front matter does not end"),
  ])
  func `what two programs would read differently is refused where it stands`(_ text: String, _ wanted: String)
  {
    #expect(problem(text) == wanted)
  }

  @Test func `what is too large or too deep is refused, and soon`() throws {
    let started = ContinuousClock.now
    func nested(_ levels: Int) -> String {
      "{\"model_details\": " + String(repeating: "[", count: levels - 2) + "1"
        + String(repeating: "]", count: levels - 2) + "}"
    }
    #expect(problem(nested(60)) == nil)
    #expect(problem(nested(61)) == "source is nested deeper than 60 levels, which no card could keep")
    #expect(problem(nested(100_000))?.contains("64 levels") == true)
    let large = "{\"model_details\": \"" + String(repeating: "a", count: 1 << 20) + "\"}"
    #expect(problem(large) == "source:1:1 the file is larger than 1 MiB")
    let growing = "{\"model_details\": [" + String(repeating: "\"\\u0001\\u0001\",\n", count: 60_000) + "1]}"
    #expect(problem(growing) == nil || problem(growing) == "the card would be larger than 1 MiB")
    let wide = "{\"model_details\": [" + String(repeating: "{},", count: 300_000) + "1]}"
    #expect(problem(wide) == nil || problem(wide) == "the card would be larger than 1 MiB")
    #expect(ContinuousClock.now - started < .seconds(60))
  }

  @Test func `a report has a bounded number of lines`() throws {
    let many =
      "{\"model_details\": {" + (0..<5_000).map { "\"approved\($0)\": \"yes\"" }.joined(separator: ",") + "}}"
    let report = try imported(many).report
    #expect(report.claims.count == 5_000 && report.lines.count < 300)
    #expect(report.lines.contains("  and 4940 more"))
  }

  @Test func `many parts take no more than their share of time`() throws {
    let started = ContinuousClock.now
    let parts = String(repeating: "{},", count: 100_000)
    let model =
      #"{"type": "machine-learning-model", "name": "a", "modelCard": {"modelParameters": {"datasets": ["#
    let references = String(repeating: #"{"ref": "d"},"#, count: 15_000)
    let metrics = String(repeating: #"{"type":"t","value":1},"#, count: 12_000)
    _ = problem(#"{"bomFormat": "CycloneDX", "components": [\#(parts)\#(model)\#(references){}]}}}]}"#)
    _ = problem(#"{"quantitative_analysis": {"performance_metrics": [\#(metrics){}]}}"#)
    let tags = String(repeating: #"{"key": "approved", "value": "yes"},"#, count: 20_000)
    _ = problem(#"{"model_version": {"name": "a", "tags": [\#(tags){}]}}"#)
    #expect(ContinuousClock.now - started < .seconds(60))
  }
}
