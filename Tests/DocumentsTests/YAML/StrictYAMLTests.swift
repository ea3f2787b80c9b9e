import Governance
import Testing

/// What strict reading refuses, each with the place where it stands.
@Suite struct StrictYAMLTests {
  @Test func `a document is read as it stands`() {
    let document = yaml("a: 1\nb: 'x'\nc: |\n  y\nd: [~, null, true, yes, 0x10, 1e3]\n").document
    #expect(document?["a"] == .number(Number("1")!))
    #expect(document?["b"] == .string("x"))
    #expect(document?["c"] == .string("y\n"))
    #expect(
      document?["d"]
        == .list([.null, .null, .bool(true), .string("yes"), .string("0x10"), .number(Number("1000")!)]))
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", "3:1"), ("x:\n  a: 1\n  a: 2\n", "3:3"), ("a: 1\n\"a\": 2\n", "2:1"),
    ("'a': 1\na: 2\n", "2:1"),
    ("a: 1\n\"\\x61\": 2\n", "2:1"), ("a: 1\n\"\\u0061\": 2\n", "2:1"), ("{a: 1, b: 2, a: 3}\n", "1:14"),
    ("a: 1\n? a\n: 2\n", "2:3"),
    ("a: 1\n? |-\n  a\n: 2\n", "2:3"),
  ])
  func `duplicate keys, however they are spelled`(_ text: String, _ place: String) {
    #expect(yaml(text).problems == ["\(place) key a stands twice"])
  }

  @Test func `keys that differ in Unicode form are two keys`() {
    #expect(yaml("caf\u{E9}: 1\ncafe\u{301}: 2\n").document != nil)
  }

  @Test(arguments: [
    ("a: &x 1\n", "1:4"), ("&x a: 1\n", "1:1"), ("a: &x\n  b: 1\n", "1:4"), ("a: &x [1]\n", "1:4"),
    ("a: &x 1\nb: *x\n", "1:4"),
    ("a: *x\n", "1:4"), ("*x : 1\n", "1:1"), ("&x\na: 1\n", "1:1"),
  ])
  func `anchors and aliases`(_ text: String, _ place: String) {
    #expect(yaml(text).problems == ["\(place) anchors, aliases and tags are not allowed"])
  }

  @Test(arguments: [
    ("a: !!str 1\n", "1:4"), ("a: !!str \"1\"\n", "1:4"), ("a: !x 1\n", "1:4"), ("a: ! 1\n", "1:4"),
    ("a: !!map {}\n", "1:4"),
    ("a: !!seq []\n", "1:4"), ("--- !x\na: 1\n", "1:5"), ("!!str a: 1\n", "1:1"),
    ("a: !!binary aGk=\n", "1:4"),
    ("a: !<tag:yaml.org,2002:str> b\n", "1:4"), ("a: !!null\n", "1:4"),
  ])
  func `tags`(_ text: String, _ place: String) {
    #expect(yaml(text).problems == ["\(place) anchors, aliases and tags are not allowed"])
  }

  @Test func `a billion laughs, as values or as keys, cost nothing`() {
    let clock = ContinuousClock()
    func bomb(_ open: String, _ close: String) -> String {
      var text = "a0: &a0 [lol]\n"
      for level in 1...60 {
        text +=
          "a\(level): &a\(level) \(open)"
          + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "\(close)\n"
      }
      return text
    }
    var keys = "? &k0 [x]\n: 1\n"
    for level in 1...60 { keys += "? &k\(level) {? *k\(level - 1) : 1, ? [*k\(level - 1)] : 2}\n: 1\n" }
    let elapsed = clock.measure {
      for text in [bomb("[", "]"), bomb("{? ", " : 1}"), keys] { #expect(yaml(text).document == nil) }
    }
    #expect(elapsed < .seconds(1))
  }

  @Test func `merge keys`() {
    #expect(yaml("a: 1\n<<: {b: 1}\n").problems == ["2:1 merge keys are not allowed"])
    #expect(yaml("\"<<\": {b: 1}\n").problems == ["1:1 merge keys are not allowed"])
  }

  @Test(arguments: ["a: 1\n---\nb: 1\n", "---\na: 1\n---\n", "a: 1\n...\n---\nb: 2\n"])
  func `several documents`(_ text: String) {
    #expect(yaml(text).errors.map(\.problem) == ["there is more than one document"])
  }

  @Test(arguments: ["", "\n", "# nothing\n", "---\n", "...\n"])
  func `a file without a document, or with nothing in it, is no mapping`(_ text: String) {
    #expect(!policy(text).errors.isEmpty)
  }

  private func nested(_ levels: Int, _ open: String, _ close: String) -> String {
    String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
  }

  @Test func `64 levels of nesting are allowed and 65 are not`() {
    // The innermost value is a level of its own.
    #expect(yaml(nested(63, "[", "]")).document != nil)
    #expect(
      yaml(nested(64, "[", "]")).errors.map(\.problem) == ["the document is nested deeper than 64 levels"])
    #expect(yaml(nested(63, "{a: ", "}")).document != nil)
    #expect(yaml(nested(64, "{a: ", "}")).document == nil)
    #expect(yaml(String(repeating: "- ", count: 63) + "a\n").document != nil)
    #expect(yaml(String(repeating: "- ", count: 64) + "a\n").document == nil)
  }

  @Test func `nesting of any depth is refused at once`() {
    let clock = ContinuousClock()
    for unit in ["[", "{", "- ", "? ", "{a: ", "[{", "{? "] {
      let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
      let elapsed = clock.measure { #expect(yaml(text).document == nil) }
      #expect(elapsed < .seconds(2), "\(unit)")
    }
  }

  @Test func `hostile texts of a mebibyte are read or refused in time`() {
    let clock = ContinuousClock()
    for text in [
      String(repeating: "a", count: 1_000_000), String(repeating: "a: ", count: 300_000),
      String(repeating: "\n", count: 1_000_000),
      String(repeating: "# x\n", count: 250_000), "a: \"" + String(repeating: "\\n", count: 500_000) + "\"",
      (0..<60_000).map { "k\($0): 1\n" }.joined(),
      "a: " + String(repeating: "[],", count: 3) + String(repeating: " ", count: 900_000),
      "[" + String(repeating: "a,", count: 500_000) + "]", String(repeating: "\t", count: 1_000_000),
      "a: |\n" + String(repeating: "  b\n", count: 250_000),
      "[" + String(repeating: "{a: 1},", count: 140_000) + "]",
    ] {
      let elapsed = clock.measure { _ = yaml(text) }
      #expect(elapsed < .seconds(10), "\(text.prefix(20))")
    }
  }

  @Test func `a file of more than 1 MiB`() {
    let exact = "a: " + String(repeating: "x", count: (1 << 20) - 3)
    #expect(yaml(exact).document != nil)
    #expect(yaml(exact + "x").problems == ["1:1 the file is larger than 1 MiB"])
  }

  @Test(
    arguments: [
      [0x61, 0x3A, 0x20, 0xFF], [0x61, 0x3A, 0x20, 0xC3], [0x61, 0x3A, 0x20, 0xC0, 0x80],
      [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80],
      [0x61, 0x3A, 0x20, 0xF5, 0x80, 0x80, 0x80],
    ] as [[UInt8]])
  func `bytes that are no UTF-8`(_ bytes: [UInt8]) {
    #expect(yaml(bytes).problems == ["1:4 the file is not UTF-8"])
  }

  @Test func `UTF-16 and UTF-32`() {
    #expect(yaml([0xFF, 0xFE, 0x61, 0x00]).document == nil)
    #expect(yaml([0xFE, 0xFF, 0x00, 0x61]).document == nil)
    #expect(yaml([0x61, 0x00, 0x3A, 0x00]).document == nil)
  }

  @Test func `a byte order mark, at the start or further on`() {
    #expect(yaml("\u{FEFF}a: 1\n").problems == ["1:1 the file starts with a byte order mark"])
    #expect(yaml("a: 1\nb: \u{FEFF}x\n").problems == ["2:4 the file contains a byte order mark"])
  }

  @Test func `a tab that indents`() {
    #expect(yaml("a:\n\tb: 1\n").errors.map(\.position) == [Position(line: 2, column: 1)])
  }

  @Test func `a NUL, raw or as an escape, in a value or a key`() {
    #expect(yaml("a: 1\nb: x\u{0}y\n").problems == ["2:5 the file contains a NUL byte"])
    #expect(yaml("a: \"x\\0y\"\n").problems == ["1:4 a value contains a NUL character"])
    #expect(yaml("\"x\\x00y\": 1\n").problems == ["1:1 a value contains a NUL character"])
  }

  @Test(arguments: ["\u{1}", "\u{7}", "\u{1B}", "\u{7F}", "\u{9B}"])
  func `control characters`(_ character: String) {
    #expect(yaml("a: 1\nb: x\(character)y\n").errors.map(\.position) == [Position(line: 2, column: 5)])
  }

  @Test func `lines may end with CR LF`() {
    #expect(yaml("a: 1\r\nb:\r\n  c: 2\r\n").document == yaml("a: 1\nb:\n  c: 2\n").document)
    #expect(yaml("a: 1\r\nb: 1\r\nb: 2\r\n").problems == ["3:1 key b stands twice"])
  }

  @Test(arguments: ["\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func `line breaks that editors do not show`(_ mark: String) {
    let hidden = yaml("# harmless\(mark)a: 1\n")
    #expect(hidden.document == nil)
    #expect(hidden.errors.map(\.position) == [Position(line: 1, column: 11)])
  }

  @Test func `a key that is no single value`() {
    #expect(yaml("{a: 1}: 2\n").problems == ["1:1 a key has to be a single value"])
    #expect(yaml("? [a]\n: 2\n").problems == ["1:3 a key has to be a single value"])
  }

  @Test func `columns count characters, not bytes`() {
    #expect(yaml("{\u{E9}\u{1F600}: 1, b: 2, b: 3}\n").problems == ["1:15 key b stands twice"])
  }

  @Test(arguments: [
    "a: [1, 2\n", "a: 'x\n", "a: \"\\q\"\n", "a: b: c\n", "a\nb: 1\n", "a: 1\n b: 2\n", "a: @x\n", "a: `x\n",
    "%TAG\n", "a: %x\n",
  ])
  func `what is no YAML at all`(_ text: String) {
    let errors = yaml(text).errors
    #expect(errors.count == 1)
    #expect(errors.first?.problem.isEmpty == false)
  }
}
