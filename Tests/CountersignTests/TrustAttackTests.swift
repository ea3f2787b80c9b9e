import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// Policy and trust: attacks by way of what a policy is applied to, and of where it comes from.
struct TrustAttackTests {
  // MARK: Tiers, stages, names

  private func fairnessForHigh() throws -> GovernedRepository {
    try GovernedRepository(
      approvals: [("technical", .alice), ("fairness", .grace)],
      policy: { $0.gates = [.technical, GateDraft.fairness.with { $0.tiers = ["high"] }, .policy] },
      card: { $0.tier = "high" })
  }

  @Test func `a tier lowered to slip a gate is judged as the higher tier`() throws {
    let repository = try fairnessForHigh()
    try repository.change { try $0.edit("models/scorer/card.yaml", "tier: high", to: "tier: low") }
    try repository.approve(by: .alice)
    let report = try repository.check()
    expectViolated(report, .tierLowered, .gateUnsatisfied)
    #expect(report.models.first?.tier == "high")
    try repository.approve(gate: "fairness", by: .grace)
    let approved = try repository.check()
    expectSatisfied(approved)
    #expect(approved.mentioned.contains(.tierLowered))
  }

  @Test func `a tier that is left out of the card is no way down`() throws {
    let repository = try fairnessForHigh()
    try repository.change { try $0.edit("models/scorer/card.yaml", "tier: high\n", to: "") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .tierLowered, .gateUnsatisfied)
  }

  @Test(arguments: ["High", "hi\u{67}\u{200B}h", "extreme"])
  func `a tier that the policy does not know is judged as the highest, and refused`(_ tier: String) throws {
    let repository = try fairnessForHigh()
    try repository.change { try $0.edit("models/scorer/card.yaml", "tier: high", to: "tier: \"\(tier)\"") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .documentInvalid)
  }

  @Test func `a stage lowered and raised again needs every gate for what it brings back`() throws {
    let repository = try GovernedRepository()
    try repository.change {
      try $0.edit("models/scorer/card.yaml", "stage: production", to: "stage: development")
    }
    // In development nobody has to approve.
    expectSatisfied(try repository.check())
    try repository.land()
    try repository.transition {
      try $0.edit("models/scorer/card.yaml", "stage: development", to: "stage: production")
    }
    expectViolated(try repository.check(), .gateUnsatisfied, .approvalStale)
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test func `a stage lowered and raised within one transition hides no change`() throws {
    let repository = try GovernedRepository()
    try repository.change {
      try $0.edit("models/scorer/card.yaml", "stage: production", to: "stage: development")
    }
    try repository.builder.edit("models/scorer/card.yaml", "stage: development", to: "stage: production")
    try repository.builder.commit("back to production", by: .erin)
    expectViolated(try repository.check(), .gateUnsatisfied)
  }

  @Test func `a stage above the branch's, and one that was skipped, are refused`() throws {
    let repository = try GovernedRepository(policy: {
      $0.stages = [
        "{id: development}", "{id: staging, branch: staging, after: development}",
        "{id: production, branch: main, after: staging}",
      ]
    })
    try repository.change()
    try repository.approve(by: .alice)
    expectViolated(try repository.check(branch: "staging"), .stageSkipped)
    try repository.transition("bring another", by: .erin) { _ in
      try repository.bring("other")
    }
    try repository.approve("other", by: .alice)
    expectViolated(try repository.check(), .stageSkipped)
  }

  @Test func `a renamed model takes no approval along`() throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.move("models/scorer", to: "models/ranker")
      try builder.edit("models/ranker/card.yaml", "id: scorer", to: "id: ranker")
    }
    let report = try repository.check()
    expectViolated(report, .gateUnsatisfied)
    #expect(report.mentioned.contains(.modelRemoved))
    try repository.approve("ranker", by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test func `a model renamed to slip the gates of its tier is judged as that tier`() throws {
    let repository = try fairnessForHigh()
    try repository.transition { builder in
      try builder.move("models/scorer", to: "models/ranker")
      try builder.edit("models/ranker/card.yaml", "id: scorer", to: "id: ranker")
      try builder.edit("models/ranker/card.yaml", "tier: high", to: "tier: low")
    }
    try repository.approve("ranker", by: .alice)
    expectViolated(try repository.check(), .tierLowered, .gateUnsatisfied)
    try repository.approve("ranker", gate: "fairness", by: .grace)
    expectSatisfied(try repository.check())
  }

  @Test func `a model renamed to lose its baseline is compared with what it was`() throws {
    let repository = try GovernedRepository(policy: {
      $0.gates = [
        GateDraft.technical.with { $0.thresholds = ["{metric: auc, not-below-baseline: 0.01}"] }, .policy,
      ]
    })
    try repository.transition { builder in
      try builder.move("models/scorer", to: "models/ranker")
      try builder.edit("models/ranker/card.yaml", "id: scorer", to: "id: ranker")
      try builder.edit("models/ranker/card.yaml", "value: 0.87", to: "value: 0.60")
    }
    try repository.approve("ranker", by: .alice)
    expectViolated(try repository.check(), .thresholdUnmet)
  }

  @Test func `a card that keeps the old id after a rename is refused`() throws {
    let repository = try GovernedRepository()
    try repository.transition { try $0.move("models/scorer", to: "models/ranker") }
    expectViolated(try repository.check(), .documentInvalid)
  }

  @Test func `a directory split off a model is a model of its own and needs a card`() throws {
    let repository = try GovernedRepository()
    try repository.transition { try $0.move("models/scorer/src", to: "models/scorer-code/src") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .cardMissing)
  }

  @Test func `weights moved out of the model's reach are missed`() throws {
    let repository = try GovernedRepository()
    try repository.transition { try $0.move("models/scorer/weights/model.csv", to: "shared/model.csv") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .artifactMismatch)
    try repository.builder.link("models/scorer/weights/model.csv", to: "../../../shared/model.csv")
    try repository.builder.commit("link them", by: .erin)
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .pathRefused)
  }

