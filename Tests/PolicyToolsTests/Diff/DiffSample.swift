import Documents
import Governance
import PolicyTools

/// A policy and its people in which every field has a value; each test changes one thing.
enum DiffSample {
  static let policy = """
    apiVersion: countersign/v1
    kind: Policy
    version: 7
    repository: acme/models
    layout: {models: models/*}
    tiers: [{id: low}, {id: high}]
    stages:
      - {id: development}
      - {id: staging, branch: staging, after: development}
      - {id: production, branch: main, after: staging}
    card:
      require: {all: [purpose, owner], high: [limitations]}
      reject-placeholders: true
    gates:
      - id: technical
        title: Technical review
        stages: [staging, production]
        roles: [validator]
        approvals: {low: 1, high: 2}
        thresholds: [{metric: auc, min: 0.80}, {metric: auc, not-below-baseline: 0.01}]
        evidence: [{name: validation, signed-by: [ci], max-age: P30D}]
      - id: fairness
        roles: [fairness]
        tiers: [high]
        scope: [card.yaml, "evidence/*"]
        checklist:
          - {id: groups, text: Measured}
        thresholds: [{metric: parity, max: 0.10}]
      - {id: board, roles: [board], approvals: 3, distinct-teams: 2, after: [technical]}
      - {id: policy, applies-to: policy, roles: [maintainer], approvals: 2}
    separation-of-duties:
      approver-is-not-contributor: true
      approver-is-not-owner: true
      gates-per-person: 1
      distinct-teams: {high: 3}
      exclusive-roles: [[a, b, c]]
    signatures:
      contributions: required
      user-presence: required
      approvals: [commit]
    approvals:
      bind-policy: true
      expire: {low: P1Y, high: P180D}
      min-rationale: {high: 80}
    monitoring:
      every: {high: P30D}
      kpis-from: card
      stages: [production]
      reopens: [technical]
      signed-by: [ci]
      revalidate: {high: P1Y}
    waivers:
      roles: [board]
      approvals: 2
      max-duration: P30D
      ratify: {within: P7D, roles: [maintainer], approvals: 1}
    theatre:
      rubber-stamp-speed: {within: PT5M}
      rubber-stamp-bulk: {models: 5, within: PT10M}
      rubber-stamp-text: {uses: 3}
      reviewer-never-rejects: {decisions: 20}
      reviewer-reciprocal: {approvals: 5}

    """

  static let identities = """
    apiVersion: countersign/v1
    kind: Identities
    identities:
      - {id: alice, roles: [validator], keys: [{ssh: alice, from: 2025-01-01, until: 2027-01-01}]}
      - {id: bob, keys: [{ssh: bob, revoked: {at: 2026-03-01, reason: retired}}]}
      - {id: dora, teams: [retail], roles: [board], keys: [{ssh: dora}]}
      - id: kate
        roles: [fairness]
        delegates: [{to: erin, roles: [fairness], from: 2026-08-01, until: 2026-08-15}]
      - {id: kim, roles: [maintainer], keys: [{ssh: kim}]}
      - {id: erin, name: Erin, emails: [erin@example.com]}
      - {id: ci, kind: bot, roles: [ci]}

    """

  static func side(_ policy: String, _ identities: String) throws -> PolicyDiff.Side {
    let (policy, roster) = try LintSample.read(policy, identities)
    return PolicyDiff.Side(policy: policy, roster: roster)
  }

  /// What is told of which subject, in which direction, how often.
  static func directions(_ diff: PolicyDiff, reversed: Bool = false) -> [String: Int] {
    var counts: [String: Int] = [:]
    for difference in diff.differences {
      let direction = reversed ? difference.direction.reversed : difference.direction
      let values = [difference.before, difference.after].compactMap(\.self)
      let way = (reversed ? values.reversed() : values).joined(separator: " ")
      // A sentence is another one on the way back.
      let what = values.isEmpty ? "" : difference.what
      counts["\(direction) \(difference.subject) \(what) \(way)", default: 0] += 1
    }
    return counts
  }
}
