import Governance
import Testing

import Reports

@Suite("How a policy's mistakes and changes are told")
struct PolicyReviewFormatTests {
  private let lint = PolicyLintReport(
    folder: "policies",
    findings: [
      LintFinding(
        .gateUnfillable, .error, "gate a\u{1B}[31m asks for 3 approvals", help: "give more people the role",
        path: "policies/policy.yaml", position: Position(line: 3, column: 5)),
      LintFinding(
        .roleUnused, .note, "bob holds role clerk", help: nil, path: "policies/identities.yaml", position: nil
      ),
    ])
  private let diff = PolicyDiffReport(
    before: "main", after: "HEAD",
    differences: [
      PolicyDifference(.loosens, "gate a\u{202E}", "approvals", from: "2", to: "1"),
      PolicyDifference(.changes, "policy", "version", from: "1", to: "2"),
    ])

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `mistakes are told with their place, notes for those who ask`() {
    let normal = text(PolicyReviewFormat.text.bytes(for: lint, style: Style()))
    #expect(
      normal == """
        error[gate-unfillable]: gate a\\e[31m asks for 3 approvals
          --> policies/policy.yaml:3:5
          help: give more people the role

        1 error, 1 note (--verbose shows notes)

        """)
    let verbose = text(PolicyReviewFormat.text.bytes(for: lint, style: Style(), detail: .verbose))
    #expect(verbose.contains("note[role-unused]: bob holds role clerk\n  --> policies/identities.yaml\n"))
    #expect(
      text(PolicyReviewFormat.text.bytes(for: lint, style: Style(), detail: .quiet))
        == "1 error, 1 note (--verbose shows notes)\n")
  }

  @Test func `a policy without mistakes is told in one line`() {
    let report = PolicyLintReport(folder: "policies")
    #expect(text(PolicyReviewFormat.text.bytes(for: report, style: Style())) == "no mistakes in policies\n")
    #expect(report.verdict == .satisfied)
  }

  @Test func `what does not load is undecided, whatever else`() {
    let report = PolicyLintReport(
      folder: "policies", problems: [Finding(.policyInvalid, "x", path: "policies/policy.yaml")])
    #expect(report.verdict == .undecided)
    #expect(
      text(PolicyReviewFormat.text.bytes(for: report, style: Style())).hasSuffix(
        "nothing was looked over: the policy does not load\n"))
  }

  @Test func `differences stand in lines, and look like nothing else`() {
    #expect(
      text(PolicyReviewFormat.text.bytes(for: diff, style: Style())) == """
        loosens   gate a\\u{202e}: approvals 2 → 1
        changes   policy: version 1 → 2

        HEAD: loosens 1, changes 1

        """)
    #expect(
      text(PolicyReviewFormat.text.bytes(for: diff, style: Style(unicode: false))).contains("version 1 -> 2"))
    #expect(
      text(PolicyReviewFormat.text.bytes(for: PolicyDiffReport(before: "a", after: "b"), style: Style()))
        == "nothing that is judged differs between a and b\n")
  }

  @Test func `JSON holds everything, key by key`() {
    let mistakes = text(PolicyReviewFormat.json.bytes(for: lint, style: Style(), detail: .quiet))
    #expect(mistakes.hasPrefix("{\n  \"schema\": \"countersign/policy-lint/v1\","))
    #expect(mistakes.contains("\"id\": \"role-unused\""))
    #expect(mistakes.contains("\"line\": 3"))
    let changes = text(PolicyReviewFormat.json.bytes(for: diff, style: Style()))
    #expect(changes.hasPrefix("{\n  \"schema\": \"countersign/policy-diff/v1\","))
    #expect(changes.contains("\"loosens\": true"))
    #expect(changes.contains("\"before\": \"2\""))
  }
}
