import CEL
import Testing

@Suite struct RegexCaptureTests {
  /// The parts of the first match's groups, the whole match first; `-` for a group without part in it.
  private func captures(_ pattern: String, _ text: String) throws -> [String]? {
    try RegularExpression(pattern).firstMatch(in: text)?.captures.map { $0.map { String(text[$0]) } ?? "-" }
  }

  private func all(_ pattern: String, _ text: String) throws -> [String] {
    try RegularExpression(pattern).allMatches(in: text).map { String(text[$0.range]) }
  }

  @Test func `groups are counted by their opening parentheses`() throws {
    #expect(try captures("(a(b))(c)", "xabc") == ["abc", "ab", "b", "c"])
    #expect(try captures("(?:a)(b)", "ab") == ["ab", "b"])
    #expect(try captures("(\\w+)@(\\w+)\\.com", "to eve@acme.com") == ["eve@acme.com", "eve", "acme"])
  }

  @Test func `groups have names in either way of writing`() throws {
    let expression = try RegularExpression("(?P<year>\\d+)-(?<month_1>\\d+)-(\\d+)(?P<größe>x)?")
    #expect(expression.groupNames == [nil, "year", "month_1", nil, "größe"])
  }

  @Test func `a group without part in the match is none, and one that matched nothing is empty`() throws {
    #expect(try captures("(a)|(b)", "b") == ["b", "-", "b"])
    #expect(try captures("(a?)b", "b") == ["b", ""])
    #expect(try captures("(a)?b", "b") == ["b", "-"])
    #expect(try captures("(a){0}b", "ab") == ["b", "-"])
  }

  @Test func `a repeated group reports its last turn`() throws {
    #expect(try captures("(a|b)+", "aab") == ["aab", "b"])
    #expect(try captures("(?:(a)|b)+", "ab") == ["ab", "a"])
    #expect(try captures("(a){2}", "aa") == ["aa", "a"])
  }

  @Test func `preference decides what groups get`() throws {
    #expect(try captures("(a*)(a*)", "aa") == ["aa", "aa", ""])
    #expect(try captures("(a*?)(a*)", "aa") == ["aa", "", "aa"])
    #expect(try captures("(a|ab)(c|bcd)(d*)", "abcd") == ["abcd", "a", "bcd", ""])
    #expect(try captures("(a*)*", "b") == ["", ""])
    #expect(try captures("(a*)+", "b") == ["", ""])
    #expect(try captures("(?U)(a+)(a+)", "aaa") == ["aa", "a", "a"])
  }

  @Test func `all matches come from left to right without overlap`() throws {
    #expect(try all("\\d+", "1, 22 and 333") == ["1", "22", "333"])
    #expect(try all("aa", "aaaaa") == ["aa", "aa"])
    #expect(try all("x", "abc") == [])
    #expect(try all("^a", "aaa") == ["a"])
    #expect(try all("\\ba", "aa a") == ["a", "a"])
  }

  @Test func `an empty match counts except at the end of the one before`() throws {
    #expect(try all("a*", "baac") == ["", "aa", ""])
    #expect(try all("", "é😀") == ["", "", ""])
    #expect(try all("", "") == [""])
    #expect(try all("|a", "aa") == ["", "", ""])
    #expect(try all("$", "ab") == [""])
  }

  @Test func `ranges are those of the text, between code points inside of its characters`() throws {
    let text = "e\u{301}e\u{301}"
    let matches = try RegularExpression("\u{301}").allMatches(in: text)
    #expect(matches.map { text.utf8.distance(from: text.startIndex, to: $0.range.lowerBound) } == [1, 4])
    #expect(matches.map { text[$0.range].unicodeScalars.map(\.value) } == [[0x301], [0x301]])
  }

  @Test func `no more matches are looked for than wanted`() throws {
    var steps = 1_000
    let found = try RegularExpression("a").allMatches(in: "aaa", atMost: 2, steps: &steps)
    #expect(found?.count == 2)
    #expect(steps < 1_000)
  }

  @Test func `expressions of the same code points are equal, not those of equivalent ones`() throws {
    #expect(try RegularExpression("é") == RegularExpression("\u{E9}"))
    #expect(try RegularExpression("é") != RegularExpression("e\u{301}"))
    #expect(
      try Set([RegularExpression("é"), RegularExpression("\u{E9}"), RegularExpression("e\u{301}")]).count == 2
    )
  }
}
