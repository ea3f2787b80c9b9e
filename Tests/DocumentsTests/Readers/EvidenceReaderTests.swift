import Documents
import Governance
import Testing

@Suite struct EvidenceReaderTests {
  private func changed(_ old: String, _ new: String) -> Outcome<Evidence?> {
    evidence(Sample.evidence.replacing(old, by: new))
  }

  @Test func `a whole report is read as it stands`() throws {
    let read = evidence(Sample.evidence)
    #expect(read.problems == [])
    let evidence = try #require(read.document ?? nil)
    #expect(evidence.name == "validation" && evidence.artifact == Sample.sha256)
    #expect(evidence.produced == Instant(rfc3339: "2026-11-19T08:00:00Z"))
    #expect(
      evidence.metrics == [Metric(name: "auc", value: Number("0.87")!, slice: "overall", field: "metrics[0]")]
    )
    #expect(evidence.tests == [Evidence.Test(name: "robustness-noise", passed: true)])
  }

  @Test func `a report may be JSON`() throws {
    let json = """
      {
      \t"apiVersion": "countersign/v1", "kind": "Evidence",
        "name": "validation", "produced": "2026-11-19T08:00:00Z",
        "metrics": [{"name": "auc", "value": 8.7e-1}], "tests": [{"name": "n", "passed": false}]
      }
      """
    let read = try #require(evidence(json).document ?? nil)
    #expect(read.metrics.first?.value == Number("0.87"))
    #expect(read.tests.first?.passed == false)
    #expect(
      evidence(#"{"apiVersion":"countersign/v1","kind":"Evidence","name":"v","produced":"2026-11-19"}"#)
        .document != nil)
  }

  @Test(arguments: ["{a: 1}", "- 1\n- 2\n", "just text", "[{\"metric\": 1}]", "apiversion: 1\n"])
  func `a file that does not claim to be a report is none`(_ text: String) throws {
    let read = evidence(text)
    #expect(read.problems == [])
    #expect(try #require(read.document) == nil)
  }

  @Test(arguments: ["apiVersion: countersign/v1\n", "kind: Evidence\n", "kind: Evdence\nname: v\n"])
  func `a file that claims to be a report has to be one`(_ text: String) {
    #expect(!evidence(text).errors.isEmpty)
  }

  @Test(arguments: [
    ("name: validation ", "nam: validation ", 2), ("produced: 2026-11-19T08:00:00Z", "produced: today", 1),
    ("passed: true", "passed: yes", 1), ("passed: true", "passed: \"true\"", 1),
    ("value: 0.87", "value: .nan", 1), ("value: 0.87", "value: \"0.87\"", 1),
    ("artifact: 0b", "artifact: sha256:0b", 1), ("name: robustness-noise, ", "", 1),
    ("tests:", "test:", 1), ("tool: {", "tool: [{", 1),
  ])
  func `what a report may not be`(_ old: String, _ new: String, _ count: Int) {
    #expect(changed(old, new).errors.count == count)
  }

  @Test func `a report in JSON is read as JSON, surrogates and all`() {
    let text =
      #"{"apiVersion": "countersign/v1", "kind": "Evidence", "name": "\ud83d\ude00", "produced": "2026-11-19"}"#
    func read(_ text: String, _ path: String) -> Outcome<Evidence?> {
      Outcome { () throws(DocumentErrors) in try Evidence.read(Array(text.utf8), path: path) }
    }
    #expect(read(text, "evidence/a.json").document??.name == "\u{1F600}")
    #expect(read(text.replacing("{\"api", by: "{\"kind\": 1, \"api"), "evidence/a.json").problems.count == 1)
    #expect(read("name: a\n", "evidence/a.json").problems == ["1:1 no value of JSON begins so"])
    #expect(read("[1, 2]", "evidence/a.json").problems == [])
  }
}
