@testable import Documents
import Foundation
import Governance
import Testing

/// What holds for all schemas.
@Suite struct DocumentSchemaTests {
  /// Every key of a schema with the mappings it stands in, such as `gates`, `thresholds`, `min`.
  private func keys(of map: MapShape, below path: [String] = []) -> [(path: [String], key: Key)] {
    map.keys.flatMap { key in
      [(path + [key.name], key)] + maps(in: key.shape).flatMap { keys(of: $0, below: path + [key.name]) }
    }
  }

  private func maps(in shape: Shape) -> [MapShape] {
    switch shape {
    case .map(let map): [map]
    case .list(let inner, _), .named(let inner), .perTier(let inner), .removable(let inner): maps(in: inner)
    case .either(let single, let other): maps(in: single) + maps(in: other)
    default: []
    }
  }

  @Test func `each kind goes by one name, in commands and in documents`() {
    #expect(Set(DocumentSchema.all.map(\.name)).count == DocumentSchema.all.count)
    for schema in DocumentSchema.all {
      #expect(DocumentSchema.named(schema.name)?.kind == schema.kind)
      #expect(DocumentSchema.named(schema.kind)?.name == schema.name)
    }
    #expect(DocumentSchema.named("polcy") == nil)
  }

  @Test(arguments: DocumentSchema.all.map(\.name))
  func `each key says in one sentence what it means`(_ name: String) throws {
    let schema = try #require(DocumentSchema.named(name))
    for (path, key) in keys(of: schema.top) {
      #expect(key.summary.hasSuffix(".") && !key.summary.contains(". "), "\(path): \(key.summary)")
      #expect(key.summary.first?.isUppercase == true, "\(path): \(key.summary)")
    }
  }

  /// A key that the validator lets pass and nobody reads would be a rule that is ignored.
  @Test(arguments: ["policy", "identities", "approval"])
  func `each key of what people decide by is read`(_ name: String) throws {
    let folder = CheckJSONSchema.package.appendingPathComponent("Sources/Documents/Readers")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let readers = try files.map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let schema = try #require(DocumentSchema.named(name))
    for (path, key) in keys(of: schema.top) where !["apiVersion", "kind"].contains(key.name) {
      #expect(readers.contains("[\"\(key.name)\"]") || readers.contains("(\"\(key.name)\")"), "\(path)")
    }
  }

  @Test(arguments: DocumentSchema.all.map(\.name))
  func `a schema refuses what is no document of its kind, and does not tire`(_ name: String) throws {
    #expect(SchemaSample.problems(of: "[]", as: name) == ["1:1 the document has to be a mapping, not a list"])
    let first = name == "readme-card" ? "countersign" : "apiVersion"
    #expect(
      SchemaSample.problems(of: "kind: Sonnet\n", as: name).contains("1:1 the document lacks \(first)"))
    let many = (0..<40_000).map { "k\($0): {}\n" }.joined()
    let started = ContinuousClock.now
    // What the Hub does not know either is kept.
    #expect(SchemaSample.problems(of: many, as: name).count == (name == "readme-card" ? 1 : 100))
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test func `text of a card stays text, wherever a schema says that it is text`() throws {
    let fields = try #require(card(Sample.card.replacing("domain: credit", by: "domain: 1e3")).document)
      .fields
    #expect(fields["version"] == .string("2.10") && fields["domain"] == .string("1e3"))
    #expect(fields["intended-use"] == .list([.string("Pre-selection")]))
    guard case .list(let kpis)? = fields["kpis"], case .list(let data)? = fields["data"] else {
      Issue.record("no lists")
      return
    }
    #expect(kpis[0]["min"] == .number(Number("0.2")!))
    #expect(data[0]["personal"] == .bool(true) && data[0]["revision"] == .number(Number("3")!))
  }

  @Test func `each field has its place, whether or not a reader wants it`() throws {
    let positions = try #require(card(Sample.card).document).positions
    #expect(positions["purpose"] == Position(line: 12, column: 10))
    #expect(positions["data[0].personal"] == Position(line: 19, column: 50))
    #expect(positions["kpis[0].max"] == Position(line: 24, column: 45))
    #expect(positions["security.threat-model"] != nil && positions["x-anything"] != nil)
  }

  @Test func `a reader that asks for more than its schema refuses the document`() {
    let schema = DocumentSchema(kind: "Loose", name: "loose", summary: "", [Key("period", .anything, "")])
    func read(_ value: String) -> Outcome<Bool> {
      let text = "apiVersion: countersign/v1\nkind: Loose\nperiod: \(value)\n"
      return Outcome { () throws(DocumentErrors) in
        try readDocument(Array(text.utf8), path: "d.yaml", as: schema) { $0["period"]?.period != nil }
      }
    }
    #expect(read("P1D").document == true)
    #expect(read("often").problems == ["3:9 period cannot be read"])
  }
}
