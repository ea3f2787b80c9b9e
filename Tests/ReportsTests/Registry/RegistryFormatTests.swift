import Governance
import Testing

@testable import Reports

/// How the registry is told.
struct RegistryFormatTests {
  @Test("each format reads as its golden, hostile names and all")
  func goldens() throws {
    let report = RegistrySample.report
    try Golden.expect(Array(RegistryText().text(for: report).utf8), is: "registry.txt")
    try Golden.expect(
      Array(RegistryText(style: Style(unicode: false), detail: .verbose).text(for: report).utf8),
      is: "registry-verbose-ascii.txt")
    try Golden.expect(RegistryJSON().bytes(for: report), is: "registry.json")
    try Golden.expect(RegistryCSV().bytes(for: report), is: "registry.csv")
    try Golden.expect(RegistryMarkdown().bytes(for: report), is: "registry.md")
  }

  @Test("the table keeps to the terminal, whatever the names", arguments: [40, 80, 120])
  func width(columns: Int) {
    var report = RegistrySample.report
    report.models.append(
      RegistrySample.model(String(repeating: "long-name-", count: 500), .approved, expires: "2027-01-01"))
    for unicode in [true, false] {
      let text = RegistryText(style: Style(width: columns, unicode: unicode)).text(for: report)
      let table = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
      #expect(table.count == report.models.count + 1)
      // Eight columns of some characters each do not fit into forty.
      #expect(table.allSatisfy { Printable.columns(of: $0) <= max(columns, 60) })
    }
  }

  @Test("nothing in a registry without models fails") func empty() {
    let report = RegistryReport(branch: "main", revision: "0123", at: nil)
    #expect(RegistryText().text(for: report) == "0 models on main at 0123\n")
    #expect(!RegistryMarkdown().bytes(for: report).isEmpty)
  }

  @Test("a gate holds as long as enough approvals do") func lapses() {
    #expect(RegistrySample.report.nextToLapse.map(\.id) == ["churn"])
    #expect(!RegistrySample.report.isDecided)
  }
}
