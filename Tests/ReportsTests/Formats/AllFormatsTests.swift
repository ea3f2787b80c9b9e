import Governance
import Testing

@testable import Reports

/// What every format has in common.
@Suite struct AllFormatsTests {
  private static let transitions = Sample.all.map(\.name)
  private static let documents = Sample.allDocuments.map(\.name)

  private func bytes(_ name: String, _ format: any ReportFormat) throws -> [UInt8] {
    if let sample = Sample.all.first(where: { $0.name == name }) { return format.bytes(for: sample.report) }
    return format.bytes(for: try #require(Sample.allDocuments.first { $0.name == name }).report)
  }

  private func bytes(_ name: String, _ format: ReportFormatName) throws -> [UInt8] {
    try bytes(name, format.format(style: Style()))
  }

  /// Those that people have to be able to read over a shoulder; text and JSON have goldens of their own.
  @Test(
    "each sample is its golden",
    arguments: [ReportFormatName.sarif, .junit, .github, .gitlab, .markdown, .tap],
    ["satisfied", "violated", "undecided", "nothing", "policy-change", "hostile"] + documents)
  func goldens(_ format: ReportFormatName, _ name: String) throws {
    let endings: [ReportFormatName: String] = [
      .sarif: "sarif", .junit: "xml", .github: "github", .gitlab: "gitlab.json", .markdown: "md", .tap: "tap",
    ]
    let subject: any ReportFormat =
      format == .sarif ? SARIFReport(layout: .indented) : format.format(style: Style())
    try Golden.expect(bytes(name, subject), is: "\(name).\(try #require(endings[format]))")
  }

  @Test(
    "whatever a report holds, a format writes visible characters and newlines only, and ends with one",
    arguments: ReportFormatName.allCases, transitions + documents)
  func visible(_ format: ReportFormatName, _ name: String) throws {
    let text = try #require(String(validating: bytes(name, format), as: UTF8.self))
    for scalar in text.unicodeScalars where scalar != "\n" {
      #expect(Printable.isVisible(scalar), "U+\(String(scalar.value, radix: 16))")
    }
    #expect(text.last == "\n")
  }

  @Test("equal reports are equal bytes", arguments: ReportFormatName.allCases, transitions + documents)
  func equal(_ format: ReportFormatName, _ name: String) throws {
    #expect(try bytes(name, format) == bytes(name, format))
  }

  @Test(
    "names that differ in their normalisation alone stay different",
    arguments: ReportFormatName.allCases)
  func normalisation(_ format: ReportFormatName) throws {
    func report(_ name: String) -> TransitionReport {
      let finding = Finding(.cardMissing, "\(name) has no card", model: ModelID(name))
      return Sample.report(models: [Sample.model(ModelID(name), gates: [], findings: [finding])])
    }
    let format = format.format(style: Style())
    #expect(format.bytes(for: report("caf\u{E9}")) != format.bytes(for: report("cafe\u{301}")))
  }

  /// GitHub's runner takes lines that begin with `::`, and `##[` anywhere in one; Azure's `##vso[` likewise.
  @Test(
    "no name speaks to a CI system, be it the whole of it or where a line is wrapped",
    arguments: ReportFormatName.allCases)
  func commands(_ format: ReportFormatName) throws {
    let attempts = [
      "::error::x", "::stop-commands::x", "\n::error::x", "a ##[error]x", "##[stop-commands]x", "###[error]x",
      "##vso[task.setvariable variable=a]b", "##teamcity[x]", Sample.poison, "\u{A0}::error::x",
    ]
    for attempt in attempts {
      // At every place of a line, so that wrapping puts it at the start of one.
      for length in stride(from: 0, to: 90, by: 7) {
        let name = String(repeating: "y", count: length) + " " + attempt
        var reports = [
          Sample.report(models: [Sample.model(ModelID(attempt), gates: [Sample.gate(GateID(name))])])
        ]
        reports.append(Sample.report(findings: [Finding(.mergeConflict, name, help: attempt, path: attempt)]))
        for report in reports {
          let text = String(decoding: format.format(style: Style()).bytes(for: report), as: UTF8.self)
          #expect(!text.contains("##[") && !text.contains("##vso[") && !text.contains("##team"))
          let commands = text.split(separator: "\n").filter { $0.drop { $0 == " " }.hasPrefix("::") }
          let own = report.findings.isEmpty || format != .github ? 0 : 1
          #expect(commands.count == own, "\(commands)")
          #expect(commands.allSatisfy { $0.hasPrefix("::error title=countersign%3A merge-conflict,file=") })
        }
      }
    }
  }
}
