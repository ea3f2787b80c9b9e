import Testing

@testable import Signatures

@Suite struct QuotedNameTests {
  @Test("plain names are shown") func plain() {
    #expect(quoted("git".utf8) == "\"git\"")
  }

  @Test(
    "hostile names are only counted",
    arguments: ["\u{1b}[2J", "a\nb", "caf\u{e9}", "\"", "nul\0", String(repeating: "a", count: 65)])
  func hostile(name: String) {
    #expect(quoted(name.utf8) == "(\(name.utf8.count) bytes not shown)")
  }
}
