import Governance
import Testing

/// How single values are read.
@Suite struct ValueTests {
  private func version(_ text: String) -> Outcome<Card> {
    card(Sample.card.replacing("version: 2.10", by: "version: \(text)"))
  }
  private func metric(_ text: String) -> Outcome<Card> {
    card(Sample.card.replacing("value: 0.87", by: "value: \(text)"))
  }

  @Test(arguments: ["2.10", "1e3", "0x10", "yes", "on", "true", "1:30", "2026-11-20", ".nan", "007", "1_000"])
  func `where a string is due, a plain scalar is its literal text`(_ text: String) {
    #expect(version(text).document?.version == text)
    #expect(version("\"\(text)\"").document?.version == text)
  }

  @Test(arguments: ["~", "null", "", "\"\"", "''"])
  func `nothing is no string`(_ text: String) {
    #expect(version(text).errors.map(\.problem) == ["version is empty"])
  }

  @Test func `a quoted null is a string`() {
    #expect(version("\"null\"").document?.version == "null")
    #expect(version("'~'").document?.version == "~")
  }

  @Test(arguments: [
    ".nan", ".NaN", ".inf", "-.inf", "0x10", "0o17", "1_000", "+1", "01", ".5", "1.", "1:30", "\"0.87\"",
    "'1'", "yes", "~", "NaN", "[1]", "{}",
    "1e999",
  ])
  func `where a number is due, only a number as in JSON will do`(_ text: String) {
    #expect(
      metric(text).errors.first?.problem.hasPrefix("metrics[0].value has to be a number") == true, "\(text)")
    #expect(metric(text).errors.count == 1)
  }

  @Test func `1e3 is a number`() {
    #expect(metric("1e3").document?.metrics.first?.value == Number("1000"))
  }

  @Test(arguments: ["yes", "no", "on", "off", "True", "TRUE", "1", "\"true\"", "~"])
  func `where true or false is due, nothing else will do`(_ text: String) {
    let read = card(Sample.card.replacing("assessed: true", by: "assessed: \(text)"))
    #expect(read.errors.map(\.problem) == ["fairness[0].assessed has to be true or false"])
  }

  @Test(arguments: ["1e1", "1.0", "\"7\"", "0", "-1", "0x7", "7_0", "99999999999999999999", "seven", "~"])
  func `where a whole number is due, only its digits will do`(_ text: String) {
    let read = policy(Sample.policy.replacing("version: 7 ", by: "version: \(text) "))
    #expect(read.errors.first?.problem.hasPrefix("version has to be a whole number") == true)
  }

  @Test(arguments: ["yesterday", "2026-11-31", "20.11.2026", "2026-11-20 10:00", "1795168800", "~"])
  func `where a date is due, only RFC 3339 will do`(_ text: String) {
    #expect(approval(Sample.approval.replacing("2026-11-20T10:00:00Z", by: text)).errors.count == 1)
  }

  @Test func `a bare date is midnight in UTC`() {
    let read = approval(Sample.approval.replacing("2026-11-20T10:00:00Z", by: "2026-11-20"))
    #expect(read.document?.date.description == "2026-11-20T00:00:00Z")
  }

  @Test(arguments: [
    "a b", "a/b", "../a", ".", "..", "\"a\\nb\"", "\"a\\e[31mb\"", "\"a\\u200Bb\"", "\"a\\u202Eb\"",
    "\"a\\u00ADb\"", "\"a\\u3164b\"",
  ])
  func `names are without spaces, slashes and what cannot be seen`(_ text: String) {
    #expect(approval(Sample.approval.replacing("reviewer: alice", by: "reviewer: \(text)")).errors.count == 1)
    #expect(approval(Sample.approval.replacing("gate: fairness", by: "gate: \(text)")).errors.count == 1)
  }

  @Test(arguments: [
    "sha256:xyz", "SHA256:\(String(repeating: "0a", count: 32))",
    "sha256:\(String(repeating: "0A", count: 32))",
    String(repeating: "0a", count: 32), "sha1:\(String(repeating: "0a", count: 20))",
  ])
  func `digests have one shape`(_ text: String) {
    #expect(
      approval(Sample.approval.replacing("subject: \(Sample.digest)", by: "subject: \(text)")).errors.map(
        \.problem)
        == ["subject has to be sha256: and 64 lower-case hexadecimal digits"])
  }

  @Test(arguments: ["../x", "/etc/passwd", "evidence/../../x", "./x", "a//b", "a/", ".", "..", "evidence/.."])
  func `a path that leaves the model, or is not what it seems`(_ text: String) {
    #expect(
      approval(Sample.approval.replacing("[evidence/fairness.yaml]", by: "[\(text)]")).errors.count == 1)
    #expect(!card(Sample.card.replacing("path: weights/model.onnx", by: "path: \(text)")).errors.isEmpty)
    #expect(!policy(Sample.policy.replacing("\"evidence/fairness*\"", by: "\"\(text)\"")).errors.isEmpty)
  }
}
