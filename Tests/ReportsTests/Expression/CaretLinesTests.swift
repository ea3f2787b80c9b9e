import Governance
import Reports
import Testing

@Suite("Expressions as they are shown") struct CaretLinesTests {
  private func lines(_ expression: String, _ line: Int, _ column: Int) -> [String] {
    CaretLines(expression, at: Position(line: line, column: column)).text
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `the caret is below the place`() {
    #expect(lines("a + b", 1, 3) == ["  a + b", "    ^"])
    #expect(lines("a +\nb ? c", 2, 3) == ["  b ? c", "    ^"])
    #expect(lines("a +", 1, 4) == ["  a +", "     ^"])
    #expect(lines("", 1, 1) == ["  ", "  ^"])
    #expect(lines("a", 7, 99) == ["  a", "   ^"])
  }

  @Test func `what takes more or fewer columns than one is counted as the terminal shows it`() {
    #expect(lines("'\u{4E2D}' + x", 1, 7) == ["  '\u{4E2D}' + x", "         ^"])
    #expect(lines("\tx", 1, 2) == [#"  \tx"#, "    ^"])
    #expect(lines("'\u{202E}' x", 1, 5) == [#"  '\u202e' x"#, "           ^"])
  }

  @Test(arguments: [1, 40, 200, 399, 401]) func `of a long line the part around the place is shown`(
    _ column: Int
  ) {
    let expression = String(repeating: "a", count: 400)
    let shown = lines(expression, 1, column)
    #expect(shown[0].unicodeScalars.count <= 104 && shown[1].utf8.count <= 104)
    #expect(shown[0].contains("…"))
  }

  @Test func `nothing that is shown commands a terminal, and literals mean what they meant`() {
    let text = ExpressionText("\"a\\n\u{1B}[2J\u{202E}\u{E0001}\u{A0}\u{E9}\" /* \\ */").text
    #expect(text == #""a\n\u001b[2J\u202e\U000e0001\u00a0é" /* \ */"#)
    #expect(ExpressionText("'é…'", unicode: false).text == #"'\u00e9...'"#)
  }
}
