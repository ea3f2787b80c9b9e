import Foundation
import Rehearsal
import Testing

/// `countersign policy eval` as it is typed.
@Suite("countersign policy eval")
struct PolicyEvalTests {
  private let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func run(
    _ arguments: String..., in directory: String = ".", input: String = ""
  ) throws -> Workspace.Outcome {
    try workspace.run(
      .countersign, ["policy", "eval"] + arguments, in: directory, input: Array(input.utf8))
  }

  /// A repository whose model `scorer` was changed twice, by erin and then by farid, and has a report.
  private func govern() throws {
    let builder = try RepositoryBuilder(creating: workspace.path("repository"))
    try builder.write("policies/policy.yaml", PolicyDraft().yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.commit("begin", by: .kim)
    try builder.write("models/scorer/card.yaml", CardDraft(id: "scorer").yaml)
    try builder.commit("bring scorer", by: .erin)
    try builder.branch("change")
    let card = CardDraft(id: "scorer") {
      $0.tier = "high"
      $0.metrics = [EvidenceDraft.Metric("auc", "0.91")]
    }
    try builder.write("models/scorer/card.yaml", card.yaml)
    try builder.write(
      "models/scorer/evidence/validation.yaml", EvidenceDraft(produced: builder.clock).yaml)
    try builder.commit("tune scorer", by: .farid)
    try builder.setHead("change")
  }

  @Test func `an expression is evaluated for a model at a revision`() throws {
    try govern()
    func value(_ expression: String, _ more: String...) throws -> String {
      let outcome = try workspace.run(
        .countersign, ["policy", "eval", expression, "--model", "scorer"] + more, in: "repository")
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(expression): \(outcome.errors)")
      return outcome.line
    }
    #expect(try value(#"card.metrics.exists(m, m.name == "auc" && m.value >= 0.9)"#) == "true")
    #expect(try value("tier + ' ' + stage") == #""high production""#)
    #expect(try value("tier", "--rev", "main") == #""low""#)
    #expect(try value("evidence.map(e, e.name)") == #"["validation"]"#)
    #expect(try value("size(evidence)", "--rev", "main") == "0")
    #expect(try value("baseline") == "null")
    #expect(try value("card.metrics[0].value > baseline.metrics[0].value", "--base", "main") == "true")
    #expect(try value("model.contributors") == #"["erin", "farid"]"#)
    #expect(try value("model.contributors", "--base", "main") == #"["farid"]"#)
    #expect(try value("model.path + ' ' + model.id") == #""models/scorer scorer""#)
    #expect(
      try value("model.subject")
        == "\"\(workspace.expect(.countersign, "digest", "scorer", in: "repository"))\"")
    #expect(try value("now", "--at", "2026-11-20") == #"timestamp("2026-11-20T00:00:00Z")"#)
    #expect(try value("{'tier': tier, 'n': 1}", "--format", "json") == #"{"tier":"high","n":1}"#)
    #expect(try value("tier == 'low'", "--explain") == "false\n  tier is \"high\"")
    let json = try value("card.tier == 'low'", "--explain", "--format", "json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(object["value"] as? Bool == false && object["type"] as? String == "bool")
    let parts = try #require(object["parts"] as? [[String: Any]])
    #expect(parts.contains { $0["source"] as? String == "card.tier" && $0["value"] as? String == "high" })
  }

  @Test func `without a model only now has a value, and no repository is wanted`() throws {
    #expect(try run("1 + 1").line == "2")
    #expect(try run("--", "-1 + 1").line == "0")
    #expect(try run("now == timestamp('2026-11-20T00:00:00Z')", "--at", "2026-11-20").line == "true")
    let missing = try run("card.tier == 'high'")
    #expect(missing.status == 1 && missing.output.isEmpty)
    #expect(missing.errors.contains("add --model"))
    #expect(missing.errors.contains("\n  card.tier == 'high'\n  ^"))
    #expect(missing.errors.contains("  card.tier is an error: "))
  }

  @Test func `an error is told with its place and the values of the parts`() throws {
    try govern()
    let outcome = try run("1 / (size(card.metrics) - 1) > 0", "--model", "scorer", in: "repository")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("zero"))
    #expect(outcome.errors.contains("\n  1 / (size(card.metrics) - 1) > 0\n    ^\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("\n  size(card.metrics) is 1\n"))
  }

  @Test func `what does not compile is wrong usage, and shown`() throws {
    for (expression, column) in [("1 + + 2", 5), ("card.tier === 1", 13), ("crad.tier", 1), ("", 1)] {
      let outcome = try run(expression)
      #expect(outcome.status == 64 && outcome.output.isEmpty)
      let caret = "\n  \(expression)\n  \(String(repeating: " ", count: column - 1))^"
      #expect(outcome.errors.contains("at 1:\(column)"), "\(outcome.errors)")
      #expect(outcome.errors.contains(caret), "\(outcome.errors)")
    }
    #expect(try run("crad.tier").errors.contains("an expression knows card, baseline"))
    #expect(try run("nonsense(1)").status == 64)
    #expect(try run("'\u{1B}[2J' +").errors.contains(#"\u001b[2J"#))
  }

