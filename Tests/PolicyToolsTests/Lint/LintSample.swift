import Documents
import Governance
import PolicyTools

/// A policy and its people without a mistake; each test changes one thing.
enum LintSample {
  static let now = Instant(rfc3339: "2026-11-20")!

  static let policy = """
    apiVersion: countersign/v1
    kind: Policy
    version: 7
    repository: acme/models
    tiers: [{id: low}, {id: high}]
    stages:
      - {id: development}
      - {id: staging, branch: staging, after: development}
      - {id: production, branch: main, after: staging}
    card:
      require: {all: [purpose], high: [limitations]}
    gates:
      - id: technical
        roles: [validator]
        approvals: {low: 1, high: 2}
        thresholds: [{metric: auc, min: 0.8}]
        evidence: [{name: validation, signed-by: [ci], max-age: P30D}]
      - {id: policy, applies-to: policy, roles: [maintainer], approvals: 2}
      - id: fairness
        roles: [fairness]
        tiers: [high]
        scope: [card.yaml, "evidence/**"]
        thresholds: [{metric: parity, max: 0.1}]
      - id: board
        roles: [board]
        approvals: 2
        distinct-teams: 2
        tiers: [high]
        after: [technical]
    separation-of-duties:
      gates-per-person: 1
      distinct-teams: {high: 3}
      exclusive-roles: [[validator, board]]
    approvals:
      expire: {low: P1Y, high: P180D}
      min-rationale: {high: 80}

    """

  static let identities = """
    apiVersion: countersign/v1
    kind: Identities
    identities:
      - {id: alice, teams: [risk], roles: [validator], keys: [{ssh: alice}]}
      - {id: bob, teams: [risk], roles: [validator], keys: [{ssh: bob}]}
      - {id: carol, teams: [ethics], roles: [fairness], keys: [{ssh: carol}]}
      - {id: dora, teams: [retail], roles: [board], keys: [{ssh: dora}]}
      - {id: emil, teams: [law], roles: [board], keys: [{ssh: emil}]}
      - {id: kim, roles: [maintainer], keys: [{ssh: kim}]}
      - {id: lee, roles: [maintainer], keys: [{ssh: lee}]}
      - {id: mona, roles: [maintainer], keys: [{ssh: mona}]}
      - {id: erin, emails: [erin@example.com], keys: [{ssh: erin}]}
      - {id: ci, kind: bot, roles: [ci], keys: [{ssh: ci}]}

    """

  private static var keys: KeyReader {
    KeyReader(
      ssh: { .success(KeyFingerprint($0)) }, openPGP: { .success(KeyFingerprint($0)) },
      x509: { .success(KeyFingerprint("\($0) \($1)")) })
  }

  static func read(
    _ policy: String, _ identities: String
  ) throws -> (policy: Policy, roster: Roster) {
    let read = try Policy.read(Array(policy.utf8), path: "policy.yaml")
    let gates = read.gates + (read.policyGate.map { [$0] } ?? [])
    let roster = try Roster.read(
      Array(identities.utf8), path: "identities.yaml", exclusiveRoles: read.separation.exclusiveRoles,
      gateRoles: gates.flatMap(\.roles), keys: keys)
    return (read, roster)
  }

  /// What is found, as `severity rule file:line`.
  static func found(
    _ policy: String = policy, _ identities: String = identities, certified: Set<IdentityID> = []
  ) throws -> [String] {
    try findings(policy, identities, certified: certified).map {
      "\($0.severity.rawValue) \($0.rule.rawValue) \($0.path):\($0.position?.line ?? 0)"
    }
  }

  static func findings(
    _ policy: String = policy, _ identities: String = identities, certified: Set<IdentityID> = []
  ) throws -> [LintFinding] {
    let (policy, roster) = try read(policy, identities)
    return PolicyLint(
      policy, roster, at: now, policyPath: "policy.yaml", rosterPath: "identities.yaml", certified: certified
    ).findings
  }
}

extension String {
  /// The text with one passage replaced, which has to be there.
  func with(_ old: String, _ new: String) -> String {
    precondition(contains(old), "the sample lacks \(old)")
    return String(replacing(old, with: new, maxReplacements: 1))
  }
}
