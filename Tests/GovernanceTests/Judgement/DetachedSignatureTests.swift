import Governance
import Testing

/// Approvals that Carol brought in her squash, each with a `.sig` beside it or without.
@Suite struct DetachedSignatureTests {
  private static let squash = Fixture.signed("carol")

  private func approved(
    by signed: Attribution = DetachedSignatureTests.squash, detached: Attribution?,
    accepted: Set<ApprovalSignature> = [.commit, .detached], _ edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.signatures.approvals = accepted
      $0.approve(by: "alice", signed: signed, detached: detached)
      edit(&$0)
    }
  }

  @Test func `an approval that its reviewer signed survives another's commit`() {
    let fixture = approved(detached: Fixture.signed("alice"))
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.gate()?.counted == ["alice"])
    #expect(approved(detached: nil).reasons() == [.approvalMisattributed])
  }

  @Test func `a detached signature counts where the commit has none`() {
    #expect(approved(by: .unsigned, detached: Fixture.signed("alice")).verdict == .satisfied)
    #expect(
      approved(by: .unsigned, detached: Fixture.signed("alice"), accepted: [.detached]).verdict == .satisfied)
  }

  @Test func `a detached signature counts for nothing where the policy does not list it`() {
    #expect(
      approved(detached: Fixture.signed("alice"), accepted: [.commit]).reasons() == [.approvalMisattributed])
    #expect(
      approved(by: .unsigned, detached: Fixture.signed("alice"), accepted: [.commit]).reasons() == [
        .approvalUnsigned
      ])
  }

  @Test func `a commit's signature counts for nothing where the policy does not list it`() {
    let own = approved(by: Fixture.signed("alice"), detached: nil, accepted: [.detached])
    #expect(own.reasons() == [.approvalUnsigned])
    #expect(own.judgement.findings.first?.help?.contains("countersign-approval@v1") == true)
    let broken = approved(by: Fixture.signed("alice"), detached: .invalid(reason: "x"), accepted: [.detached])
    #expect(broken.reasons() == [.signatureInvalid])
  }

  @Test(arguments: [
    (Attribution.malformed(reason: "x"), Rule.signatureMalformed), (.invalid(reason: "x"), .signatureInvalid),
    (.unsigned, .signatureMalformed), (.unexamined, .signatureInvalid),
    (.unknownSigner(key: nil, reason: nil), .signerUnknown), (Fixture.signed("alice", .expired), .keyExpired),
    (Fixture.signed("alice", .retired), .keyRetired),
    (Fixture.signed("alice", .compromised), .keyCompromised),
    (Fixture.signed("mallory"), .approvalMisattributed), (Fixture.signed("ci"), .approvalMisattributed),
    (Fixture.signed("forge"), .approvalMisattributed),
  ])
  func `a detached signature that is not good says why, and voids no good one of the commit`(
    _ detached: Attribution, _ rule: Rule
  ) {
    #expect(approved(detached: detached).reasons() == [rule])
    #expect(approved(by: .unsigned, detached: detached).reasons() == [rule])
    let beside = approved(by: Fixture.signed("alice"), detached: detached)
    #expect(beside.verdict == .satisfied)
    #expect(beside.gate()?.counted == ["alice"])
    #expect(beside.warnings == [rule])
    let ignored = approved(by: Fixture.signed("alice"), detached: detached, accepted: [.commit])
    #expect(ignored.judgement.findings.isEmpty)
  }

  @Test func `an approval file edited after it was signed does not count`() {
    // The `.sig` is Alice's, over other bytes; the edit is Mallory's.
    let edited = approved(by: Fixture.signed("mallory"), detached: .invalid(reason: "other bytes"))
    #expect(edited.reasons() == [.signatureInvalid])
    #expect(edited.verdict == .violated)
  }

  @Test func `an approval moved to another's name is not theirs, whoever signed the file`() {
    let moved = fixture(approvedBy: []) {
      $0.approve(
        by: "alice", holder: "bob", signed: DetachedSignatureTests.squash, detached: Fixture.signed("alice"))
    }
    #expect(moved.reasons() == [.approvalMisattributed])
  }

  @Test func `several approvals in one squash fill as many slots`() {
    let fixture = fixture(approvedBy: []) {
      $0.policy.gates[0].approvals = .all(2)
      for person: IdentityID in ["alice", "bob"] {
        $0.approve(
          by: person, in: "squash", signed: DetachedSignatureTests.squash, detached: Fixture.signed(person))
      }
    }
    #expect(fixture.judgement.findings.isEmpty)
    #expect(fixture.gate()?.counted == ["alice", "bob"])
  }

  @Test func `everything else is asked of a detached approval as well`() {
    func squashed(_ edit: @escaping (inout Approval) -> Void) -> Fixture {
      fixture(approvedBy: []) {
        $0.approve(
          by: "alice", signed: DetachedSignatureTests.squash, detached: Fixture.signed("alice"), edit)
      }
    }
    #expect(squashed { $0.stage = "staging" }.reasons() == [.approvalReplayed])
    #expect(squashed { $0.subject = "sha256:other" }.reasons() == [.approvalStale])
    #expect(squashed { $0.repository = "acme/other" }.reasons() == [.approvalReplayed])
  }

  // MARK: Which decision stands

  private static let noon = Instant(rfc3339: "2026-11-20T09:00:00Z")!

  /// Alice's decisions, as their dates, contents and signers come in history.
  private func decided(
    _ decisions: (Approval.Decision, minute: Int64, content: String, by: IdentityID)...,
    edit: (inout Fixture) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      for (index, (decision, minute, content, signer)) in decisions.enumerated() {
        $0.approve(
          by: "alice", in: CommitID("c\(index)"), signed: Fixture.signed(signer),
          detached: Fixture.signed("alice"), content: content
        ) {
          $0.decision = decision
          $0.date = Instant(seconds: DetachedSignatureTests.noon.seconds + minute * 60)
        }
      }
      edit(&$0)
    }
  }

  @Test func `a withdrawn approval that somebody puts back stays withdrawn`() {
    for (first, second): (IdentityID, IdentityID) in [
      ("alice", "alice"), ("carol", "carol"), ("alice", "carol"), ("carol", "alice"),
    ] {
      let fixture = decided(
        (.approve, 0, "yes", first), (.withdraw, 5, "no", second), (.approve, 0, "yes", "mallory"))
      #expect(fixture.verdict == .violated, "\(first), \(second)")
      #expect(fixture.gate()?.counted == [])
    }
  }

  @Test func `an approval from before a withdrawal stays withdrawn, though it was never seen before it`() {
    let fixture = decided((.withdraw, 5, "no", "alice"), (.approve, 0, "yes", "mallory"))
    #expect(fixture.verdict == .violated)
    #expect(fixture.reasons().contains(.approvalWithdrawn))
    let squashed = decided((.withdraw, 5, "no", "carol"), (.approve, 0, "yes", "carol"))
    #expect(squashed.verdict == .violated)
  }

  @Test func `an approval of the same second as the withdrawal stays withdrawn`() {
    #expect(decided((.withdraw, 5, "no", "carol"), (.approve, 5, "yes", "carol")).verdict == .violated)
    #expect(decided((.approve, 5, "yes", "carol"), (.withdraw, 5, "no", "carol")).verdict == .violated)
  }

  @Test func `a reviewer who approves again after a withdrawal approves`() {
    for signer: IdentityID in ["alice", "carol"] {
      let fixture = decided((.withdraw, 0, "no", "carol"), (.approve, 5, "yes", signer))
      #expect(fixture.verdict == .satisfied)
    }
  }

  @Test func `the reviewer's own commit is newer than what it was built on, whatever the dates`() {
    let fixture = decided((.approve, 9, "yes", "carol"), (.withdraw, 5, "no", "alice"))
    #expect(fixture.verdict == .violated)
    let again = decided((.withdraw, 9, "no", "carol"), (.approve, 5, "yes", "alice"))
    #expect(again.verdict == .satisfied)
  }

  @Test func `a rejection that somebody covers with an older approval stays a veto`() {
    let fixture = decided((.reject, 5, "no", "carol"), (.approve, 0, "yes", "mallory"))
    #expect(fixture.errors.contains(.gateVetoed))
    #expect(decided((.reject, 0, "no", "carol"), (.approve, 5, "yes", "carol")).verdict == .satisfied)
  }

  @Test func `an approval that base had and holds no more is dug out of history`() {
    let dug = decided((.approve, 0, "yes", "mallory")) { $0.approvals[0].stoodBefore = true }
    #expect(dug.reasons() == [.approvalReplayed])
    let own = decided((.approve, 0, "yes", "alice")) { $0.approvals[0].stoodBefore = true }
    #expect(own.verdict == .satisfied)
  }

  @Test func `a no counts by any signature of the reviewer's own, a yes by those of the policy`() {
    func judged(_ decision: Approval.Decision, _ signed: Attribution, _ detached: Attribution?) -> Fixture {
      fixture(approvedBy: ["bob"]) {
        $0.policy.signatures.approvals = [.commit]
        $0.approve(by: "alice", signed: signed, detached: detached) { $0.decision = decision }
      }
    }
    #expect(judged(.reject, DetachedSignatureTests.squash, Fixture.signed("alice")).verdict == .violated)
    #expect(judged(.reject, DetachedSignatureTests.squash, Fixture.signed("mallory")).verdict == .satisfied)
    let only = fixture(approvedBy: []) {
      $0.policy.signatures.approvals = [.detached]
      $0.approve(by: "bob", signed: .unsigned, detached: Fixture.signed("bob"))
      $0.approve(by: "alice") { $0.decision = .reject }
    }
    #expect(only.errors.contains(.gateVetoed))
    let lifted = fixture(approvedBy: []) {
      $0.policy.signatures.approvals = [.detached]
      $0.approve(by: "bob", signed: .unsigned, detached: Fixture.signed("bob"))
      $0.approve(by: "alice") { $0.decision = .reject }
      $0.approve(by: "alice")
    }
    #expect(lifted.errors.contains(.gateVetoed))
  }

  @Test func `a key that is valid only at a date that cannot be true decides nothing`() {
    func dated(_ until: String) -> Fixture {
      fixture(approvedBy: []) {
        $0.people[0].keys = [IdentityKey(fingerprint: "SHA256:alice", until: Instant(rfc3339: until)!)]
        $0.commit(
          "backdated", by: "carol", signed: DetachedSignatureTests.squash,
          committed: Instant(rfc3339: "2026-01-01")!)
        $0.approve(
          by: "alice", in: "backdated", signed: DetachedSignatureTests.squash,
          detached: Fixture.signed("alice"))
      }
    }
    #expect(dated("2026-06-01").errors == [.dateImplausible])
    #expect(dated("2027-06-01").warnings == [.dateImplausible])
    #expect(dated("2027-06-01").errors.isEmpty)
  }

  @Test func `a change of the policy is approved by detached signatures as well`() {
    var fixture = Fixture(approvedBy: ["alice"])
    fixture.base = ModelState(card: fixture.card, subject: fixture.subject)
    fixture.commit("squash", by: "carol")
    var change = PolicyChangeFacts(digest: "sha256:new", version: 8, contributions: ["change"])
    for approver: IdentityID in ["grace", "heidi"] {
      let approval = Approval(
        repository: "acme/models", model: nil, version: "8", gate: .policy, stage: nil, subject: "sha256:new",
        reviewer: approver, date: Fixture.now)
      change.approvals.append(
        ApprovalRecord(
          path: "policies/approvals/policy/\(approver).yaml", gate: .policy, holder: approver,
          content: approver.text, document: approval, commit: "squash", committed: Fixture.now,
          attribution: DetachedSignatureTests.squash, detached: Fixture.signed(approver)))
    }
    fixture.policyChange = change
    #expect(fixture.judgement.findings.isEmpty)
    fixture.policyChange?.approvals[1].detached = nil
    #expect(fixture.errors == [.approvalMisattributed, .policyChangeUnapproved])
  }
}
