import Governance
import Testing

@Suite struct ApprovalReaderTests {
  private func changed(_ old: String, _ new: String) -> Outcome<Approval> {
    approval(Sample.approval.replacing(old, by: new))
  }

  @Test func `a whole approval is read as it stands`() throws {
    let read = approval(Sample.approval)
    #expect(read.problems == [])
    let approval = try #require(read.document)
    #expect(
      approval.repository == "acme/models" && approval.model == "credit-scoring"
        && approval.version == "2.1.0")
    #expect(approval.gate == "fairness" && approval.stage == "production" && approval.reviewer == "alice")
    #expect(approval.subject == Digest(Sample.digest) && approval.policy == Digest(Sample.digest))
    #expect(approval.decision == .approve && approval.rationale == "Every group was measured")
    #expect(approval.date == Instant(rfc3339: "2026-11-20T10:00:00Z"))
    #expect(approval.checklist == ["groups"] && approval.evidence == ["evidence/fairness.yaml"])
    #expect(
      approval.conditions == [
        .init(id: "c1", text: "Measure again", owner: "erin", due: Instant(rfc3339: "2027-01-31")!)
      ])
  }

  @Test(arguments: [
    "apiVersion", "kind", "repository", "model", "gate", "stage", "version", "subject", "decision",
    "reviewer", "date",
  ])
  func `a required key that is missing`(_ key: String) {
    #expect(
      changed("\n\(key):".trimmedStart(key), "\nx-\(key):".trimmedStart(key)).problems == [
        "1:1 the document lacks \(key)"
      ])
  }

  @Test(arguments: ["policy", "rationale", "checklist", "evidence", "conditions"])
  func `a key that may be missing`(_ key: String) {
    #expect(changed("\n\(key):", "\nx-\(key):").problems == [])
  }

  @Test(arguments: [
    ("approve", true), ("approve-with-conditions", true), ("reject", false), ("withdraw", false),
  ])
  func `the decisions`(_ text: String, _ approves: Bool) {
    #expect(changed("decision: approve ", "decision: \(text) ").document?.decision.approves == approves)
  }

  @Test(arguments: ["Approve", "approved", "yes", "true", "aprove", "approve_with_conditions"])
  func `what is no decision`(_ text: String) {
    #expect(
      changed("decision: approve ", "decision: \(text) ").errors.map(\.position) == [
        Position(line: 10, column: 11)
      ])
  }

  @Test func `an approval of the policy names neither model nor stage`() {
    #expect(
      approval(Sample.approval, isForPolicy: true).errors.map(\.problem) == [
        "an approval of the policy names no model",
        "an approval of the policy has `gate: policy`, not fairness",
        "an approval of the policy names no stage",
      ])
    let text = Sample.approval.replacing("model: credit-scoring\n", by: "").replacing(
      "stage: production\n", by: ""
    )
    .replacing("gate: fairness", by: "gate: policy")
    #expect(approval(text, isForPolicy: true).document?.gate == .policy)
    #expect(approval(text).errors.map(\.problem) == ["the document lacks model", "the document lacks stage"])
  }

  @Test(arguments: [
    ("id: c1, ", "conditions[0] lacks id"), ("owner: erin, ", "conditions[0] lacks owner"),
    (", due: 2027-01-31", "conditions[0] lacks due"),
  ])
  func `a condition has an owner and a date`(_ part: String, _ problem: String) {
    #expect(changed(part, "").errors.map(\.problem) == [problem])
  }
}

extension String {
  /// Without the line break before the first key of the document.
  fileprivate func trimmedStart(_ key: String) -> String { key == "apiVersion" ? String(dropFirst()) : self }
}
