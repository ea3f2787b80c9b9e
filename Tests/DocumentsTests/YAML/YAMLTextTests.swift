@testable import Documents
import Testing

@Suite struct YAMLTextTests {
  static let hostile = [
    "", " ", "a: b", "a #b", "#", "- a", "-", "---", "...", "? a", "!tag", "&anchor", "*alias", "<<",
    "{a: 1}", "[1]",
    "a\nb: c", "a\r\nb", "\"", "\\", "\\n", "'", "|", ">", "%YAML 1.1", "@", "`", "~", "null", "Null", "true",
    "YES",
    "no", "on", "y", "0", "-1", "1e3", "1e400", "0x10", "0o7", ".nan", ".inf", "1_000", "12:30", "2026-11-20",
    "2.10",
    "2.1.0", "1.", ".5", "a:", "a:b", "\t", "\u{1}", "\u{7F}", "\u{85}", "\u{A0}", "\u{200B}", "\u{202E}evil",
    "\u{2028}",
    "\u{FEFF}", "\u{FFFE}", "\u{E000}", "\u{1F600}", "\u{10FFFF}", "e\u{301}", "\u{1B}[31m",
    "x\n  indented\n\nlast",
    " leading\nline", "trailing\n", "blank \nat the end", "\u{5D0}",
  ]

  @Test(arguments: hostile)
  func `every text is read as itself, as a value, in a list and as a key`(_ text: String) throws {
    let scalar = YAMLText.scalar(text)
    #expect(!scalar.contains("\n"))
    let outcome = yaml("a: \(scalar)\nb: [\(scalar), \(scalar)]\n\(text == "<<" ? "k" : scalar): 1\n")
    #expect(outcome.problems == [])
    let value = try #require(outcome.document)
    #expect(value["a"] == .string(text) && value["b"] == .list([.string(text), .string(text)]))
    #expect(value[text == "<<" ? "k" : text] != nil)
  }

  @Test(arguments: hostile)
  func `a text in a block is read as itself`(_ text: String) throws {
    guard let block = YAMLText.block(text, indentation: "    ") else { return }
    #expect(yaml("a:\n  b: \(block)\nc: 1\n").document?["a"]?["b"] == .string(text))
  }

  @Test func `what people know is written plainly, and what nobody sees as an escape`() {
    #expect(YAMLText.scalar("credit-scoring") == "credit-scoring" && YAMLText.scalar("2.1.0") == "2.1.0")
    #expect(YAMLText.scalar("sha256:ab") == "sha256:ab" && YAMLText.scalar("2.10") == "\"2.10\"")
    #expect(YAMLText.scalar("Not for companies") == "Not for companies" && YAMLText.scalar("a ") == "\"a \"")
    #expect(YAMLText.scalar("a\u{202E}b\u{1F600}\u{1B}") == "\"a\\u202eb\u{1F600}\\u001b\"")
    #expect(YAMLText.scalar("\u{E0001}") == "\"\\U000e0001\"")
    #expect(YAMLText.block("a\n\nb: c", indentation: "  ") == "|-\n  a\n\n  b: c")
  }
}
