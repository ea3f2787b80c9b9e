@testable import Documents
import Governance
import Testing

@Suite struct YAMLWriterTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let here = Position(line: 1, column: 1)

  private func text(_ random: inout Generator) -> String {
    let parts = YAMLTextTests.hostile + ["word", "two words", String(repeating: "long ", count: 300)]
    return (0..<Int.random(in: 1...2, using: &random)).map { _ in parts.randomElement(using: &random)! }
      .joined()
  }

  private func node(_ depth: Int, _ random: inout Generator) -> YAMLNode {
    let content: YAMLNode.Content
    switch Int.random(in: 0..<(depth > 5 ? 4 : 8), using: &random) {
    case 0...2: content = .scalar(text(&random), isPlain: false)
    case 3:
      let plain = ["1", "-0.10", "1e400", "12345678901234567890123", "true", "false", "null"]
      content = .scalar(plain.randomElement(using: &random)!, isPlain: true)
    case 4, 5:
      content = .sequence((0..<Int.random(in: 0...4, using: &random)).map { _ in node(depth + 1, &random) })
    default: content = .mapping(entries(depth, &random))
    }
    return YAMLNode(content: content, position: YAMLWriterTests.here)
  }

  private func entries(_ depth: Int, _ random: inout Generator) -> YAMLNode.Entries {
    var entries: YAMLNode.Entries = []
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let key = text(&random)
      // What no document may have.
      if key == "<<" || entries[key] != nil { continue }
      entries.append((key, YAMLWriterTests.here, node(depth + 1, &random)))
    }
    return entries
  }

  private func isSame(_ one: YAMLNode, _ other: YAMLNode) -> Bool {
    switch (one.content, other.content) {
    case (.scalar(let one, let plain), .scalar(let other, let otherPlain)):
      // A text may be written plain where it can be read as nothing else.
      one.isExactly(other)
        && (plain == otherPlain
          || (!plain
            && YAMLNode(content: .scalar(other, isPlain: true), position: YAMLWriterTests.here).value
              == .string(other)))
    case (.sequence(let one), .sequence(let other)):
      one.count == other.count && zip(one, other).allSatisfy(isSame)
    case (.mapping(let one), .mapping(let other)):
      one.count == other.count
        && zip(one, other).allSatisfy { $0.key.isExactly($1.key) && isSame($0.value, $1.value) }
    default: false
    }
  }

  @Test func `whatever is written is read as the very same`() throws {
    var random = Generator(state: 7)
    for _ in 0..<2_000 {
      let entries = entries(0, &random)
      let text = try #require(YAMLWriter.document(entries))
      let read = try StrictYAML.read(Array(text.utf8), path: "f.yaml")
      let wanted = YAMLNode(content: .mapping(entries), position: YAMLWriterTests.here)
      #expect(isSame(wanted, read), "\(text)")
    }
  }

  @Test func `what is short stands on a line, and what is long on several`() {
    let short = YAMLNode.Entries([
      (
        "name", YAMLWriterTests.here,
        YAMLNode(content: .scalar("auc", isPlain: false), position: YAMLWriterTests.here)
      ),
      (
        "value", YAMLWriterTests.here,
        YAMLNode(content: .scalar("0.870", isPlain: true), position: YAMLWriterTests.here)
      ),
    ])
    let map = YAMLNode(content: .mapping(short), position: YAMLWriterTests.here)
    let many = YAMLNode(content: .sequence([map, map, map, map, map]), position: YAMLWriterTests.here)
    #expect(
      YAMLWriter.document([("metrics", YAMLWriterTests.here, many)])
        == "metrics:\n" + String(repeating: "  - {name: auc, value: 0.870}\n", count: 5))
    #expect(YAMLWriter.document([]) == "{}\n")
    #expect(YAMLWriter.document([("metrics", YAMLWriterTests.here, many)], limit: 50) == nil)
  }

  @Test func `63 levels are written and read`() throws {
    var node = YAMLNode(content: .scalar("deep", isPlain: false), position: YAMLWriterTests.here)
    for level in 0..<62 {
      node = YAMLNode(
        content: level % 2 == 0
          ? .sequence([node, node].dropLast(level > 5 ? 1 : 0))
          : .mapping([(String(repeating: "k", count: 30), YAMLWriterTests.here, node)]),
        position: YAMLWriterTests.here)
    }
    let text = try #require(YAMLWriter.document([("a", YAMLWriterTests.here, node)]))
    #expect(yaml(text).problems == [])
  }

  @Test(arguments: ["0", "-1", "1.5", "1e400", "0.10", "123456789012345678901234567890123"])
  func `a number of JSON, however long`(_ text: String) { #expect(YAMLWriter.isNumber(text)) }

  @Test(arguments: ["", "-", "01", "1.", ".5", "1e", "+1", "0x10", "1_0", "NaN", "1 ", "١"])
  func `what is no number of JSON`(_ text: String) { #expect(!YAMLWriter.isNumber(text)) }
}
