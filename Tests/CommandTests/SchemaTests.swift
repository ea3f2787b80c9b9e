import Foundation
import Rehearsal
import Testing

/// What `schema` prints, for editors and for validators of others.
struct SchemaTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func kinds() throws -> [String] {
    try workspace.expect(.countersign, "schema").split(separator: "\n").map { line in
      String(line.prefix { $0 != " " })
    }
  }

  @Test func `without a kind all kinds are listed, each with what it is`() throws {
    let list = try workspace.expect(.countersign, "schema")
    #expect(list.contains("model-card         What a model is, who answers for it"))
    #expect(
      try kinds() == [
        "policy", "identities", "model-card", "readme-card", "approval", "evidence", "waiver",
        "monitoring-report",
        "policy-test",
      ])
  }

  @Test func `a kind goes by both its names, and one that does not exist is wrong usage`() throws {
    #expect(
      try workspace.expect(.countersign, "schema", "ModelCard")
        == workspace.expect(.countersign, "schema", "model-card"))
    let outcome = try workspace.run(.countersign, ["schema", "polcy"])
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("there is no kind of document polcy; there are policy, identities,"))
  }

  @Test func `the help says how an editor gets to know of it`() throws {
    let help = try workspace.expect(.countersign, "schema", "--help")
    #expect(help.contains("# yaml-language-server: $schema=../../.schemas/model-card.json"))
  }

  /// With `RECORD_GOLDENS=1` in the environment, or where there is no file, it is written and the test fails once.
  @Test func `the schemas that are kept in the repository are what the command prints`() throws {
    let folder = Tool.package.appendingPathComponent("schemas")
    let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1"
    var names: Set<String> = []
    for kind in try kinds() {
      let name = "\(kind).schema.json"
      names.insert(name)
      let printed = Data(try workspace.run(.countersign, ["schema", kind]).output)
      let file = folder.appendingPathComponent(name)
      if !isRecording, let kept = try? Data(contentsOf: file) {
        #expect(kept == printed, "schemas/\(name) differs; RECORD_GOLDENS=1 writes it anew")
      } else {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try printed.write(to: file)
        Issue.record("recorded schemas/\(name); look at it and run again")
      }
    }
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(kept) == names)
  }

  @Test(.enabled(if: Tool.present(.checkJSONSchema), "not run, for want of check-jsonschema"))
  func `the documents of the demo are good to a validator of others`() throws {
    _ = try Demo.build(at: workspace.path("demo"), now: 1_790_000_000, cast: .test)
    let files = try workspace.expect(.git, "ls-files", "*.yaml", in: "demo").split(separator: "\n").map(
      String.init)
    var byKind: [String: [String]] = [:]
    for file in files {
      let text = try workspace.read("demo/\(file)")
      let kind = try #require(text.firstMatch(of: /(?m)^kind: (\w+)/)?.1, "\(file)")
      byKind[String(kind), default: []].append(file)
    }
    #expect(Set(byKind.keys).isSuperset(of: ["Policy", "Identities", "ModelCard", "Approval", "Evidence"]))
    for (kind, files) in byKind {
      try workspace.write(workspace.expect(.countersign, "schema", kind), to: "\(kind).json")
      let arguments = ["--no-cache", "--schemafile", workspace.path("\(kind).json")] + files
      let outcome = try workspace.run(.checkJSONSchema, arguments, in: "demo")
      #expect(outcome.status == 0, "\(outcome.text)\(outcome.errors)")
    }
  }
}
