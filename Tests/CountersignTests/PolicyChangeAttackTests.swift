import GitHistory
import Governance
import Rehearsal
import Testing

/// Policy and trust: attacks by way of what judges.
struct PolicyChangeAttackTests {
  private func bounded(min: String) -> GateDraft {
    GateDraft.technical.with { $0.thresholds = ["{metric: auc, min: \(min)}"] }
  }

  @Test func `a change of the policy lands once two maintainers who did not write it approve`() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .kim)
    expectViolated(try repository.check(), .policyChangeUnapproved)
    try repository.approvePolicy(by: .alice)
    expectViolated(try repository.check(), .policyChangeUnapproved)
    try repository.approvePolicy(by: .judy)
    expectSatisfied(try repository.check())
  }

  @Test func `a policy weakened in the transition that profits does not help it, approved or not`() throws {
    let repository = try GovernedRepository { $0.gates = [bounded(min: "0.80"), .policy] }
    try repository.change { builder in
      try builder.edit("models/scorer/card.yaml", "value: 0.87", to: "value: 0.60")
      try repository.amendPolicy { $0.gates = [bounded(min: "0.50"), .policy] }
    }
    try repository.approve(by: .alice)
    expectViolated(try repository.check(), .thresholdUnmet, .policyChangeUnapproved)
    // Two maintainers agree; still the policy of base judges the model.
    try repository.approvePolicy(by: .judy, .kim)
    let approved = try repository.check()
    expectViolated(approved, .thresholdUnmet)
    #expect(!approved.broken.contains(.policyChangeUnapproved))
  }

  @Test func `once the weaker policy has landed by itself, it judges`() throws {
    let repository = try GovernedRepository { $0.gates = [bounded(min: "0.80"), .policy] }
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates = [bounded(min: "0.50"), .policy] }
    try repository.builder.commit("lower the bound", by: .erin)
    try repository.approvePolicy(by: .judy, .kim)
    expectSatisfied(try repository.check())
    try repository.land()
    try repository.change { try $0.edit("models/scorer/card.yaml", "value: 0.87", to: "value: 0.60") }
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }

  @Test func `a key listed for a reviewer in the transition that profits signs nothing in it`() throws {
    let repository = try GovernedRepository()
    var roster = IdentitiesDraft(.test)
    roster.change(.alice) { $0.keys.append(IdentitiesDraft.Key(Person.mallory.key.publicKey)) }
    try repository.change { builder in
      try builder.write("policies/identities.yaml", roster.yaml)
      try repository.amendPolicy()
    }
    try repository.approve(by: .alice, signed: .by(.mallory))
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .signerUnknown, .gateUnsatisfied)
  }

  @Test func `a role granted in the transition that profits fills no slot in it`() throws {
    let repository = try GovernedRepository()
    var roster = IdentitiesDraft(.test)
    roster.change(.heidi) { $0.roles.append("validator") }
    try repository.change { builder in
      try builder.write("policies/identities.yaml", roster.yaml)
      try repository.amendPolicy()
    }
    try repository.approve(by: .heidi)
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .approvalUnauthorised, .gateUnsatisfied)
  }

  @Test func `a change of identities or of another file of policies needs approval and a higher version`()
    throws
  {
    for path in ["policies/identities.yaml", "policies/notes.md"] as [GitPath] {
      let repository = try GovernedRepository()
      try repository.transition { builder in
        var roster = IdentitiesDraft(.test)
        roster.change(.erin) { $0.roles.append("fairness-reviewer") }
        try builder.write(path, path == "policies/notes.md" ? "notes\n" : roster.yaml)
      }
      try repository.approvePolicy(by: .judy, .kim)
      expectViolated(try repository.check(), .policyVersion)
      try repository.amendPolicy()
      try repository.builder.commit("count on", by: .erin)
      try repository.approvePolicy(by: .judy, .kim)
      expectSatisfied(try repository.check())
    }
  }

  @Test(arguments: [2, 3]) func `a policy whose version is unchanged or lowered is refused`(_ version: Int)
    throws
  {
    let repository = try GovernedRepository { $0.version = 3 }
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy {
      $0.version = version
      $0.gates.append(.security)
    }
    try repository.builder.commit("change the policy", by: .erin)
    try repository.approvePolicy(by: .judy, .kim) { $0.version = "\(version)" }
    expectViolated(try repository.check(), .policyVersion)
  }

  @Test(arguments: ["policies", "policies/policy.yaml", "policies/identities.yaml"])
  func `a policy is never deleted`(_ path: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { try $0.remove(GitPath(path)) }
    try repository.approvePolicy(by: .judy, .kim)
    let report = try repository.check()
    #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    #expect(!report.broken.isDisjoint(with: [.policyInvalid, .identitiesInvalid]))
  }

  @Test(arguments: ["policies/policy.yaml", "policies/identities.yaml", "policies/more.yaml"])
  func `a link in the place of the policy is refused, at head and then at base`(_ path: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.write("elsewhere.yaml", PolicyDraft().yaml)
      try builder.link(GitPath(path), to: "../elsewhere.yaml")
    }
    try repository.approvePolicy(by: .judy, .kim)
    let report = try repository.check()
    #expect(report.verdict == .violated, Comment(rawValue: report.summary))
    #expect(!report.broken.isDisjoint(with: [.policyInvalid, .identitiesInvalid]))
    try repository.land()
    try repository.change()
    try repository.approve(by: .alice)
    let next = try repository.check()
    #expect(next.verdict == .undecided, Comment(rawValue: next.summary))
  }

  @Test func `a link or a submodule in the place of the policies directory is refused`() throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try builder.move("policies", to: "elsewhere")
      try builder.link("policies", to: "elsewhere")
    }
    expectViolated(try repository.check(), .policyInvalid)
    try repository.transition { builder in
      try builder.remove("policies")
      try builder.submodule("policies", at: repository.root)
    }
    expectViolated(try repository.check(), .policyInvalid)
  }

  @Test func `a file in the place of a directory that digests leave out is not left out`() throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in try builder.write("policies/approvals", "smuggled\n") }
    expectViolated(try repository.check(), .policyVersion, .policyChangeUnapproved)
  }

  @Test func `whoever wrote the change does not approve it, nor does one person twice or a stranger`() throws
  {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .judy, coAuthors: [.kim])
    try repository.approvePolicy(by: .judy, .kim, .erin, .alice)
    let report = try repository.check()
    expectViolated(report, .policyChangeUnapproved, .approvalByContributor, .approvalUnauthorised)
    #expect(report.policyChange?.counted == ["alice"])
  }

  @Test func `approvals of a policy go stale when it is edited again`() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .erin)
    try repository.approvePolicy(by: .judy, .kim)
    try repository.builder.edit("policies/policy.yaml", "security-reviewer", to: "ml-engineer")
    try repository.builder.commit("tidy up", by: .erin)
    expectViolated(try repository.check(), .policyChangeUnapproved, .approvalStale)
  }

  @Test func `approvals of one version do not serve another repository's policy or a later version`() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .erin)
    try repository.approvePolicy(by: .judy) { $0.repository = "acme/other" }
    try repository.approvePolicy(by: .kim) { $0.version = "1" }
    expectViolated(try repository.check(), .policyChangeUnapproved, .approvalReplayed)
  }

  @Test func `an approval of a model does not pass for one of the policy`() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .erin)
    try repository.approvePolicy(by: .judy, .kim) {
      $0.model = "scorer"
      $0.stage = "production"
    }
    let report = try repository.check()
    expectViolated(report, .policyChangeUnapproved)
    #expect(report.mentioned.contains(.documentInvalid))
  }

  @Test func `an unsigned change of the policy is refused, whoever approves it`() throws {
    let repository = try GovernedRepository { $0.sections = [("signatures", "{contributions: warn}")] }
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.security) }
    try repository.builder.commit("ask for security", by: .erin, signed: .unsigned)
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .signatureMissing)
  }

  @Test func `a policy smuggled in by a merge commit is its signer's change`() throws {
    let repository = try GovernedRepository()
    try repository.builder.branch("side", from: "main")
    try repository.builder.write("README.md", "hello\n")
    try repository.builder.commit("say hello", by: .erin)
    try repository.builder.branch("change", from: "main")
    try repository.builder.write("NOTES.md", "notes\n")
    try repository.builder.commit("take notes", by: .erin)
    try repository.builder.merge("side", by: .judy) { builder throws(RehearsalError) in
      try builder.edit("policies/policy.yaml", "version: 1", to: "version: 2")
      try builder.edit("policies/policy.yaml", "approvals: 2", to: "approvals: 1")
    }
    try repository.approvePolicy(by: .judy, .alice) { $0.version = "2" }
    expectViolated(try repository.check(), .policyChangeUnapproved, .approvalByContributor)
    try repository.approvePolicy(by: .kim) { $0.version = "2" }
    expectSatisfied(try repository.check())
  }

  @Test func `without a gate for the policy every change of it is refused`() throws {
    let repository = try GovernedRepository { $0.gates = [.technical] }
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy { $0.gates.append(.policy) }
    try repository.builder.commit("allow changes", by: .kim)
    try repository.approvePolicy(by: .judy, .alice)
    expectViolated(try repository.check(), .policyChangeUnapproved)
  }

  @Test func `a layout moved away from the models needs the policy's gate, and judges only afterwards`()
    throws
  {
    let repository = try GovernedRepository()
    try repository.change { builder in
      try repository.amendPolicy()
      try builder.edit("policies/policy.yaml", "models/*", to: "nothing/*")
    }
    let report = try repository.check()
    expectViolated(report, .policyChangeUnapproved, .gateUnsatisfied)
    #expect(report.models.map(\.id) == ["scorer"])
  }

  @Test func `a policy brought by head that does not load is violated, one at base leaves it undecided`()
    throws
  {
    let repository = try GovernedRepository()
    try repository.transition { try $0.edit("policies/policy.yaml", "gates:", to: "gate:") }
    expectViolated(try repository.check(), .policyInvalid)
    try repository.land()
    try repository.change()
    try repository.approve(by: .alice)
    expectUndecided(try repository.check(), .policyInvalid)
  }

  @Test(arguments: [
    "gatez: []\n", "waivers: {approvals: 2}\n", "monitoring: {reopens: [nothing]}\n",
    "monitoring: {evry: P30D}\n",
  ])
  func `a policy that asks for what cannot be judged is refused`(_ addition: String) throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try repository.amendPolicy()
      try builder.write("policies/policy.yaml", try builder.text("policies/policy.yaml") + addition)
    }
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .policyInvalid)
  }

  @Test(arguments: [
    ("approvals: [commit]", "approvals: []"), ("approvals: [commit]", "approvals: [commits]"),
    ("roles: [ml-engineer, validator]", "roles: [validator]\n    when: \"card.domian == 'credit'\""),
    (
      "roles: [ml-engineer, validator]",
      "roles: [validator]\n    conditions: [{rule: \"true &&\", message: m}]"
    ),
    ("  - id: high\n", "  - id: high\n    when: tier == 'low'\n"),
  ])
  func `signatures that there are none of and rules that are none are refused, not skipped`(
    _ old: String, _ new: String
  )
    throws
  {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try repository.amendPolicy()
      try builder.edit("policies/policy.yaml", old, to: new)
    }
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .policyInvalid)
  }

  @Test(arguments: [
    "delegates: [{to: erin, roles: [counsel], from: 2026-01-01, until: 2027-01-01}]",
    "roles: [board]\n    delegates: [{to: erin, roles: [board]}]",
    "keys: [{openpgp: keys/judy.asc}]", "keys: [{x509: {issuer: i}}]",
  ])
  func
    `delegations of what one lacks or without an end and keys that cannot be read are refused, not skipped`(
      _ entry: String
    ) throws
  {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try repository.amendPolicy()
      try builder.write(
        "policies/identities.yaml",
        try builder.text("policies/identities.yaml") + "  - id: noor\n    \(entry)\n")
    }
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .identitiesInvalid)
  }

  @Test func `a key that comes with the change it signs is nobody's, in allowed_signers too`() throws {
    let repository = try GovernedRepository()
    try repository.transition { builder in
      try repository.amendPolicy()
      try builder.write(
        "policies/allowed_signers", "alice@example.com \(Person.mallory.key.publicKey.text)\n")
      try builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.9")
    }
    try repository.approve(by: .alice, signed: .by(.mallory))
    try repository.approvePolicy(by: .judy, .kim)
    expectViolated(try repository.check(), .signerUnknown)
    // Her own key is still hers, and what was approved of the policy lands.
    try repository.approve(by: .alice)
    expectSatisfied(try repository.check())
  }
}
