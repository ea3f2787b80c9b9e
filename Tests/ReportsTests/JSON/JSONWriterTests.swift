import Foundation
import Governance
import Reports
import Testing

@Suite struct JSONWriterTests {
  private func line(_ value: JSONValue) -> String {
    String(decoding: JSONWriter(layout: .line).bytes(of: value), as: UTF8.self)
  }

  @Test("objects keep the order of their keys, and leave out what has no value")
  func order() {
    let value = JSONValue.object(
      .integer("b", -1), .text("gone", nil), .bool("a", true), .value("n", .null), .array("l", []))
    #expect(line(value) == #"{"b":-1,"a":true,"n":null,"l":[]}"# + "\n")
  }

  @Test("indented JSON puts one member on a line and leaves empty brackets closed")
  func indented() {
    let value = JSONValue.object(.array("a", [.integer(1), .object()]), .text("b", "x"))
    let text = String(decoding: JSONWriter(layout: .indented).bytes(of: value), as: UTF8.self)
    #expect(text == "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": \"x\"\n}\n")
  }

  @Test("a document's value keeps its keys in order, and its numbers as they were written")
  func documents() throws {
    let value = Value.map([
      .init(key: "b", value: .number(try #require(Number("0.80")))),
      .init(key: "a", value: .list([.null, .bool(true), .string("x")])), .init(key: "c", value: .map([])),
    ])
    #expect(line(JSONValue(value)) == #"{"b":0.80,"a":[null,true,"x"],"c":{}}"# + "\n")
  }

  @Test("what is no visible character is escaped, beyond the basic plane by a surrogate pair")
  func escapes() {
    let written = line(.string("\"\\/\n\r\t\u{0}\u{1B}\u{7F}\u{2028}\u{202E}\u{E0041}é🦊"))
    #expect(written == #""\"\\/\n\r\t\u0000\u001b\u007f\u2028\u202e\udb40\udc41é🦊""# + "\n")
  }

  @Test("every scalar comes back as itself")
  func roundTrip() throws {
    let scalars =
      (0...0x2FF).map { $0 } + [0x2028, 0x2029, 0xFFFD, 0xFFFF, 0x10000, 0x1F98A, 0xE0001, 0x10FFFF]
    // A letter between them keeps the parser from composing anything.
    let text = scalars.compactMap { Unicode.Scalar(UInt32($0)) }.map { "\($0)a" }.joined()
    let bytes = JSONWriter(layout: .line).bytes(of: .array([.string(text)]))
    let back = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String])
    #expect(Array(back[0].utf8) == Array(text.utf8))
  }
}