  @Test func `a policy that matches no gate at a gated stage lets nothing through`() throws {
    let repository = try GovernedRepository(
      approvals: [], policy: { $0.gates = [GateDraft.technical.with { $0.tiers = ["high"] }, .policy] })
    try repository.change()
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .gateUnsatisfied)
  }

  @Test func `a scope that matches no file binds nothing and lets nothing through`() throws {
    let repository = try GovernedRepository(
      approvals: [], policy: { $0.gates = [GateDraft.technical.with { $0.scope = ["nowhere/*"] }, .policy] })
    try repository.change()
    try repository.approve(by: .alice) {
      $0.subject = (try? repository.builder.subjectDigest(of: "scorer", scope: ["nowhere/*"])) ?? ""
    }
    expectViolated(try repository.check(), .gateUnsatisfied)
  }

  @Test func `a branch that no stage names is wrong usage, never a pass`() throws {
    let repository = try GovernedRepository()
    try repository.change()
    for branch in ["mian", "Main", "refs/heads/main2", "", nil] {
      #expect(throws: UsageError.self) { try repository.check(branch: branch) }
    }
    expectViolated(try repository.check(branch: "refs/heads/main"), .gateUnsatisfied)
  }

  // MARK: The first policy

  @Test func `the first policy coming with the first model judges it`() throws {
    let repository = try GovernedRepository(approvals: [])
    let head = try #require(repository.builder.head)
    expectViolated(try repository.check(base: nil, root: repository.root), .gateUnsatisfied)
    try repository.approve(by: .erin)
    expectViolated(try repository.check(base: nil), .approvalByContributor)
    try repository.approve(by: .alice)
    let report = try repository.check(base: nil, root: repository.root)
    expectSatisfied(report)
    #expect(report.policy?.pinned == true)
    // Alone, a policy lands without a gate; unpinned, that is said.
    let first = try repository.check(base: nil, head: repository.root.hex)
    expectSatisfied(first)
    #expect(first.mentioned.contains(.rootUnpinned))
    #expect(head != repository.root)
  }

  @Test func `no policy at base nor head is undecided`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.checkOut(commit: repository.root)
    try builder.remove("policies")
    let bare = try builder.commit("no policy", by: .erin)
    try builder.write("models/scorer/card.yaml", CardDraft(id: "scorer").yaml)
    try builder.commit("bring a model", by: .erin)
    expectUndecided(try repository.check(base: bare.hex), .policyMissing)
  }

  @Test func `a history that does not descend from the pinned root is undecided`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    let genuine = repository.root
    // The same policy in a history of the attacker's own.
    let forged = try builder.commit("bring the policy", by: .mallory, parents: [])
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.9")
    try builder.commit("tune", by: .erin)
    expectUndecided(try repository.check(base: forged.hex, root: genuine), .rootMismatch)
    expectUndecided(try repository.check(base: nil, root: genuine), .rootMismatch)
  }

  @Test func `where a policy was deleted from a pinned history, the next one is not the first`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.branch("deleted", from: "main")
    try builder.remove("policies")
    try builder.commit("no policy", by: .erin)
    try builder.branch("change", from: "deleted")
    try builder.write("policies/policy.yaml", PolicyDraft { $0.gates = [.security] }.yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.commit("bring a policy", by: .erin)
    let report = try repository.check(base: "deleted", root: repository.root)
    #expect(report.verdict == .undecided, Comment(rawValue: report.summary))
  }

  @Test func `a revision that is no commit at all pins nothing`() throws {
    let repository = try GovernedRepository()
    try repository.change()
    let request = Check.Request(base: "main", head: "HEAD", branch: "main", root: "nowhere")
    #expect(throws: UsageError.self) {
      try Check(request, clock: repository.now).report(in: Repository(at: repository.builder.path))
    }
  }

  // MARK: A branch that starts from nothing

  @Test func `a policy of the pusher's own does not judge a new branch of a pinned history`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.branch("rogue", from: "main")
    try builder.write(
      "policies/policy.yaml",
      PolicyDraft {
        $0.version = 2
        $0.gates = [GateDraft("technical", roles: ["nobody"]) { $0.stages = ["staging"] }, .policy]
      }.yaml)
    try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=9.9")
    try builder.commit("bring a policy of mine", by: .erin)
    let report = try repository.check(base: nil, root: repository.root)
    expectViolated(report, .policyChangeUnapproved, .gateUnsatisfied)
    #expect(report.policy?.commit == CommitID(repository.root.hex))
  }

  @Test func `an honest new branch is judged by the pinned policy, from the root on`() throws {
    let repository = try GovernedRepository()
    let report = try repository.check(base: nil, root: repository.root)
    expectSatisfied(report)
    #expect(report.models.first?.gates.first?.counted == ["alice"])
    #expect(report.models.first?.contributors == ["erin"])
  }

  @Test func `a root that holds no policy pins nothing`() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    try builder.checkOut(commit: repository.root)
    try builder.remove("policies")
    let bare = try builder.commit("no policy", by: .erin, parents: [])
    try builder.write("policies/policy.yaml", PolicyDraft { $0.gates = [.security] }.yaml)
    try builder.write("policies/identities.yaml", IdentitiesDraft(.test).yaml)
    try builder.commit("bring a policy", by: .erin)
    expectUndecided(try repository.check(base: nil, root: bare), .rootMismatch)
  }

  // MARK: Removal and owners

  @Test(arguments: [Signing.unsigned, .by(.mallory)])
  func `a model is not removed by nobody`(_ signing: Signing) throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.builder.remove("models/scorer")
    try repository.builder.commit("tidy up", by: .erin, signed: signing)
    let report = try repository.check()
    #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    #expect(!report.broken.isDisjoint(with: [.signatureMissing, .signerUnknown]))
  }

  @Test func `a model that its people remove is noted, and a file in a model's place is no model`() throws {
    let repository = try GovernedRepository()
    try repository.transition { try $0.remove("models/scorer") }
    let report = try repository.check()
    expectSatisfied(report)
    #expect(report.mentioned.contains(.modelRemoved))
  }

  @Test func `an owner whom nobody knows answers for nothing`() throws {
    let repository = try GovernedRepository()
    try repository.change { try $0.edit("models/scorer/card.yaml", "owner: dana", to: "owner: ghost") }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .cardIncomplete)
  }

  // MARK: Waivers

  @Test func `a waiver lifts nothing where the policy allows none`() throws {
    let repository = try GovernedRepository()
    try repository.change { builder in
      try builder.write(
        "models/scorer/waivers/w1.yaml",
        "apiVersion: countersign/v1\nkind: Waiver\nrepository: acme/models\nmodel: scorer\ngate: technical\n")
    }
    expectViolated(try repository.check(), .gateUnsatisfied)
  }
}
