import Testing

@testable import CEL

struct JSONReaderTests {
  @Test func `every kind of value is read`() throws {
    let json = try JSONReader.read(
      Array(#" {"a":[null,true,false,-1.5e+3],"":"\u00e9\ud83d\ude00\n\/"} "#.utf8))
    let list = JSON.array([.null, .bool(true), .bool(false), .number("-1.5e+3")])
    #expect(
      json == .object([JSON.Member(name: "a", value: list), JSON.Member(name: "", value: .string("é😀\n/"))]))
  }

  @Test(arguments: [
    "", " ", "nul", "tru", "01", "1.", ".5", "-", "1e", "+1", "[1,]", "[1 2]", "{\"a\":1,}", "{a:1}",
    "{\"a\" 1}", "\"a", "\"\n\"",
    "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "1 2", "{\"a\":1,\"a\":2}",
    "NaN", "'a'", "[1]]",
    "{\"a\":1,\"\\u0061\":2}", "\u{FEFF}1", "// a\n1",
  ])
  func `what is no JSON is refused`(_ text: String) {
    #expect(throws: CaseFileError.self) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: CaseFileError.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
    #expect(throws: CaseFileError.self) { try JSONReader.read([0x22, 0xED, 0xA0, 0x80, 0x22]) }
  }

  @Test func `nesting has an end`() throws {
    func nested(_ count: Int) -> [UInt8] {
      Array((String(repeating: "[", count: count) + String(repeating: "]", count: count)).utf8)
    }
    #expect(throws: Never.self) { try JSONReader.read(nested(200)) }
    #expect(throws: CaseFileError.self) { try JSONReader.read(nested(201)) }
    #expect(throws: CaseFileError.self) { try JSONReader.read(nested(1_000_000)) }
  }

  @Test func `names that only look alike are two`() throws {
    let json = try JSONReader.read(Array("{\"\u{E9}\": 1, \"e\u{301}\": 2}".utf8))
    #expect(json["\u{E9}"] == .number("1") && json["e\u{301}"] == .number("2"))
  }

  @Test func `a mistake is told with its place`() {
    #expect(
      throws: CaseFileError(
        message: "',' or ']' is missing", position: SourcePosition(offset: 8, in: Array("[1,\n  2 3]".utf8)))
    ) {
      try JSONReader.read(Array("[1,\n  2 3]".utf8))
    }
  }
}
