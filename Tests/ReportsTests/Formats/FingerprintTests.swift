import Foundation
import Governance
import Testing

@testable import Reports

@Suite struct FingerprintTests {
  /// FIPS 180-4's own examples, and lengths around that of a block.
  @Test("digests are those of the standard")
  func standard() {
    let examples = [
      "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq":
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      String(repeating: "a", count: 1_000_000):
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
    ]
    for (text, digest) in examples { #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest) }
  }

  @Test(
    "digests are those of sha256sum, whatever the length",
    arguments: [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128])
  func lengths(_ length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("digest-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    tool.arguments = [file.path]
    let pipe = Pipe()
    tool.standardOutput = pipe
    try tool.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    tool.waitUntilExit()
    #expect(output.hasPrefix(SHA256.hexadecimal(of: bytes) + " "))
  }

  private func names(_ findings: [Finding]) -> [String] {
    LocatedFinding.all(of: DocumentReport(documents: 1, findings: findings)).map(\.fingerprint)
  }

  private func finding(
    _ message: String, rule: Rule = .thresholdUnmet, model: ModelID = "credit", gate: GateID? = "technical",
    path: String? = nil, line: Int = 1, commit: CommitID? = nil
  ) -> Finding {
    Finding(
      rule, message, model: model, gate: gate, path: path, position: Position(line: line, column: 1),
      commit: commit)
  }

  @Test("a problem keeps its name while lines, commits and values change")
  func stable() {
    let before = finding("auc (overall) is 0.78, the policy asks for at least 0.80", line: 3, commit: "aaaa")
    let after = finding("auc (overall) is 0.7, the policy asks for at least 0.85", line: 90, commit: "bbbb")
    #expect(names([before]) == names([after]))
    let early = finding("commit 5555555555, which changes model credit, is not signed")
    let late = finding("commit deadbeef01, which changes model credit, is not signed")
    #expect(names([early]) == names([late]))
    // Whatever stands before it in the report.
    #expect(names([early, before]).last == names([after]).last)
  }

  @Test("different problems have different names, and so have equal ones of a report")
  func unique() {
    let base = finding("auc is 0.7")
    let findings = [
      base, base, base, finding("recall is 0.7"), finding("auc is 0.7", rule: .conditionUnmet),
      finding("auc is 0.7", model: "churn"), finding("auc is 0.7", gate: "legal"),
      finding("auc is 0.7", gate: nil),
      finding("auc is 0.7", path: "a"), finding("auc is 0.7", path: ""),
      // A name that says where another ends.
      finding("auc is 0.7", model: "credit9:technical", gate: ""), finding("auc is 0.7", model: "caf\u{E9}"),
      finding("auc is 0.7", model: "cafe\u{301}"),
    ]
    #expect(Set(names(findings)).count == findings.count)
  }

  @Test("the samples' names differ within a report", arguments: Sample.all.map(\.name))
  func samples(_ name: String) throws {
    let report = try #require(Sample.all.first { $0.name == name }).report
    let names = LocatedFinding.all(of: report).map(\.fingerprint)
    #expect(Set(names).count == names.count)
  }

  @Test("what names no file is shown at the card of its model, and what names no model at the policy")
  func places() {
    var model = Sample.model(gates: [], findings: [Finding(.tierLowered, "lower", model: "credit-scoring")])
    model.card = "ml/credit-scoring/README.md"
    var report = Sample.report(models: [model], findings: [Sample.unpinned])
    #expect(
      LocatedFinding.all(of: report).map(\.path) == ["policies/policy.yaml", "ml/credit-scoring/README.md"])
    report.models = []
    #expect(LocatedFinding.all(of: report).map(\.path)[1] == "models/credit-scoring/card.yaml")
  }
}
