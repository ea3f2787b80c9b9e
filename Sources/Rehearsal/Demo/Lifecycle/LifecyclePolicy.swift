/// The policy of the story of one model's life, written for people to read.
enum LifecyclePolicy {
  static let text = """
    # What a model of Acme has to pass before it serves customers, and how it is watched while it does.
    apiVersion: countersign/v1
    kind: Policy
    version: 1
    repository: acme/models
    layout: {models: models/*}
    tiers: [{id: high}]
    stages:
      - {id: development}
      - {id: production, branch: main}
      - {id: retired}

    gates:
      - id: technical
        title: Technical validation
        stages: [production]
        roles: [validator]

      # The scope names what the reviewer judges: what is not in it may change without asking again.
      - id: fairness
        title: Fairness and bias review
        stages: [production]
        roles: [fairness-reviewer]
        scope: [card.yaml]

      - {id: business, title: Business sign-off, stages: [production], roles: [business-owner]}
      - {id: farewell, title: Taking out of service, stages: [retired], roles: [counsel]}
      - {id: policy, title: Policy change, applies-to: policy, roles: [policy-maintainer], approvals: 2}

    # A report every 30 days, signed by the pipeline. A breach, or a report that is missing, opens two gates.
    monitoring:
      every: P30D
      signed-by: [ci]
      reopens: [technical, business]

    # A way around a gate for 30 days at most, by two of the board and counsel. The business confirms it.
    waivers:
      roles: [board, counsel]
      approvals: 2
      max-duration: P30D
      ratify: {within: P7D, roles: [business-owner]}

    signatures:
      contributions: required
      approvals: [commit]

    approvals:
      expire: P1Y

    """

  static let card = """
    apiVersion: countersign/v1
    kind: ModelCard
    id: credit-scoring
    name: Retail credit scoring
    version: 1.0.0
    stage: production
    tier: high
    owner: erin
    developers: [erin]
    purpose: Estimate how likely an applicant for a consumer loan is to default within a year
    intended-use:
      - Loans up to 20,000 EUR to private customers, as one input to the decision of a credit officer
    fairness:
      - {group: women, metric: demographic_parity_difference, value: 0.03, assessed: true}
    kpis:
      - {name: approval_rate, min: 0.2, max: 0.6, unit: ratio}
      - {name: default_rate, max: 0.04, unit: ratio}

    """

  static let code = """
    \"\"\"Score an application: above the cutoff, a credit officer looks twice.\"\"\"

    CUTOFF = 0.55


    def needs_second_look(probability_of_default: float) -> bool:
        return probability_of_default > CUTOFF

    """

  static let readme = """
    # The life of a model

    One model of a made-up company, from its approval to its retirement. `git log --graph` shows what happened,
    and each chapter ends with a tag; `countersign audit --at DATE` shows how the model stood on a day.

    The people's private keys are in `.git/demo-keys`, so that you can play every part:

        git as erin commit -m "…"      # commits and signs as Erin

    These keys are the same in every copy of this story, so everybody has them: never list them in a policy.

    """
}
