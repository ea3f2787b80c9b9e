import Foundation
import Testing

@testable import Rehearsal

struct DraftsTests {
  @Test func `an approval is written as the manual shows it`() {
    let approval = ApprovalDraft(model: "a", subject: "sha256:00", reviewer: .alice, date: 1_795_168_800) {
      $0.checklist = ["groups"]
      $0.rationale = "said: \"yes\"\nand went"
    }
    #expect(
      approval.yaml == """
        apiVersion: countersign/v1
        kind: Approval
        repository: acme/models
        model: a
        version: 1.0.0
        gate: technical
        stage: production
        subject: "sha256:00"
        decision: approve
        reviewer: alice
        date: 2026-11-20T10:00:00Z
        rationale: "said: \\"yes\\"\\nand went"
        checklist: [groups]

        """)
  }

  @Test func `an approval of the policy names neither model nor stage`() {
    let yaml = ApprovalDraft(gate: "policy", subject: "sha256:00", reviewer: .kim, date: 0).yaml
    #expect(!yaml.contains("model:") && !yaml.contains("stage:"))
  }

  @Test func `one thing can be changed in the roster`() {
    var roster = IdentitiesDraft(.test)
    roster.change(.erin) { $0.roles = ["counsel"] }
    roster.change(.farid) { $0.keys[0].revoked = ("compromised", 0) }
    #expect(roster.yaml.contains("roles: [counsel]"))
    #expect(roster.yaml.contains("revoked: {at: 1970-01-01T00:00:00Z, reason: compromised}"))
    #expect(roster.yaml.split(separator: "\n").filter { $0.contains("kind: bot") }.count == 1)
  }

  @Test func `certificates and delegations stand where the roster has them`() {
    var roster = IdentitiesDraft(.test)
    roster.change(.erin) {
      $0.certificates = ["{openpgp: keys/erin.asc}"]
      $0.delegations = [IdentitiesDraft.Delegation(to: .farid, roles: ["counsel"], from: 0, until: 86_400)]
    }
    #expect(roster.yaml.contains(", {openpgp: keys/erin.asc}]\n"))
    #expect(
      roster.yaml.contains(
        "    delegates: [{to: farid, roles: [counsel], from: 1970-01-01T00:00:00Z, until: 1970-01-02T00:00:00Z}]\n"
      ))
  }

  @Test(arguments: [
    "", "null", "True", " a", "a ", "- a", "a: b", "#", "é", "a,b", "{", "*", "&a", "\u{1b}[31m", "%", "@a",
  ])
  func `a string that YAML might read otherwise is quoted`(text: String) {
    let scalar = YAMLDraft.scalar(text)
    #expect(scalar.hasPrefix("\"") && scalar.hasSuffix("\""))
    #expect(!scalar.utf8.contains { $0 < 0x20 })
  }

  @Test func `gates and sections of a policy can be changed one by one`() {
    let policy = PolicyDraft {
      $0.version = 7
      $0.gates = [.technical.with { $0.approvals = "{low: 1, high: 2}" }, .policy]
      $0.sections.append(("separation-of-duties", "{gates-per-person: 1}"))
    }
    #expect(policy.yaml.contains("version: 7\n"))
    #expect(policy.yaml.contains("    approvals: {low: 1, high: 2}\n"))
    #expect(policy.yaml.hasSuffix("separation-of-duties: {gates-per-person: 1}\n"))
  }
}