  @Test func `a field that no card can have is a warning, and no refusal`() throws {
    try govern()
    let outcome = try run("has(card.licence)", "--model", "scorer", in: "repository")
    #expect(outcome.status == 0 && outcome.line == "false")
    #expect(outcome.errors.contains("warning: card has no field licence"))
    #expect(outcome.errors.contains("did you mean license?"))
  }

  @Test func `a card that cannot be read is told, and has no value`() throws {
    let builder = try RepositoryBuilder(creating: workspace.path("repository"))
    try builder.write("models/scorer/card.yaml", "id: [\n")
    try builder.commit("begin", by: .kim)
    let broken = try run("card.tier", "--model", "scorer", "--rev", "main", in: "repository")
    #expect(broken.status == 1)
    #expect(broken.errors.contains("warning: models/scorer/card.yaml:"))
    #expect(broken.errors.contains("the card cannot be read at main"))
    let stage = try run("stage", "--model", "scorer", "--rev", "main", in: "repository")
    #expect(stage.status == 1 && stage.errors.contains("there is no policy at main"))
  }

  @Test func `wrong usage ends with 64`() throws {
    try govern()
    for arguments in [
      [], ["1", "--model", "nobody"], ["1", "--model", "scorer", "--rev", "nowhere"], ["1", "--rev", "main"],
      ["1", "--base", "main"], ["1", "--model", "scorer", "--base", "nowhere"], ["1", "--at", "yesterday"],
      ["1", "--format", "xml"], ["1", "2"], ["1", "--cases", "x"], ["--cases", "x", "--explain"],
      ["--cases", "x", "--model", "scorer"],
    ] {
      let outcome = try workspace.run(.countersign, ["policy", "eval"] + arguments, in: "repository")
      #expect(outcome.status == 64 && outcome.output.isEmpty, "\(arguments): \(outcome.text)")
    }
  }

  // MARK: Files of cases

  @Test func `cases that fail are printed, and the last line counts`() throws {
    let good = #"{"name": "good", "expr": "1 + 1", "value": {"int": "2"}}"#
    let bad = #"{"file": "f", "section": "s", "name": "bad", "expr": "1 + 1", "value": {"uint": "2"}}"#
    try workspace.write("[\(good)]", to: "good.json")
    try workspace.write(#"{"source": "ours", "core": [\#(good), \#(bad)]}"#, to: "bad.json")
    let passed = try run("--cases", "good.json")
    #expect(passed.status == 0 && passed.text == "1 passed, 0 failed\n")
    let failed = try run("--cases", "bad.json")
    #expect(failed.status == 1)
    #expect(failed.text == "f/s/bad\n  expr     1 + 1\n  expected 2u\n  got      2\n1 passed, 1 failed\n")
    #expect(try run("--cases", "-", input: "[\(good)]").line == "1 passed, 0 failed")
  }

  @Test func `what is no file of cases is undecided, and says where`() throws {
    try workspace.write("[\n  {]", to: "broken.json")
    let broken = try run("--cases", "broken.json")
    #expect(broken.status == 2 && broken.output.isEmpty)
    #expect(broken.errors.contains("broken.json:2:4: "))
    try workspace.write(#"[{"name": "n", "expr": "1", "value": {"int": 1}}]"#, to: "wrong.json")
    let wrong = try run("--cases", "wrong.json")
    #expect(wrong.status == 2 && wrong.errors.contains("wrong.json: case 1 \"n\""))
    #expect(try run("--cases", "nowhere.json").status == 2)
    #expect(try run("--cases", ".").status == 2)
    let empty = try run("--cases", "-", input: "[]")
    #expect(empty.status == 2 && empty.line == "0 passed, 0 failed", "nothing passed")
  }

  @Test func `a file that is too large is not read to its end`() throws {
    let file = workspace.folder.appendingPathComponent("large.json")
    #expect(FileManager.default.createFile(atPath: file.path, contents: nil))
    let handle = try FileHandle(forWritingTo: file)
    // A hole takes no room on the disk.
    try handle.truncate(atOffset: 1 << 34)
    try handle.close()
    let outcome = try run("--cases", "large.json")
    #expect(outcome.status == 2 && outcome.errors.contains("longer than 67108864 bytes"))
  }

  private static let conformance = ProcessInfo.processInfo.environment["COUNTERSIGN_CEL_CONFORMANCE"]

  private static let isGiven: Bool = {
    if conformance == nil {
      print("not tested: CEL conformance by policy eval; COUNTERSIGN_CEL_CONFORMANCE names no file")
    }
    return conformance != nil
  }()

  @Test(.enabled(if: isGiven, "COUNTERSIGN_CEL_CONFORMANCE names no file"))
  func `every case of the conformance tests passes`() throws {
    let outcome = try run("--cases", try #require(PolicyEvalTests.conformance))
    #expect(outcome.status == 0 && outcome.line.hasSuffix(" passed, 0 failed"), "\(outcome.text)")
  }
}
