import Governance
import Reports
import Testing

@Suite struct ManualTests {
  @Test("every rule has exactly one page, in the order of the rules")
  func complete() {
    #expect(Manual.groups.flatMap(\.pages).map(\.rule) == Rule.allCases)
  }

  @Test("a page has all its parts, and no line beyond 80 columns", arguments: Rule.allCases)
  func parts(_ rule: Rule) throws {
    let page = try Manual.page(for: rule.rawValue)
    for part in [page.summary, page.meaning, page.why, page.example, page.fix, page.weight] {
      #expect(!part.isEmpty)
      #expect(!part.hasSuffix("\n"))
    }
    #expect(!page.summary.hasSuffix("."))
    // Pages escape it, and a command that is copied would not run.
    #expect(!page.example.contains("\\"))
    #expect(page.meaning.hasSuffix(".") && page.why.hasSuffix(".") && page.fix.hasSuffix("."))
    for line in page.text().split(separator: "\n") { #expect(Printable.columns(of: line) <= 80, "\(line)") }
  }

  @Test("what this version does not report says so")
  func unreported() throws {
    let roles = try Manual.page(for: "separation-roles")
    #expect(roles.text().contains("not reported by this version yet"))
    let stale = try Manual.page(for: "approval-stale")
    #expect(!stale.text().contains("not reported"))
  }

  @Test(
    "an unknown id gets the nearest one",
    arguments: [
      ("aproval-stale", Rule.approvalStale), ("GATE_VETOED", .gateVetoed),
      ("treshold-unmet", .thresholdUnmet),
      ("policy misisng", .policyMissing), ("veto", .gateVetoed), ("stale", .approvalStale),
    ])
  func suggestions(_ id: String, _ rule: Rule) throws {
    let error = #expect(throws: Manual.UnknownRule.self) { try Manual.page(for: id) }
    #expect(error?.suggestion == rule)
  }

  @Test("what resembles nothing gets no suggestion, however long or hostile it is")
  func strangers() {
    for id in ["", "x", "zebra-crossing", String(repeating: "a", count: 100_000), "\u{1B}[31m"] {
      let error = #expect(throws: Manual.UnknownRule.self) { try Manual.page(for: id) }
      #expect(error?.suggestion == nil)
      #expect(error?.description.unicodeScalars.allSatisfy { Printable.isVisible($0) } ?? false)
    }
  }

  @Test("the index lists every rule with its summary, group by group, within 80 columns")
  func index() throws {
    let index = Manual.index()
    for line in index.split(separator: "\n") { #expect(Printable.columns(of: line) <= 80, "\(line)") }
    for rule in Rule.allCases { #expect(index.contains("  \(rule.rawValue) ")) }
    for group in Manual.groups {
      #expect(index.contains("\(group.title)\n") || index.contains("\(group.title), not reported"))
    }
    try Golden.expect(Array(index.utf8), is: "manual-index.txt")
    try Golden.expect(Array(Manual.page(for: "threshold-unmet").text().utf8), is: "manual-page.txt")
  }
}
