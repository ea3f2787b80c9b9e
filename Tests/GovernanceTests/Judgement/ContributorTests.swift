import Governance
import Testing

@Suite struct ContributorTests {
  @Test func `the signer of a change may not approve it`() {
    let fixture = fixture { $0.change(by: "erin", signed: Fixture.signed("alice")) }
    #expect(fixture.reasons() == [.approvalByContributor])
    #expect(fixture.model?.contributors == ["alice", "erin"])
  }

  @Test func `the author, the committer and co-authors of a change may not approve it`() {
    let email: EmailAddress = "alice@example.com"
    for edit: (inout Fixture) -> Void in [
      { $0.change(by: "erin", author: email) },
      { $0.change(by: "erin", committer: email) },
      { $0.change(by: "erin", coAuthors: ["nobody@example.com", email]) },
    ] {
      #expect(fixture(edit).reasons() == [.approvalByContributor])
    }
  }

  @Test func `e-mails are the same in any ASCII case, and in no other way`() {
    #expect(fixture { $0.change(by: "erin", coAuthors: ["ALICE@Example.COM"]) }.verdict == .violated)
    #expect(fixture { $0.change(by: "erin", coAuthors: ["alice@example.com."]) }.verdict == .satisfied)
    #expect(EmailAddress("\u{130}@x") != EmailAddress("i\u{307}@x"))
  }

  @Test func `a change that a forge signed is its author's and co-authors', not the committer's`() {
    let fixture = fixture {
      $0.change(
        by: "erin", signed: Fixture.signed("forge"), committer: "alice@example.com",
        coAuthors: ["farid@example.com"])
    }
    #expect(fixture.model?.contributors == ["erin", "farid"])
    #expect(fixture.verdict == .satisfied)
  }

  @Test func `a forge's signature that is not good excuses no committer`() {
    let fixture = fixture {
      $0.policy.signatures.contributions = .warning
      $0.change(by: "erin", signed: Fixture.signed("forge", .expired), committer: "alice@example.com")
    }
    #expect(fixture.reasons() == [.approvalByContributor])
  }

  @Test func `a signer whose key was not good is charged all the same`() {
    for state in KeyState.allCases {
      let fixture = fixture { $0.change(by: "erin", signed: Fixture.signed("alice", state)) }
      #expect(fixture.reasons() == [.approvalByContributor])
    }
  }

  @Test(arguments: [
    (Attribution.unsigned, Rule.signatureMissing), (.malformed(reason: "x"), .signatureMalformed),
    (.invalid(reason: "x"), .signatureInvalid),
    (.unknownSigner(key: "SHA256:k", reason: nil), .signerUnknown),
    (Fixture.signed("erin", .expired), .keyExpired), (Fixture.signed("erin", .retired), .keyRetired),
    (Fixture.signed("erin", .compromised), .keyCompromised),
  ])
  func `a change whose signature is not good is an error, or a warning where the policy only warns`(
    _ signed: Attribution, _ rule: Rule
  ) {
    let required = fixture { $0.change(by: "erin", signed: signed) }
    #expect(required.errors == [rule])
    let warned = fixture {
      $0.policy.signatures.contributions = .warning
      $0.change(by: "erin", signed: signed)
    }
    #expect(warned.verdict == .satisfied)
    #expect(warned.warnings == [rule])
    #expect(warned.model?.contributors == ["erin"])
  }

  @Test func `commits that are no contributions are charged to nobody`() {
    let fixture = fixture {
      $0.commit("elsewhere", by: "alice", signed: .unsigned)
    }
    #expect(fixture.verdict == .satisfied)
    #expect(fixture.model?.contributors == ["erin"])
  }

  @Test func `one who amends the card after approving is a contributor`() {
    let fixture = fixture {
      $0.commit("amend", by: "alice")
      $0.contributions.append("amend")
    }
    #expect(fixture.reasons() == [.approvalByContributor])
  }

  @Test func `a developer of the card never approves`() {
    let fixture = fixture { $0.card?.developers = ["farid", "alice"] }
    #expect(fixture.reasons() == [.approvalByContributor])
  }

  @Test func `the owner does not approve`() {
    #expect(fixture(approvedBy: ["dana"]).reasons("dana") == [.approvalByOwner])
  }

  @Test func `the switches lift what they name, and nothing else`() {
    let own = fixture(approvedBy: ["dana"]) { $0.policy.separation.approverIsNotOwner = false }
    #expect(own.verdict == .satisfied)
    let changed = fixture(approvedBy: ["erin"]) { $0.policy.separation.approverIsNotContributor = false }
    #expect(changed.verdict == .satisfied)
    let developed = fixture(approvedBy: ["farid"]) {
      $0.card?.developers = ["farid"]
      $0.policy.separation.approverIsNotContributor = false
    }
    #expect(developed.verdict == .satisfied)
    let other = fixture(approvedBy: ["dana"]) { $0.policy.separation.approverIsNotContributor = false }
    #expect(other.reasons("dana") == [.approvalByOwner])
  }

  @Test func `nobody who changed, developed or owns the model is named as a candidate`() {
    let fixture = fixture(approvedBy: []) { $0.card?.developers = ["farid"] }
    #expect(fixture.gate()?.candidates == ["alice", "bob"])
  }

  @Test func `nobody approves the change that takes them off the card`() {
    let owner = fixture { $0.base?.card?.owner = "alice" }
    #expect(owner.reasons() == [.approvalByOwner])
    let developer = fixture { $0.base?.card?.developers = ["alice"] }
    #expect(developer.reasons() == [.approvalByContributor])
  }

  @Test func `a change through a forge whose author nobody knows is charged to nobody, and so an error`() {
    let fixture = fixture {
      $0.change(by: "erin", signed: Fixture.signed("forge"), author: "private@users.forge.example")
    }
    #expect(fixture.errors == [.signerUnknown])
  }
}
