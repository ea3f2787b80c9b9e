import Governance
import PolicyTools
import Testing

@Suite("The mistakes of a policy")
struct PolicyLintTests {
  private let policy = LintSample.policy
  private let people = LintSample.identities

  @Test func `a policy without a mistake is passed over in silence`() throws {
    #expect(try LintSample.found() == [])
  }

  @Test func `ids are kebab-case, and every message says what is the case and what to do`() throws {
    for rule in LintRule.allCases {
      #expect(rule.rawValue.allSatisfy { $0.isLowercase || $0 == "-" }, "\(rule)")
    }
    let findings = try LintSample.findings(
      policy.with("approvals: 2}", "approvals: 9}").with("[validator]", "[validator, tester, validator]"))
    #expect(findings.count == 3)
    for finding in findings {
      #expect(finding.help != nil && !finding.message.hasSuffix("."), "\(finding)")
      #expect(finding.position != nil)
    }
    #expect(findings.map(\.severity) == findings.map(\.severity).sorted(by: >))
  }

  // MARK: Where gates stand

  @Test func `a gated stage and tier without a gate lets nothing through`() throws {
    #expect(
      try LintSample.found(policy.with("    roles: [validator]", "    tiers: [high]\n    roles: [validator]"))
        .filter { $0.contains("stage-uncovered") }
        == [
          "error stage-uncovered policy.yaml:8", "error stage-uncovered policy.yaml:9",
        ])
    let bare = policy.with("gates:\n  - id: technical", "gates:\n  - id: other")
    #expect(throws: (any Error).self) { try LintSample.found(bare) }
  }

  @Test func `a stage beyond the last branch is never reached, nor are its gates`() throws {
    let found = try LintSample.found(
      policy.with("production, branch: main, after", "production, after")
        .with("    roles: [fairness]", "    stages: [production]\n    roles: [fairness]"))
    #expect(
      found == ["error stage-unreachable policy.yaml:9", "warning gate-unreachable policy.yaml:20"])
  }

  @Test func `a stage without a branch before one with a branch is reached`() throws {
    #expect(try LintSample.found(policy.with("staging, branch: staging, after", "staging, after")) == [])
  }

  @Test func `stages none of which has a branch are reached on any`() throws {
    #expect(
      try LintSample.found(policy.with("branch: staging, ", "").with("branch: main, ", "")) == [])
  }

  @Test func `an order between gates that never meet has no effect`() throws {
    let found = try LintSample.found(
      policy.with("teams: {high: 3}", "teams: 0").with(
        "    roles: [board]", "    stages: [staging]\n    roles: [board]"
      )
      .with("    roles: [fairness]", "    stages: [production]\n    after: [board]\n    roles: [fairness]"))
    #expect(found == ["warning order-without-effect policy.yaml:21"])
  }

  // MARK: Who is asked

  @Test func `more approvals than people who hold the role can never be given`() throws {
    let findings = try LintSample.findings(policy.with("high: 2}", "high: 3}"))
    #expect(findings.map(\.rule) == [.gateUnfillable])
    #expect(findings[0].position?.line == 15)
    #expect(findings[0].message.contains("in tier high"))
  }

  @Test func `nobody who holds the role fills no gate, and a bot is nobody`() throws {
    let found = try LintSample.found(
      policy, people.with("roles: [fairness], ", ""))
    #expect(found == ["error gate-unfillable policy.yaml:20"])
  }

  @Test func `people without a usable key fill no slot`() throws {
    let found = try LintSample.found(
      policy, people.with("{ssh: bob}", "{ssh: bob, revoked: {at: 2026-01-01, reason: retired}}"))
    #expect(found == ["error gate-unfillable policy.yaml:15", "warning keys-unusable identities.yaml:5"])
  }

  @Test func `a key that will count one day fills the slot, and is told of today`() throws {
    let found = try LintSample.found(policy, people.with("{ssh: bob}", "{ssh: bob, from: 2027-01-01}"))
    #expect(found == ["warning keys-unusable identities.yaml:5"])
  }

  @Test func `a key that counts beside a retired one is enough`() throws {
    let keys = "{ssh: bob, revoked: {at: 2026-01-01, reason: retired}}, {ssh: bob2}"
    #expect(try LintSample.found(policy, people.with("{ssh: bob}", keys)) == [])
  }

  @Test func `who has no key may act through a delegate, and may be certified by an authority`() throws {
    let keyless = people.with(", keys: [{ssh: bob}]", "")
    #expect(
      try LintSample.found(policy, keyless)
        == ["error gate-unfillable policy.yaml:15", "warning identity-without-key identities.yaml:5"])
    let lent = people.with(
      ", keys: [{ssh: bob}]",
      ", delegates: [{to: erin, roles: [validator], from: 2026-01-01, until: 2027-01-01}]")
    #expect(try LintSample.found(policy, lent) == ["warning identity-without-key identities.yaml:5"])
    #expect(
      try LintSample.found(policy, lent.with("2027-01-01", "2026-02-01"))
        == [
          "error gate-unfillable policy.yaml:15", "warning identity-without-key identities.yaml:5",
          "note delegation-over identities.yaml:5",
        ])
    #expect(try LintSample.found(policy, keyless, certified: ["bob"]) == [])
  }

  @Test func `distinct teams that the people do not come from can never be had`() throws {
    let found = try LintSample.found(policy, people.with("teams: [law]", "teams: [retail]"))
    #expect(found == ["error gate-unfillable policy.yaml:27"])
    #expect(
      try LintSample.found(policy, people.with("teams: [law], ", ""))
        == ["error gate-unfillable policy.yaml:27", "warning person-without-team identities.yaml:8"])
  }

  @Test func `distinct teams over all gates are asked of all people together`() throws {
    #expect(try LintSample.found(policy.with("{high: 3}", "{high: 4}")) == [])
    #expect(
      try LintSample.found(policy.with("{high: 3}", "{high: 5}"))
        == ["error slots-unfillable policy.yaml:32"])
  }

  @Test func `one person cannot fill two gates where one is the limit`() throws {
    let both = people.with(
      "  - {id: carol, teams: [ethics], roles: [fairness], keys: [{ssh: carol}]}\n", ""
    ).with("roles: [validator], keys: [{ssh: bob}]", "roles: [validator, fairness], keys: [{ssh: bob}]")
    let findings = try LintSample.findings(
      policy.with("distinct-teams: {high: 3}", "distinct-teams: 0"), both)
    #expect(findings.map(\.rule) == [.slotsUnfillable])
    #expect(findings[0].message.contains("need 5 approvals"))
    #expect(findings[0].position?.line == 31)
    #expect(
      try LintSample.found(
        policy.with("distinct-teams: {high: 3}", "distinct-teams: 0").with("person: 1", "person: 2"), both)
        == [])
  }

  @Test func `where everybody is needed at the gates, nobody is left to change a model`() throws {
    // Every identity approves something, and all of them are needed.
    let tight = """
      apiVersion: countersign/v1
      kind: Policy
      version: 1
      repository: acme/models
      stages: [{id: development}, {id: production}]
      gates:
        - {id: technical, roles: [validator], approvals: 2}
        - {id: policy, applies-to: policy, roles: [validator], approvals: 1}

      """
    let few = """
      apiVersion: countersign/v1
      kind: Identities
      identities:
        - {id: alice, roles: [validator], keys: [{ssh: alice}]}
        - {id: bob, roles: [validator], keys: [{ssh: bob}]}

      """
    #expect(try LintSample.found(tight, few) == ["error slots-unfillable policy.yaml:7"])
    #expect(try LintSample.found(tight, few + "  - {id: carol}\n") == [])
  }

  // MARK: The policy itself

  @Test func `a policy without a gate of its own can never change`() throws {
    let line = "  - {id: policy, applies-to: policy, roles: [maintainer], approvals: 2}\n"
    #expect(
      try LintSample.found(policy.with(line, ""))
        == ["error policy-gate-missing policy.yaml:13", "note role-unused identities.yaml:9"])
  }

  @Test func `a policy gate that its authors cannot do without is told`() throws {
    let two = people.with("  - {id: mona, roles: [maintainer], keys: [{ssh: mona}]}\n", "")
    #expect(try LintSample.found(policy, two) == ["warning policy-authors-excluded policy.yaml:18"])
    let one = two.with("  - {id: lee, roles: [maintainer], keys: [{ssh: lee}]}\n", "")
    #expect(try LintSample.found(policy, one) == ["error gate-unfillable policy.yaml:18"])
  }

  // MARK: Roles

  @Test func `a role that nobody holds beside one that somebody holds is told`() throws {
    #expect(
      try LintSample.found(policy.with("roles: [validator]", "roles: [validator, tester]"))
        == ["warning role-unheld policy.yaml:14"])
  }

  @Test func `roles that nothing asks for are noted`() throws {
    #expect(
      try LintSample.found(
        policy.with("[[validator, board]]", "[[validator, auditor]]"),
        people.with("roles: [board]", "roles: [board, clerk]"))
        == ["note exclusive-role-unknown policy.yaml:33", "note role-unused identities.yaml:7"])
  }

  @Test func `a signer whose name is an identity's and others' role is told`() throws {
    #expect(
      try LintSample.found(policy, people.with("- {id: erin,", "- {id: erin, roles: [ci],"))
        == ["warning name-ambiguous identities.yaml:13"])
  }
}
