import Governance
import Testing

@Suite struct PolicyChangeTests {
  /// Erin changed the policy to version 8; the given maintainers approved.
  private func changed(
    version: Int? = 8, approvedBy approvers: [IdentityID] = ["grace", "heidi"],
    _ edit: (inout Fixture, inout PolicyChangeFacts) -> Void = { _, _ in },
    document: (inout Approval) -> Void = { _ in }
  ) -> TransitionJudgement {
    var fixture = Fixture(approvedBy: ["alice"])
    fixture.base = ModelState(card: fixture.card, subject: fixture.subject)
    var change = PolicyChangeFacts(digest: "sha256:new", version: version, contributions: ["change"])
    for approver in approvers {
      let id = CommitID("policy-\(approver)")
      fixture.commit(id, by: approver)
      var approval = Approval(
        repository: "acme/models", model: nil, version: "8", gate: .policy, stage: nil, subject: "sha256:new",
        reviewer: approver, date: Fixture.now)
      document(&approval)
      change.approvals.append(
        ApprovalRecord(
          path: "policies/approvals/policy/\(approver).yaml", gate: .policy, holder: approver,
          content: id.text,
          document: approval, commit: id, committed: Fixture.now, attribution: Fixture.signed(approver)))
    }
    edit(&fixture, &change)
    fixture.policyChange = change
    return fixture.judgement
  }

  private func errors(_ judgement: TransitionJudgement) -> Set<Rule> {
    Set(judgement.findings.filter { $0.severity == .error }.map(\.rule))
  }

  @Test func `a change that enough maintainers approved passes`() {
    let judgement = changed()
    #expect(judgement.findings.isEmpty)
    #expect(judgement.policyChange?.counted == ["grace", "heidi"])
  }

  @Test func `a change that too few approved is refused, and says who could`() {
    let judgement = changed(approvedBy: ["grace"])
    #expect(errors(judgement) == [.policyChangeUnapproved])
    #expect(judgement.policyChange?.candidates == ["heidi"])
  }

  @Test func `a version that does not grow is refused`() {
    for version in [7, 6, 1] {
      #expect(
        errors(changed(version: version, document: { $0.version = "\(version)" })).contains(.policyVersion))
    }
    #expect(errors(changed(version: 7, document: { $0.version = "7" })) == [.policyVersion])
  }

  @Test func `an approval of another version or digest does not count`() {
    let version = changed(document: { $0.version = "7" })
    #expect(errors(version) == [.approvalReplayed, .policyChangeUnapproved])
    let digest = changed(document: { $0.subject = "sha256:old" })
    #expect(errors(digest) == [.approvalStale, .policyChangeUnapproved])
  }

  @Test func `an approval that names a model or another gate does not count`() {
    #expect(errors(changed(document: { $0.model = "credit-scoring" })).contains(.policyChangeUnapproved))
    #expect(errors(changed(document: { $0.stage = "production" })).contains(.policyChangeUnapproved))
    #expect(errors(changed(document: { $0.gate = "technical" })).contains(.policyChangeUnapproved))
    #expect(errors(changed(document: { $0.repository = "acme/other" })).contains(.policyChangeUnapproved))
  }

  @Test func `whoever wrote the change does not approve it, whatever the switches say`() {
    let judgement = changed(
      { fixture, _ in fixture.change(by: "erin", coAuthors: ["grace@example.com"]) })
    #expect(errors(judgement) == [.approvalByContributor, .policyChangeUnapproved])
    let loose = changed({ fixture, _ in
      fixture.change(by: "erin", coAuthors: ["grace@example.com"])
      fixture.policy.separation.approverIsNotContributor = false
    })
    #expect(errors(loose) == [.approvalByContributor, .policyChangeUnapproved])
  }

  @Test func `a policy without a gate for it cannot be changed`() {
    #expect(errors(changed({ fixture, _ in fixture.policy.policyGate = nil })) == [.policyChangeUnapproved])
  }

  @Test func `an unsigned change is an error, even where the policy only warns`() {
    let judgement = changed({ fixture, _ in
      fixture.policy.signatures.contributions = .warning
      fixture.change(by: "erin", signed: .unsigned)
    })
    #expect(errors(judgement) == [.signatureMissing])
  }

  @Test func `a policy that is gone is refused`() {
    #expect(errors(changed(version: nil)) == [.policyInvalid])
    let told = changed(
      version: nil, { _, change in change.findings = [Finding(.policyInvalid, "no such file")] })
    #expect(told.findings.filter { $0.rule == .policyInvalid }.count == 1)
  }

  @Test func `a policy that does not load is refused`() {
    let judgement = changed({ _, change in change.findings = [Finding(.identitiesInvalid, "unknown key")] })
    #expect(errors(judgement) == [.identitiesInvalid])
  }

  @Test func `a maintainer's rejection is a veto`() {
    let judgement = changed(
      approvedBy: ["grace", "heidi"], document: { if $0.reviewer == "heidi" { $0.decision = .reject } })
    #expect(errors(judgement) == [.gateVetoed, .policyChangeUnapproved])
  }

  @Test func `approvals of a policy are not bound to the policy, do not expire and need no rationale`() {
    let judgement = changed(
      { fixture, _ in
        fixture.policy.approvals = ApprovalRequirements(
          bindPolicy: true, expire: .all(Period(iso8601: "P1D")!), minRationale: .all(80))
      }, document: { $0.date = Instant(rfc3339: "2025-01-01")! })
    #expect(judgement.findings.isEmpty)
  }

  @Test func `where counts are given per tier, the policy's gate asks the highest tier's`() {
    let judgement = changed({ fixture, _ in
      fixture.policy.tiers = [Tier(id: "low"), Tier(id: "high")]
      fixture.policy.policyGate?.approvals = .each(["low": 1, "high": 3])
    })
    #expect(judgement.policyChange?.required == 3)
    #expect(errors(judgement) == [.policyChangeUnapproved])
  }
}
