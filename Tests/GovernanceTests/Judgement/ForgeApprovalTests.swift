import Governance
import Testing

/// Alice approves on the forge's pages: the forge signs the commit, and Alice is its author.
@Suite struct ForgeApprovalTests {
  private func approved(
    accepted: Set<ApprovalSignature> = [.commit, .forge], by reviewer: IdentityID = "alice",
    signed: Attribution = Fixture.signed("forge"), author: EmailAddress = "alice@example.com",
    committer: EmailAddress = "noreply@forge.example", coAuthors: [EmailAddress] = [],
    _ edit: (inout Approval) -> Void = { _ in }
  ) -> Fixture {
    fixture(approvedBy: []) {
      $0.policy.signatures.approvals = accepted
      $0.commit(
        "web", by: reviewer, signed: signed, author: author, committer: committer, coAuthors: coAuthors)
      $0.approve(by: reviewer, in: "web", signed: signed, edit)
    }
  }

  @Test func `an approval through a forge is its author's where the policy takes the forge's word`() {
    #expect(approved().judgement.findings.isEmpty)
    #expect(approved().gate()?.counted == ["alice"])
    #expect(approved(author: "Alice@Example.com").verdict == .satisfied)
  }

  @Test(arguments: [[ApprovalSignature.commit], [.commit, .detached], [.detached]])
  func `an approval through a forge is nobody's where the policy does not`(_ accepted: [ApprovalSignature]) {
    let fixture = approved(accepted: Set(accepted))
    #expect(fixture.reasons() == [accepted == [.detached] ? .approvalUnsigned : .approvalMisattributed])
    #expect(fixture.verdict == .violated)
  }

  @Test func `that the policy does not take the forge's word is said`() {
    let message = approved(accepted: [.commit]).judgement.findings.first?.message
    #expect(message?.contains("forge forge, whose word for its users the policy does not take") == true)
  }

  @Test func `co-authors and the committer approve nothing through a forge`() {
    #expect(
      approved(author: "carol@example.com", coAuthors: ["alice@example.com"]).reasons() == [
        .approvalMisattributed
      ])
    #expect(
      approved(author: "carol@example.com", committer: "alice@example.com").reasons() == [
        .approvalMisattributed
      ])
  }

  @Test(arguments: ["private@users.forge.example", "", "alice@example.com.", "noreply@forge.example"])
  func `an author whom the roster does not know, or the forge itself, approves nothing`(_ author: String) {
    #expect(approved(author: EmailAddress(author)).reasons() == [.approvalMisattributed])
  }

  @Test(arguments: [
    (KeyState.expired, Rule.keyExpired), (.retired, .keyRetired), (.compromised, .keyCompromised),
  ])
  func `a forge whose key was not good vouches for nobody`(_ state: KeyState, _ rule: Rule) {
    #expect(approved(signed: Fixture.signed("forge", state)).reasons() == [rule])
  }

  @Test func `a bot is no forge, whatever the policy takes`() {
    #expect(approved(signed: Fixture.signed("ci")).reasons() == [.approvalMisattributed])
    #expect(approved(signed: Fixture.signed("bob")).reasons() == [.approvalMisattributed])
  }

  @Test func `a forge and a bot fill no slot of their own, whoever the author is`() {
    #expect(
      approved(by: "forge", author: "noreply@forge.example").reasons("forge") == [.approvalUnauthorised])
    #expect(approved(by: "ci", author: "ci@example.com").reasons("ci") == [.approvalUnauthorised])
  }

  @Test func `where only a forge's word counts, a person's own commit does not`() {
    #expect(approved(accepted: [.forge], signed: Fixture.signed("alice")).reasons() == [.approvalUnsigned])
    #expect(approved(accepted: [.forge]).verdict == .satisfied)
  }

  @Test func `everything else is asked of an approval through a forge as well`() {
    #expect(approved { $0.subject = "sha256:other" }.reasons() == [.approvalStale])
    #expect(approved(by: "erin", author: "erin@example.com").reasons("erin") == [.approvalByContributor])
    #expect(approved(by: "carol", author: "carol@example.com").reasons("carol") == [.approvalUnauthorised])
  }

  @Test func `a rejection through a forge is a veto where the policy takes its word, else it is told`() {
    func judged(_ accepted: Set<ApprovalSignature>) -> Fixture {
      fixture(approvedBy: ["bob"]) {
        $0.policy.signatures.approvals = accepted
        $0.commit("web", by: "alice", signed: Fixture.signed("forge"))
        $0.approve(by: "alice", in: "web", signed: Fixture.signed("forge")) { $0.decision = .reject }
      }
    }
    #expect(judged([.commit, .forge]).errors == [.gateVetoed])
    #expect(judged([.commit]).errors.isEmpty)
    #expect(judged([.commit]).notes == [.approvalMisattributed])
  }

  @Test func `an approval through a forge that stands since base is its author's, if that is known`() {
    func standing(_ author: EmailAddress?) -> Fixture {
      fixture(approvedBy: []) {
        $0.policy.signatures.approvals = [.forge]
        $0.standing(by: "alice")
        $0.approvals[0].attribution = Fixture.signed("forge")
        $0.approvals[0].author = author
      }
    }
    #expect(standing("alice@example.com").verdict == .satisfied)
    #expect(standing("bob@example.com").reasons() == [.approvalMisattributed])
    #expect(standing(nil).reasons() == [.approvalMisattributed])
  }
}
