/// The demo's policy, written for people to read and to play with.
enum DemoPolicy {
  /// - Parameters:
  ///   - version: 1 is the first.
  ///   - maxAge: how old evidence may be.
  ///   - parity: the largest difference between groups that the fairness gate accepts.
  static func text(version: Int, maxAge: String, parity: String = "0.10") -> String {
    """
    # What a model of Acme has to pass before it serves customers. `countersign check` enforces it on every
    # merge to main; `countersign explain MODEL` shows how a model stands.
    apiVersion: countersign/v1
    kind: Policy
    version: \(version)  # grows with every change of anything under policies/
    repository: acme/models  # stands in every approval, so that none can be replayed elsewhere

    layout: {models: models/*}  # every directory below models/ is one model

    # Risk classes, lowest first. A card declares one; it is never lowered without the higher tier's gates.
    tiers:
      - {id: low}
      - {id: medium}
      - {id: high}

    # Where a model stands. The first stage is free to work in; what comes after is gated.
    stages:
      - {id: development}
      - {id: production, branch: main, after: development}

    # What a card has to say. "TBD" and its like do not count.
    card:
      require:
        all: [purpose, owner, license, intended-use, metrics]
        medium: [limitations, data]
        high: [out-of-scope-use, fairness, security, kpis]
      reject-placeholders: true

    gates:
      # Does it work, and is it no worse than what runs today? Judged on the validation pipeline's own report,
      # never on what the card claims.
      - id: technical
        title: Technical validation
        roles: [ml-engineer, validator]
        approvals: {low: 1, medium: 1, high: 2}
        thresholds:
          - {metric: auc, min: 0.75}
          - {metric: auc, not-below-baseline: 0.01}  # champion against challenger
        evidence:
          - {name: validation, signed-by: [ci-validator], max-age: \(maxAge)}

      # Does it treat groups alike? The scope names what the reviewer judges: a change of the training code
      # leaves this approval standing, a new measurement does not.
      - id: fairness
        title: Fairness and bias review
        tiers: [medium, high]
        roles: [fairness-reviewer]
        approvals: 1
        scope: [card.yaml, "evidence/fairness*"]
        checklist:
          - {id: groups, text: Every protected group in scope was measured}
          - {id: proxies, text: Proxies of protected attributes were looked for}
        thresholds:
          - {metric: demographic_parity_difference, max: \(parity)}
        evidence:
          - {name: fairness, signed-by: [ci-validator], max-age: \(maxAge)}

      # Can it be fooled, poisoned or stolen?
      - {id: security, title: Security review, roles: [security-reviewer], approvals: 1}

      # May we? Purpose, data, licence and the rights of those concerned.
      - {id: legal, title: Legal review, tiers: [medium, high], roles: [counsel], approvals: 1}

      # Do we want to? Asked last, by somebody who has the other answers in front of them.
      - id: business
        title: Business sign-off
        roles: [business-owner]
        approvals: 1
        after: [technical, fairness, security, legal]

      # High risk is the board's to take.
      - {id: board, title: Board approval, tiers: [high], roles: [board], approvals: 1}

      # This file and identities.yaml change only with two maintainers who did not write the change.
      - {id: policy, title: Policy change, applies-to: policy, roles: [policy-maintainer], approvals: 2}

    separation-of-duties:
      approver-is-not-contributor: true
      approver-is-not-owner: true
      gates-per-person: 1  # for one model in one merge
      distinct-teams: {high: 5}
      exclusive-roles:
        - [ml-engineer, counsel]
        - [ml-engineer, fairness-reviewer]

    signatures:
      contributions: required
      approvals: [commit]  # an approval is signed by the commit that brings it

    approvals:
      bind-policy: false
      expire: {low: P2Y, medium: P1Y, high: P180D}
      min-rationale: {high: 80}  # characters

    """
  }
}
