import Governance
import Testing

@Suite struct NameTests {
  @Test func `names are compared byte for byte, where strings would fold Unicode forms`() {
    #expect("caf\u{E9}" == "cafe\u{301}")
    #expect(IdentityID("caf\u{E9}") != IdentityID("cafe\u{301}"))
    #expect(Set([Role("caf\u{E9}"), Role("cafe\u{301}")]).count == 2)
    #expect(!"caf\u{E9}".isExactly("cafe\u{301}"))
    #expect(GateID("a") != GateID("A"))
  }

  @Test func `names are ordered by their bytes`() {
    #expect(
      ["b", "a", "Z", "\u{E9}"].map { IdentityID($0) }.sorted().map(\.text) == ["Z", "a", "b", "\u{E9}"])
  }

  @Test func `e-mails fold ASCII letters alone`() {
    #expect(EmailAddress("Alice@EXAMPLE.com") == EmailAddress("alice@example.com"))
    #expect(Set([EmailAddress("A@b"), EmailAddress("a@B")]).count == 1)
    #expect(EmailAddress("\u{212A}@b") != EmailAddress("k@b"))
    #expect(EmailAddress("\u{C9}@b") != EmailAddress("\u{E9}@b"))
    #expect(EmailAddress("Alice@EXAMPLE.com").text == "Alice@EXAMPLE.com")
  }

  @Test(arguments: [
    ("sha256:" + String(repeating: "0a", count: 32), true),
    ("sha256:" + String(repeating: "0A", count: 32), false),
    ("sha256:" + String(repeating: "0", count: 63), false),
    ("sha512:" + String(repeating: "0", count: 64), false),
    (String(repeating: "0", count: 64), false), ("sha256:" + String(repeating: "g", count: 64), false),
    ("sha256:", false),
  ])
  func `a digest has one shape`(_ text: String, _ isWellFormed: Bool) {
    #expect(Digest(text).isWellFormed == isWellFormed)
  }
}
