@testable import Documents
import Governance
import Testing

@Suite struct StrictJSONTests {
  private func json(_ text: String) -> Outcome<Value> { json(Array(text.utf8)) }
  private func json(_ bytes: [UInt8]) -> Outcome<Value> {
    do { return .read(try StrictJSON.read(bytes, path: "f.json").value) } catch { return .refused([error]) }
  }

  @Test func `values are read as they are written`() throws {
    let text =
      #" {"a": [1, -0.5e3, true, false, null, "x\"\\\/\b\f\n\r\té\u00e9\ud83d\ude00"], "b": {}, "c": []} "#
    let value = try #require(json(text).document)
    #expect(
      value["a"]
        == .list([
          .number(Number("1")!), .number(Number("-0.5e3")!), .bool(true), .bool(false), .null,
          .string("x\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{E9}\u{1F600}"),
        ]))
    #expect(value["b"] == .map([]) && value["c"] == .list([]))
    #expect(json("3").document == .number(Number("3")!) && json("\"\"").document == .string(""))
  }

  @Test(arguments: ["1e400", "12345678901234567890123456789012345", "0.1", "-0", "1E+2"])
  func `a number keeps its digits`(_ number: String) throws {
    guard case .scalar(let text, isPlain: true) = try StrictJSON.read(Array(number.utf8), path: "").content
    else {
      Issue.record("no scalar")
      return
    }
    #expect(text == number)
  }

  @Test(arguments: [
    ("", "1:1 the file ends too early"), ("{", "1:2 a name in quotes is missing"),
    ("{\"a\": 1, \"a\": 2}", "1:10 key a stands twice"),
    ("{\"a\": 1, \"\\u0061\": 2}", "1:10 key a stands twice"), ("[1,]", "1:4 no value of JSON begins so"),
    ("[1 2]", "1:4 a comma or ] is missing"), ("{\"a\" 1}", "1:6 a colon is missing"),
    ("{\"a\": 1\n  \"b\": 2}", "2:3 a comma or } is missing"), ("{a: 1}", "1:2 a name in quotes is missing"),
    ("01", "1:2 something follows the document"), ("1.", "1:3 the file ends too early"),
    (".5", "1:1 no value of JSON begins so"), ("+1", "1:1 no value of JSON begins so"),
    ("NaN", "1:1 no value of JSON begins so"), ("-Infinity", "1:2 no value of JSON begins so"),
    ("True", "1:1 no value of JSON begins so"), ("nul", "1:1 no value of JSON begins so"),
    ("'a'", "1:1 no value of JSON begins so"), ("// a\n1", "1:1 no value of JSON begins so"),
    ("\"a", "1:3 the text is not closed"),
    ("\"a\nb\"", "1:3 a control character in a text is not written as an escape"),
    ("\"\\x41\"", "1:4 no such escape sequence"), ("\"\\u12g4\"", "1:6 four hexadecimal digits are missing"),
    ("\"\\ud83d\"", "1:8 half of a surrogate pair"), ("\"\\ude00\"", "1:8 half of a surrogate pair"),
    ("\"\\ud83d\\u0041\"", "1:14 half of a surrogate pair"),
    ("\"\\u0000\"", "1:8 a value contains a NUL character"),
    ("1 2", "1:3 something follows the document"), ("\u{FEFF}1", "1:1 no value of JSON begins so"),
    ("[\"é\", x]", "1:7 no value of JSON begins so"),
  ])
  func `what is no JSON`(_ text: String, _ problem: String) {
    #expect(json(text).problems == [problem])
  }

  @Test func `what is too large, too deep or no UTF-8`() {
    #expect(
      json([UInt8](repeating: 0x20, count: (1 << 20) + 1)).problems == ["1:1 the file is larger than 1 MiB"])
    #expect(json([0x22, 0xFF, 0x22]).problems == ["1:1 the file is not UTF-8"])
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels - 1) + "1" + String(repeating: "]", count: levels - 1)
    }
    #expect(json(nested(64)).problems == [])
    #expect(json(nested(65)).problems == ["1:65 the document is nested deeper than 64 levels"])
    #expect(json(String(repeating: "[", count: 500_000)).problems.count == 1)
    let many = "[" + String(repeating: "0,", count: 500_000) + "0]"
    let started = ContinuousClock.now
    #expect(json(many).problems == [])
    #expect(ContinuousClock.now - started < .seconds(20))
  }
}
