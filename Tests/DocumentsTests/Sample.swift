/// Documents that are read as they stand; each test changes one line.
enum Sample {
  static let digest = "sha256:" + String(repeating: "0a", count: 32)
  static let sha256 = String(repeating: "0b", count: 32)

  static let policy = """
    apiVersion: countersign/v1
    kind: Policy
    version: 7                     # grows with every change
    repository: acme/models        # named in every approval, so none can be replayed elsewhere
    layout: {models: models/*}
    tiers:
      - {id: low}
      - {id: medium}
      - id: high
    stages:
      - {id: development}
      - {id: staging, branch: staging, after: development}
      - {id: production, branch: main, after: staging}
    card:
      require: {all: [purpose, owner, license], high: [limitations, fairness, kpis]}
      reject-placeholders: true
    gates:
      - id: technical
        title: Technical review
        stages: [staging, production]        # default: every stage after the first
        tiers: [low, medium, high]           # default: all
        roles: [ml-engineer, validator]
        approvals: {low: 1, medium: 1, high: 2}
        thresholds:
          - {metric: auc, min: 0.80, slice: overall}
          - {metric: auc, not-below-baseline: 0.01}     # champion against challenger
        evidence: [{name: validation, signed-by: [ci-validator], max-age: P30D}]
      - id: fairness
        title: Fairness and bias review
        roles: [fairness-reviewer]
        approvals: 1
        scope: [card.yaml, "evidence/fairness*"]   # a change elsewhere leaves the approval standing
        checklist:
          - {id: groups, text: Every protected group in scope was measured}
        thresholds: [{metric: demographic_parity_difference, max: 0.10}]
      - {id: security, roles: [security-reviewer], approvals: 1}
      - {id: legal, roles: [counsel], approvals: 1, tiers: [medium, high]}
      - {id: business, roles: [business-owner], approvals: 1, after: [technical, fairness, security, legal]}
      - {id: board, roles: [board], approvals: 3, distinct-teams: 3, tiers: [high]}
      - {id: policy, applies-to: policy, roles: [policy-maintainer], approvals: 2}
    separation-of-duties:
      approver-is-not-contributor: true
      approver-is-not-owner: true
      gates-per-person: 1                    # per model and transition
      distinct-teams: {high: 3}
      exclusive-roles: [[ml-engineer, counsel], [ml-engineer, auditor]]
    signatures:
      contributions: required                # required | warn
      approvals: [commit]
    approvals:
      bind-policy: false                     # true: an approval given under another policy digest is stale
      expire: {low: P2Y, medium: P1Y, high: P180D}
      min-rationale: {high: 80}              # characters

    """

  static let identities = """
    apiVersion: countersign/v1
    kind: Identities
    identities:
      - id: alice
        name: Alice Example
        kind: person                 # person | bot | forge
        emails: [alice@example.com]
        teams: [risk]
        roles: [validator]
        keys:
          - {ssh: "ssh-ed25519 AAAAalice", from: 2025-01-01}
      - id: bob
        emails: [bob@example.com, b@example.org]
        keys:
          - {ssh: "sk-ssh-ed25519@openssh.com AAAAbob", revoked: {at: 2026-03-01, reason: retired}}   # retired | compromised
          - {ssh: "ssh-ed25519 AAAAbob2", until: 2027-01-01T00:00:00Z}
      - {id: ci, kind: bot, roles: [ci-validator]}

    """

  static let card = """
    apiVersion: countersign/v1
    kind: ModelCard
    id: credit-scoring
    name: Retail credit scoring
    version: 2.10
    stage: production
    tier: high
    domain: credit
    owner: dana                      # identity id
    developers: [erin, farid]        # identity ids: never approvers
    license: Apache-2.0
    purpose: Rank applications
    intended-use: [Pre-selection]
    out-of-scope-use: [Pricing]
    limitations: [Not for companies]
    artifacts:
      - {path: weights/model.onnx, sha256: \(sha256)}
      - {uri: "s3://models/x", sha256: \(sha256), size: 123}
    data: [{name: loans-2025, revision: 3, personal: true, license: internal}]
    metrics: [{name: auc, value: 0.87, slice: overall, split: test, ci: [0.85, 0.89], evidence: validation}]
    fairness: [{group: age<25, metric: demographic_parity_difference, value: 0.04, assessed: true}]
    security: {threat-model: docs/threats.md, adversarial-tests: [fgsm]}
    lineage: {base-model: none of ours, training-code: train.py, run: 17}
    kpis: [{name: approval_rate, min: 0.2, max: 0.6, unit: ratio}]
    x-anything: kept, never judged

    """

  static let approval = """
    apiVersion: countersign/v1
    kind: Approval
    repository: acme/models
    model: credit-scoring
    version: 2.1.0
    gate: fairness
    stage: production
    subject: \(digest)
    policy: \(digest)
    decision: approve                # approve | approve-with-conditions | reject | withdraw
    reviewer: alice
    date: 2026-11-20T10:00:00Z
    rationale: Every group was measured
    checklist: [groups]              # the items this reviewer vouches for
    evidence: [evidence/fairness.yaml]
    conditions: [{id: c1, text: Measure again, owner: erin, due: 2027-01-31}]

    """

  static let evidence = """
    apiVersion: countersign/v1
    kind: Evidence
    name: validation                 # what a gate's `evidence` asks for
    artifact: \(sha256)
    produced: 2026-11-19T08:00:00Z   # `max-age` counts from here
    tool: {name: acme-eval, version: 3.2.0, command: make validate}
    dataset: {name: loans-2025-holdout, revision: 4}
    metrics: [{name: auc, value: 0.87, slice: overall}]
    tests: [{name: robustness-noise, passed: true}]

    """
}
