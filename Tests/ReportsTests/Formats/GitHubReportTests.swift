import Governance
import Testing

@testable import Reports

@Suite struct GitHubReportTests {
  private func lines(_ findings: [Finding]) -> [Substring] {
    String(decoding: GitHubReport().bytes(for: Sample.report(findings: findings)), as: UTF8.self)
      .split(separator: "\n")
  }

  @Test("values are escaped as the runner undoes it")
  func escaping() {
    let finding = Finding(
      .documentInvalid, "50%, a: b\r\n%0A", help: "c", path: "a,b:c%2C=d",
      position: Position(line: 3, column: 4))
    #expect(
      lines([finding]).first
        == "::error title=countersign%3A document-invalid,file=a%2Cb%3Ac%252C=d,line=3,col=4::50%25, a: b\\r\\n%250A%0Ahelp: c"
    )
  }

  @Test("of each kind no more than GitHub shows, and the last one counts the rest")
  func limits() {
    let errors = (0..<12).map { Finding(.thresholdUnmet, "error \($0)") } + [Finding(.mergeConflict, "m")]
    let warnings = (0..<10).map { Finding(.dateImplausible, .warning, "warning \($0)") }
    let notes = (0..<11).map { Finding(.rootUnpinned, .note, "note \($0)") }
    let lines = lines(notes + warnings + errors)
    for (kind, total) in [("error", 13), ("warning", 10), ("notice", 11)] {
      let own = lines.filter { $0.hasPrefix("::\(kind) ") }
      #expect(own.count == 10)
      let rest = own.filter { $0.contains(" more ") }
      #expect(rest.count == (total > 10 ? 1 : 0))
      #expect(own.last?.contains(" more ") == (total > 10))
    }
    #expect(lines.contains { $0.contains("::4 more errors: 1 merge-conflict, 3 threshold-unmet%0A") })
    // Below them everything is told.
    for number in 0..<12 {
      #expect(lines.contains { $0.contains("error[threshold-unmet]: error \(number)") })
    }
  }

  @Test("a note about a gate is no annotation, but a waiver is")
  func notes() {
    let lines = lines([
      Finding(.thresholdUnmet, .note, "no baseline", gate: "technical"),
      Finding(.waiverUsed, .note, "lifted", gate: "technical"),
    ])
    #expect(lines.filter { $0.hasPrefix("::") }.count == 1)
    #expect(lines.first?.hasPrefix("::notice title=countersign%3A waiver-used,") == true)
  }
}
