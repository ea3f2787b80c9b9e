import GitHistory
import Testing

@Suite struct GitPathTests {
  @Test func `a path is made of its parts`() {
    let path: GitPath = "models/a/card.yaml"
    #expect(path.components.map { String(decoding: $0, as: UTF8.self) } == ["models", "a", "card.yaml"])
    #expect(path.lastComponent == Array("card.yaml".utf8))
    #expect(GitPath("").components.isEmpty)
    #expect(GitPath("").appending(Array("a".utf8)).appending(Array("b".utf8)) == "a/b")
  }

  @Test func `a prefix ends where a part ends`() {
    #expect(GitPath("a/b").hasPrefix("a"))
    #expect(GitPath("a").hasPrefix("a"))
    #expect(GitPath("a").hasPrefix(""))
    #expect(!GitPath("ab").hasPrefix("a"))
    #expect(!GitPath("a").hasPrefix("a/b"))
  }

  @Test func `normalisation twins are two paths`() {
    #expect(GitPath("caf\u{e9}") != GitPath("cafe\u{301}"))
    #expect(GitPath("cafe\u{301}") < GitPath("caf\u{e9}"))
  }

  @Test func `bytes that are not UTF-8 have no text`() {
    #expect(GitPath(bytes: [0x61, 0xff]).text == nil)
    #expect(GitPath(bytes: [0x61]).text == "a")
  }
}
