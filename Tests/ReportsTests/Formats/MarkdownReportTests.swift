import Governance
import Testing

@testable import Reports

@Suite struct MarkdownReportTests {
  private func text(_ report: TransitionReport, limit: Int = MarkdownReport.commentLimit) -> String {
    String(decoding: MarkdownReport(limit: limit).bytes(for: report), as: UTF8.self)
  }

  @Test(
    "anybody's text is one code span",
    arguments: [
      ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("``a`", "``` ``a` ```"), ("", "(empty)"),
      ("a\nb", "`a\\nb`"),
      ("|", "`|`"),
    ])
  func code(_ text: String, _ markdown: String) {
    #expect(MarkdownText.code(text) == markdown)
  }

  @Test("a bar ends no cell of a table")
  func bars() {
    #expect(MarkdownText.code("a|b\\|c", isInTable: true) == #"`a\|b\\\|c`"#)
    let table = GateTable.row(of: Sample.gate("a|b", roles: ["c|d"], candidates: ["e|f"]))
    #expect(table == #"| ✅ | `a\|b` | 0 of 1 | 1 more by `c\|d` | `e\|f` |"#)
  }

  @Test("a bot finds its comment by the first line, of check's report and of lint's")
  func marker() {
    #expect(text(Sample.violated).hasPrefix("<!-- countersign-check -->\n"))
    let lint = String(decoding: MarkdownReport().bytes(for: Sample.documents), as: UTF8.self)
    #expect(lint.hasPrefix("<!-- countersign-lint -->\n"))
  }

  @Test("a long name is cut")
  func long() {
    #expect(MarkdownText.code(String(repeating: "x", count: 5000)).utf8.count < 600)
  }

  @Test(
    "a comment keeps within its limit, says what it leaves out, and closes what it opens",
    arguments: [
      2_000, 10_000, 65_536,
    ])
  func limit(_ limit: Int) {
    let gates = (0..<40).map { number in
      let id = GateID("gate-\(number)")
      return Sample.gate(
        id, candidates: [Candidate(IdentityID("é|`\(number)"))],
        findings: (0..<5).map { Finding(.thresholdUnmet, "metric \($0) of \(number) is low", gate: id) })
    }
    let models = (0..<12).map { Sample.model(ModelID("model-\($0)"), gates: gates) }
    let text = text(Sample.report(models: models, findings: [Finding(.mergeConflict, "first")]), limit: limit)
    #expect(text.utf8.count <= limit)
    #expect(text.contains(" found no room here"))
    #expect(
      text.split(separator: "\n").count { $0.hasPrefix("<details") }
        == text.split(separator: "\n").count { $0 == "</details>" })
    #expect(text.contains("violated: 12 models on"))
  }

  @Test("red models come first")
  func order() throws {
    var report = Sample.violated
    report.models.reverse()
    let text = text(report)
    let (red, green) = (text.firstRange(of: "#### ❌"), text.firstRange(of: "#### ✅"))
    #expect(try #require(red).lowerBound < #require(green).lowerBound)
  }

  @Test("our own text has no markup but code", arguments: Rule.allCases)
  func manual(_ rule: Rule) throws {
    let item = MarkdownManual.item(of: try Manual.page(for: rule.rawValue))
    #expect(!item.contains("\n") && item.count { $0 == "`" }.isMultiple(of: 2))
  }
}
