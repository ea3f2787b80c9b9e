import CardImport
import Documents
import Governance
import Testing

/// Whatever the source says is in the card, or below `x-source`, or refused with a reason; always the same randomness.
@Suite struct ImportPropertyTests {
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let junk = [
    "", " ", "a: b", "#", "- a", "~", "null", "true", "0.87", "1e400", "20.0 ± 1.2", "TBD", "\\n",
    "\\ud83d\\ude00", "\\u001b[31m",
    "\\u202e", "x", "credit-scoring", "../x", "Apache-2.0", "[More Information Needed]", "\\u2028", "\\\"",
  ]
  private static let numbers = ["0", "-1.50", "1e400", "12345678901234567890123", "0.1", "3"]

  /// A JSON text in which some values of the sample are replaced, dropped or doubled.
  private func mutated(_ node: YAMLNode, _ random: inout Generator) -> String {
    if Int.random(in: 0..<12, using: &random) == 0 { return any(0, &random) }
    switch node.content {
    case .scalar(let text, isPlain: true): return text
    case .scalar(let text, isPlain: false): return quoted(text)
    case .sequence(let nodes):
      var parts = nodes.map { mutated($0, &random) }
      if Int.random(in: 0..<6, using: &random) == 0 { parts.append(any(0, &random)) }
      return "[\(parts.joined(separator: ", "))]"
    case .mapping(let entries):
      var parts: [String] = []
      for entry in entries where Int.random(in: 0..<15, using: &random) > 0 {
        parts.append("\(quoted(entry.key)): \(mutated(entry.value, &random))")
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        let key =
          Int.random(in: 0..<20, using: &random) == 0
          ? String(repeating: "k", count: 2_000) : "extra \\u001b: #"
        parts.append("\"\(key)\": \(any(0, &random))")
      }
      return "{\(parts.joined(separator: ", "))}"
    }
  }

  private func any(_ depth: Int, _ random: inout Generator) -> String {
    switch Int.random(in: 0..<(depth > 3 ? 4 : 6), using: &random) {
    case 0, 1: return "\"\(ImportPropertyTests.junk.randomElement(using: &random)!)\""
    case 2: return ImportPropertyTests.numbers.randomElement(using: &random)!
    case 3: return ["true", "false", "null"].randomElement(using: &random)!
    case 4:
      return
        "[\((0..<Int.random(in: 0...3, using: &random)).map { _ in any(depth + 1, &random) }.joined(separator: ","))]"
    default:
      return
        "{\((0..<Int.random(in: 0...3, using: &random)).map { "\"k\($0)\": \(any(depth + 1, &random))" }.joined(separator: ","))}"
    }
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
  }

  @Test(arguments: [
    ("version", Samples.version), ("bom", Samples.bom), ("sagemaker", Samples.sageMaker),
    ("toolkit", Samples.toolkit),
  ])
  func `nothing of a random document is lost`(_ name: String, _ sample: String) throws {
    var random = Generator(state: UInt64(name.utf8.count))
    let node = try StrictJSON.read(Array(sample.utf8), path: name)
    var (read, refused) = (0, 0)
    for _ in 0..<700 {
      let text = mutated(node, &random)
      do throws(ImportProblem) {
        let imported = try imported(text)
        read += 1
        let source = try parsed(text, StrictJSON.read)
        let card = try parsed(imported.text, StrictYAML.read)
        let said = Set(card.leaves.map { $0.lowercased() })
        for leaf in source.leaves where !said.contains(leaf.lowercased()) {
          Issue.record("\(leaf) of \(text) is not in \(imported.text)")
        }
        let untold = imported.report.toFillIn.filter { !$0.contains(" lacks ") }
        #expect(untold == [], "\(imported.text)")
      } catch {
        refused += 1
        #expect(!error.message.isEmpty)
      }
    }
    // Else nothing was damaged, or everything was.
    #expect(read > 300 && refused > 5, "\(read) read, \(refused) refused")
  }

  private func parsed(
    _ text: String, _ read: ([UInt8], String) throws(DocumentError) -> YAMLNode
  ) throws(ImportProblem) -> YAMLNode {
    do throws(DocumentError) {
      return try read(Array(text.utf8), "f")
    } catch {
      Issue.record("\(error): \(text)")
      return YAMLNode(content: .sequence([]), position: Position(line: 1, column: 1))
    }
  }

  @Test func `no damage to a text crashes its reader`() {
    var random = Generator(state: 5)
    let fragments = [
      "{", "}", "[", "]", "\"", ":", ",", "\n", "---\n", "&a ", "\\u", "\u{0}", "1e9", "- ", "#", "\u{FEFF}",
    ]
    var read = 0
    for sample in [
      Samples.mlmodel, Samples.version, Samples.bom, Samples.response, Samples.toolkit, Samples.readme,
    ] {
      for _ in 0..<300 {
        var bytes = Array(sample.utf8)
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        case 2: bytes.insert(contentsOf: fragments.randomElement(using: &random)!.utf8, at: place)
        default: bytes = Array(bytes[..<place])
        }
        do throws(ImportProblem) {
          _ = try ImportedCard(ImportedCard.Source(name: "f", bytes: bytes))
          read += 1
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
    #expect(read > 100)
  }
}
