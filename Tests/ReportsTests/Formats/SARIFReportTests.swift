import Foundation
import Governance
import Testing

@testable import Reports

@Suite struct SARIFReportTests {
  private struct Log: Decodable {
    struct Run: Decodable {
      struct Tool: Decodable {
        struct Driver: Decodable { let rules: [Descriptor] }
        let driver: Driver
      }
      struct Descriptor: Decodable {
        let id: String
        let fullDescription: [String: String]?
      }
      struct Invocation: Decodable {
        let exitCode: Int
        let executionSuccessful: Bool
      }
      let tool: Tool
      let results: [Result]
      let invocations: [Invocation]
    }
    struct Result: Decodable {
      struct Message: Decodable { let text: String }
      struct Location: Decodable {
        struct Physical: Decodable {
          struct Artifact: Decodable { let uri: String }
          let artifactLocation: Artifact
          let region: [String: Int]?
        }
        let physicalLocation: Physical
      }
      let ruleId: String
      let level: String
      let message: Message
      let locations: [Location]
      let partialFingerprints: [String: String]
    }
    let runs: [Run]
  }

  private func run(_ bytes: [UInt8]) throws -> Log.Run {
    try #require(try JSONDecoder().decode(Log.self, from: Data(bytes)).runs.first)
  }

  private func run(_ finding: Finding) throws -> Log.Run {
    try run(SARIFReport().bytes(for: Sample.report(findings: [finding])))
  }

  @Test("one line and indented say the same")
  func layouts() throws {
    let line = SARIFReport().bytes(for: Sample.violated)
    let indented = SARIFReport(layout: .indented).bytes(for: Sample.violated)
    #expect(line.count { $0 == 0x0A } == 1 && indented.count > line.count)
    let parsed = try [line, indented].map {
      try JSONSerialization.jsonObject(with: Data($0)) as? NSDictionary
    }
    #expect(parsed[0] == parsed[1])
  }

  @Test("every result has a rule, a place and a name", arguments: Sample.all.map(\.name))
  func results(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let run = try run(SARIFReport().bytes(for: report))
    #expect(run.results.count == report.findings.count)
    #expect(Set(run.results.map(\.ruleId)) == Set(run.tool.driver.rules.map(\.id)))
    for result in run.results {
      let place = try #require(result.locations.first).physicalLocation
      #expect(!place.artifactLocation.uri.isEmpty)
      // The action that uploads the file hashes what has a line, and warns of a value that is not its own.
      #expect((result.partialFingerprints["primaryLocationLineHash"] == nil) == (place.region != nil))
    }
    #expect(
      Set(run.results.compactMap { $0.partialFingerprints["countersign/v1"] }).count == run.results.count)
    #expect(run.invocations.map(\.exitCode) == [report.verdict.exitStatus])
    #expect(run.invocations.map(\.executionSuccessful) == [report.verdict != .undecided])
  }

  @Test(
    "a path is never taken for an address",
    arguments: [
      ("models/a b/é.yaml", "models/a%20b/%C3%A9.yaml"), ("https://e.example/x", "https%3A/%2Fe.example/x"),
      ("//e.example/x", "%2F%2Fe.example/x"), ("javascript:alert(1)", "javascript%3Aalert%281%29"),
      ("/etc/passwd", "%2Fetc/passwd"), ("a?b#c", "a%3Fb%23c"), ("%2e", "%252e"),
    ])
  func addresses(_ path: String, _ uri: String) throws {
    let result = try #require(run(Finding(.documentInvalid, "no", path: path)).results.first)
    #expect(result.locations[0].physicalLocation.artifactLocation.uri == uri)
  }

  @Test("a message holds no link")
  func links() throws {
    let text = "[e](https://f.example)"
    let result = try #require(run(Finding(.documentInvalid, text, help: text)).results.first)
    #expect(result.message.text == "[e] (https://f.example)\nhelp: [e] (https://f.example)")
  }

  @Test("what does not fit is counted in a result, and the gravest stay")
  func limits() throws {
    let notes = (0..<30).map { Finding(.rootUnpinned, .note, "note \($0)") }
    let report = Sample.report(findings: notes + [Finding(.mergeConflict, "conflict")])
    for limits in [SARIFReport.Limits(results: 10), .init(bytes: 4000)] {
      let run = try run(SARIFReport(limits: limits).bytes(for: report))
      #expect(run.results.count <= 10 && run.results.count > 2)
      #expect(run.results.first?.ruleId == "merge-conflict")
      let last = try #require(run.results.last)
      #expect(last.ruleId == "report-truncated" && last.level == "note" && last.locations.count == 1)
      #expect(last.message.text == "\(31 - run.results.count + 1) notes more did not fit into this file")
      #expect(run.tool.driver.rules.contains { $0.id == "report-truncated" })
    }
    let whole = try run(SARIFReport(limits: .init(results: 31)).bytes(for: report))
    #expect(whole.results.count == 31 && !whole.results.contains { $0.ruleId == "report-truncated" })
  }

  @Test("a file keeps within what GitHub takes, however much there is to tell")
  func size() throws {
    let long = String(repeating: "\u{202E}", count: 40_000)
    let many = (0..<20).map { Finding(.documentInvalid, "\($0) \(long)", path: long) }
    #expect(SARIFReport().bytes(for: Sample.report(findings: many)).count < 10_000_000)
  }

  @Test("descriptions keep to the length that GitHub takes")
  func descriptions() throws {
    let all = Rule.allCases.map { Finding($0, "x") }
    let rules = try run(SARIFReport().bytes(for: Sample.report(findings: all))).tool.driver.rules
    #expect(rules.count == Rule.allCases.count)
    #expect(rules.allSatisfy { ($0.fullDescription?["text"]?.unicodeScalars.count ?? 0) <= 1024 })
  }
}
