import Governance
import Reports
import Testing

@Suite struct TextReportTests {
  @Test("each sample reads as its golden", arguments: Sample.all.map(\.name))
  func golden(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    try Golden.expect(TextReport().bytes(for: report), is: "\(name).txt")
  }

  @Test("what was found in documents alone reads as its golden", arguments: Sample.allDocuments.map(\.name))
  func documents(_ name: String) throws {
    let report = try #require(Sample.allDocuments.first { $0.name == name }).report
    try Golden.expect(TextReport().bytes(for: report), is: "\(name).txt")
    let quiet = TextReport(style: Style(width: 1000), detail: .quiet).text(for: report)
    #expect(quiet.split(separator: "\n").count == 1 && quiet.contains(report.verdict.rawValue))
  }

  @Test("verbose, narrow, ASCII and coloured text read as their goldens")
  func variants() throws {
    try Golden.expect(TextReport(detail: .verbose).bytes(for: Sample.violated), is: "violated-verbose.txt")
    try Golden.expect(TextReport(detail: .verbose).bytes(for: Sample.satisfied), is: "satisfied-verbose.txt")
    try Golden.expect(
      TextReport(style: Style(width: 50)).bytes(for: Sample.violated), is: "violated-narrow.txt")
    try Golden.expect(
      TextReport(style: Style(unicode: false)).bytes(for: Sample.violated), is: "violated-ascii.txt")
    try Golden.expect(
      TextReport(style: Style(color: true)).bytes(for: Sample.violated), is: "violated-color.txt")
  }

  @Test("quiet prints the verdict line only", arguments: Sample.all.map(\.name))
  func quiet(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let text = TextReport(style: Style(width: 1000), detail: .quiet).text(for: report)
    #expect(text.split(separator: "\n").count == 1)
    #expect(text.contains(report.verdict.rawValue + ": "))
  }

  @Test("the exit status is told with its meaning")
  func status() {
    #expect(TextReport().text(for: Sample.satisfied).contains("satisfied (exit status 0): "))
    #expect(TextReport().text(for: Sample.violated).contains("violated (exit status 1): "))
    #expect(TextReport().text(for: Sample.undecided).contains("undecided (exit status 2): "))
    #expect(TextReport().text(for: Sample.nothing).contains("nothing to judge"))
  }

  @Test(
    "every error's rule is told, whichever part of the report it belongs to",
    arguments: Sample.all.map(\.name))
  func nothingIsLost(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let text = TextReport().text(for: report)
    for finding in report.findings where finding.severity != .note {
      let isShortage = finding.rule == .gateUnsatisfied || finding.message.hasSuffix("(1 of 2)")
      #expect(isShortage ? text.contains("needs 1 more by") : text.contains("[\(finding.rule.rawValue)]"))
    }
  }

  @Test("a finding that no part lists is told at the end")
  func strayFinding() {
    var report = Sample.satisfied
    report.findings.append(Finding(.mergeConflict, "stray", model: "credit-scoring", gate: "technical"))
    #expect(TextReport().text(for: report).contains("error[merge-conflict]: stray"))
  }

  @Test("a waiver's note shows although it belongs to a gate, other notes of gates only when asked for")
  func notes() {
    let used = Finding(.waiverUsed, .note, "lifted until 2026-12-20", gate: "technical")
    let other = Finding(.thresholdUnmet, .note, "auc has no baseline", gate: "technical")
    let report = Sample.report(models: [
      Sample.model(gates: [Sample.gate("technical", counted: ["alice"], findings: [used, other])])
    ])
    let text = TextReport().text(for: report)
    #expect(text.contains("note[waiver-used]: lifted until 2026-12-20"))
    #expect(!text.contains("no baseline"))
    #expect(TextReport(detail: .verbose).text(for: report).contains("no baseline"))
  }

  @Test("colours change nothing but the colours")
  func colors() {
    let colored = TextReport(style: Style(color: true)).text(for: Sample.violated)
    #expect(colored.contains("\u{1B}["))
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == TextReport().text(for: Sample.violated))
  }

  @Test("no hostile text reaches the terminal as it is", arguments: [false, true], [false, true])
  func hostile(unicode: Bool, verbose: Bool) {
    let style = Style(unicode: unicode)
    for detail in [TextReport.Detail.quiet, .normal, verbose ? .verbose : .normal] {
      let text = TextReport(style: style, detail: detail).text(for: Sample.hostile)
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(Printable.isVisible(scalar), "U+\(String(scalar.value, radix: 16))")
        #expect(unicode || scalar.isASCII)
      }
      // Every newline is our own: none brings a workflow command to the start of a line.
      #expect(!text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("::") })
    }
  }

  @Test("lines keep to the width, unless a command or one word is longer", arguments: [40, 50, 80, 120])
  func width(_ width: Int) {
    for (_, report) in Sample.all.dropLast() {
      let text = TextReport(style: Style(width: width)).text(for: report)
      for line in text.split(separator: "\n") where Printable.columns(of: line) > width {
        let words = line.split(separator: " ")
        #expect(words.count <= 2 || line.contains("countersign approve"), "\(line)")
      }
    }
  }

  @Test("a long list of people who could approve is cut, unless verbose")
  func candidates() {
    let people = (1...20).map { Candidate(IdentityID("person-\($0)")) }
    let report = Sample.report(models: [
      Sample.model(gates: [
        Sample.gate(
          "legal", candidates: people, findings: [Sample.shortage("legal", "validator", candidates: "many")])
      ])
    ])
    #expect(TextReport().text(for: report).contains("and 12 more"))
    #expect(TextReport(detail: .verbose).text(for: report).contains("person-20"))
  }

  @Test(
    "who approves or could approve in somebody's place is named with whom, and in JSON by a key of its own")
  func delegation() throws {
    var gate = Sample.gate(
      "legal", required: 2, counted: ["bob"], candidates: [Candidate("carol", for: "dan"), "erin"])
    gate.approvals[0].delegator = "alice"
    let report = Sample.report(models: [Sample.model(gates: [gate])])
    let text = TextReport().text(for: report)
    #expect(text.contains("bob (for alice)"))
    #expect(text.contains("could approve: carol (for dan), erin"))
    let json = String(decoding: JSONReport().bytes(for: report), as: UTF8.self)
    #expect(json.contains("\"reviewer\": \"bob\",") && json.contains("\"for\": \"alice\","))
    #expect(!json.contains("for dan"))
  }

  @Test("an approval that does not count is told even if no finding says so")
  func outcomeWithoutFinding() {
    let outcome = Sample.approval(by: "erin", of: "legal", .rejected(.approvalByOwner, "erin owns the model"))
    let report = Sample.report(models: [Sample.model(gates: [Sample.gate("legal", rejected: [outcome])])])
    #expect(TextReport().text(for: report).contains("erin [approval-by-owner] erin owns the model"))
    #expect(
      TextReport(detail: .verbose).text(for: report)
        .contains("error[approval-by-owner]: erin's approval does not count"))
  }
}
