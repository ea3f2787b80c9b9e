import Foundation
import Governance
import Reports
import Testing

@Suite struct JSONReportTests {
  @Test("each sample is its golden", arguments: Sample.all.map(\.name))
  func golden(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    try Golden.expect(JSONReport().bytes(for: report), is: "\(name).json")
  }

  @Test(
    "one line and indented JSON say the same, and two runs are the same bytes",
    arguments: Sample.all.map(\.name))
  func layouts(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let line = JSONReport(layout: .line).bytes(for: report)
    #expect(line.filter { $0 == 0x0A }.count == 1 && line.last == 0x0A)
    let indented = JSONReport(layout: .indented).bytes(for: report)
    #expect(indented == JSONReport().bytes(for: report))
    #expect(indented.last == 0x0A)
    #expect(try parsed(line).isEqual(parsed(indented)))
  }

  @Test("what was found in documents alone is its golden", arguments: Sample.allDocuments.map(\.name))
  func documents(_ name: String) throws {
    let report = try #require(Sample.allDocuments.first { $0.name == name }).report
    try Golden.expect(JSONReport().bytes(for: report), is: "\(name).json")
    let line = JSONReport(layout: .line).bytes(for: report)
    #expect(line.filter { $0 == 0x0A }.count == 1)
    #expect(try parsed(line).isEqual(parsed(JSONReport().bytes(for: report))))
  }

  @Test("keys stand in the order of the schema")
  func order() throws {
    let text = String(decoding: JSONReport(layout: .line).bytes(for: Sample.violated), as: UTF8.self)
    var rest = Substring(text)
    for key in ["schema", "tool", "transition", "policy", "verdict", "models", "findings"] {
      let found = try #require(rest.range(of: "\"\(key)\":"), "\(key)")
      rest = rest[found.upperBound...]
    }
  }

  @Test("hostile text comes back byte for byte, and no raw control character is written")
  func hostile() throws {
    let bytes = JSONReport(layout: .line).bytes(for: Sample.hostile)
    for scalar in String(decoding: bytes.dropLast(), as: UTF8.self).unicodeScalars {
      #expect(Printable.isVisible(scalar))
    }
    let report = try parsed(bytes)
    let models = try #require(report["models"] as? [[String: Any]])
    let id = try #require(models[0]["id"] as? String)
    #expect(Array(id.utf8) == Array(Sample.poison.utf8))
  }

  @Test("base is null where there is none, and what is not known is left out")
  func absent() throws {
    let root = try #require(parsed(JSONReport().bytes(for: Sample.trustRoot))["transition"] as? [String: Any])
    #expect(root["base"] is NSNull)
    #expect(root["at"] == nil)
    let undecided = try parsed(JSONReport().bytes(for: Sample.undecided))
    #expect(undecided["policy"] == nil)
    #expect(undecided["verdict"] as? String == "undecided")
    let violated = try #require(
      parsed(JSONReport().bytes(for: Sample.violated))["transition"] as? [String: Any])
    #expect(violated["at"] as? String == "2026-11-20T00:00:00Z")
  }

  @Test("an approval that fills no slot is not counted, and says why")
  func approvals() throws {
    let text = String(decoding: JSONReport(layout: .line).bytes(for: Sample.satisfied), as: UTF8.self)
    #expect(text.contains(#"{"reviewer":"omar","counted":false,"reason":"surplus","path":"#))
    #expect(text.contains(#"{"reviewer":"alice","counted":true,"path":"#))
    let violated = String(decoding: JSONReport(layout: .line).bytes(for: Sample.violated), as: UTF8.self)
    #expect(violated.contains(#""counted":false,"reason":"approval-by-contributor""#))
  }

  @Test("the policy's gate stands in the report only where the policy changes")
  func change() throws {
    let changed = try #require(
      parsed(JSONReport().bytes(for: Sample.policyChange))["policy"] as? [String: Any])
    let gate = try #require(changed["change"] as? [String: Any])
    #expect(gate["candidates"] as? [String] == ["lee", "pat"])
    let same = try #require(parsed(JSONReport().bytes(for: Sample.violated))["policy"] as? [String: Any])
    #expect(same["change"] == nil)
  }

  @Test(
    "a candidate is named once, in time that does not grow with the square of them", .timeLimit(.minutes(1)))
  func candidates() throws {
    let people = (100_000..<120_000).map { "p\($0)" }
    let gate = Sample.gate(
      "technical",
      candidates: people.flatMap {
        [Candidate(IdentityID($0), for: "a"), Candidate(IdentityID($0), for: "b")]
      })
    var report = Sample.violated
    report.models = [Sample.model(gates: [gate])]
    let models = try #require(parsed(JSONReport().bytes(for: report))["models"] as? [[String: Any]])
    let gates = try #require(models[0]["gates"] as? [[String: Any]])
    #expect(gates[0]["candidates"] as? [String] == people)
  }

  @Test("formats are found by their names")
  func names() {
    let style = Style()
    #expect(ReportFormatName(rawValue: "xml") == nil)
    let line = JSONReport(layout: .line).bytes(for: Sample.satisfied)
    #expect(ReportFormatName.jsonl.format(style: style).bytes(for: Sample.satisfied) == line)
    #expect(ReportFormatName.json.format(style: style).bytes(for: Sample.satisfied) != line)
    let quiet = ReportFormatName.text.format(style: style, detail: .quiet).bytes(for: Sample.satisfied)
    #expect(quiet == TextReport(style: style, detail: .quiet).bytes(for: Sample.satisfied))
  }

  private func parsed(_ bytes: [UInt8]) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
  }
}
