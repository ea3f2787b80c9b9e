extension Manual {
  static let gates: [ManualPage] = [
    ManualPage(
      .gateUnsatisfied, "a gate has fewer approvals than it needs",
      meaning: """
        Too few people with one of the gate's roles have given an approval that counts. Also reported where \
        no gate of the policy applies to a model in a gated stage, and where a gate's scope matches no file.
        """,
      why: "A gate is the review that the policy asks for. Without the people, it has not taken place.",
      example: """
        - {id: legal, roles: [counsel], approvals: 1, tiers: [medium, high]}
        # error[gate-unsatisfied]: gate legal needs 1 more approval by counsel
        """,
      fix: """
        Let one of the people that the report names review and approve: \
        `countersign approve MODEL --gate GATE`. The report also says why each approval that is there does \
        not count.
        """,
      weight: "error; violated"),
    ManualPage(
      .gateVetoed, "somebody who may judge the gate rejects the model",
      meaning: """
        A person with one of the gate's roles, of their own or delegated to them, signed `decision: reject` \
        for exactly what will land. It shuts the gate however many others approve. Deleting the file does not \
        withdraw it, and neither does another's approval in the reviewer's place.
        """,
      why: "Who found a reason to say no must not be outvoted, or made to vanish, by those who did not.",
      example: """
        decision: reject
        reviewer: grace
        rationale: the holdout leaks training rows
        """,
      fix: """
        Resolve what the reviewer objects to: any change of what the gate binds lifts the veto, and so does \
        the same person's `withdraw` or `approve`.
        """,
      weight: "error; violated"),
    ManualPage(
      .gateOrder, "a gate was approved before the gates it comes after",
      meaning: """
        The gate's `after` names gates that are not satisfied yet, or whose approvals were not yet in the \
        tree of the commit that brought this gate's approval.
        """,
      why: "Somebody who signs last signs for having seen what the others found.",
      example: """
        - {id: business, roles: [business-owner], after: [technical, legal]}
        """,
      fix: "Satisfy the earlier gates first; then let the reviewer approve anew on top of their approvals.",
      weight: "error; violated"),
    ManualPage(
      .thresholdUnmet, "a metric misses a bound that a gate sets",
      meaning: """
        A metric is below `min`, above `max`, falls further below base's value than `not-below-baseline` \
        allows, or is missing; or a test in the evidence failed. Where the gate asks for evidence the metric \
        is read from it, else from the card. Numbers are compared in decimal, as they are written.
        """,
      why: "Approvals cannot buy off a number that the policy has agreed on beforehand.",
      example: """
        thresholds:
          - {metric: auc, min: 0.80, slice: overall}
          - {metric: auc, not-below-baseline: 0.01}
        # error[threshold-unmet]: auc (overall) is 0.78, the policy asks for at
        #   least 0.80
        """,
      fix: """
        Improve the model, or measure what is missing. A bound that is wrong is changed by a change of the \
        policy.
        """,
      weight: "error, and violated; a note where there is no baseline to compare with"),
    ManualPage(
      .conditionUnmet, "an expression that a gate asks for does not hold",
      meaning:
        "A rule under a gate's `conditions` is false for the card, or reads a field that the card lacks.",
      why: "Some requirements are about how fields fit together, not about one number.",
      example: """
        conditions:
          - rule: card.fairness.all(f, f.assessed)
            message: every listed group needs an assessment
        """,
      fix: "Make the card say what the condition asks for, because it is so.",
      weight: "error; violated", isReported: false),
    ManualPage(
      .evidenceMissing, "a gate asks for evidence that is not there",
      meaning: """
        No readable report in the model's evidence/ directory has the name that the gate's `evidence` asks \
        for.
        """,
      why: "A metric that somebody typed into a card was not necessarily measured.",
      example: """
        # policy:   evidence: [{name: validation, signed-by: [ci-validator]}]
        # models/credit-scoring/evidence/validation.yaml
        apiVersion: countersign/v1
        kind: Evidence
        name: validation
        produced: 2026-11-19T08:00:00Z
        """,
      fix: "Run the validation, and let its identity commit the report, signed.",
      weight: "error; violated"),
    ManualPage(
      .evidenceStale, "evidence is too old, or about another artifact",
      meaning: """
        The report was `produced` longer ago than `max-age`, or claims a date in the future; or its \
        `artifact` is missing or none of those that the card lists.
        """,
      why: "Last year's validation of last year's weights says nothing about these.",
      example: """
        evidence: [{name: validation, max-age: P30D}]
        # error[evidence-stale]: evidence models/credit-scoring/evidence/
        #   validation.yaml was produced on 2026-06-01 and holds for P30D
        """,
      fix: "Run the validation again on the artifact that the card names.",
      weight: "error, and violated; a note where other evidence of that name is good"),
    ManualPage(
      .evidenceUntrusted, "evidence is not signed by somebody the gate trusts",
      meaning: """
        Neither the commit that brought the report nor a detached signature (.sig) beside it is signed by a \
        valid key of somebody in `signed-by` (a forge has to be named there); or the gate wants an `independent` producer and the producer changed the model. \
        Where the card lists no artifacts, a .sig alone does not count: nothing in the report says which model \
        it measured.
        """,
      why: "Who builds a model and reports on it alone can report anything.",
      example: """
        evidence: [{name: validation, signed-by: [ci-validator], independent: true}]
        """,
      fix: "Let one of the identities or roles in `signed-by` produce the report and commit it, signed.",
      weight: """
        error, and violated; a note where other evidence of that name is good; a warning for a bad .sig beside \
        a good commit
        """),
    ManualPage(
      .stageSkipped, "a model comes to a stage without having been at the one before",
      meaning: """
        The policy says that a stage comes `after` another, and neither did the model stand there at base \
        nor has the same content landed on that stage's branch. Or the card names a stage above that of the \
        branch.
        """,
      why: "What never ran in staging meets its first real traffic in production.",
      example: """
        stages:
          - {id: staging, branch: staging, after: development}
          - {id: production, branch: main, after: staging}
        """,
      fix:
        "Land the same content at the earlier stage first. Or set the card's `stage` to that of the branch.",
      weight: "error; violated"),
    ManualPage(
      .tierLowered, "a model's tier goes down",
      meaning: """
        The card at head declares a lower tier than at base. The transition is still judged by the higher \
        one; the lower counts from the next change on.
        """,
      why: "Calling a model harmless is the shortest way around its gates.",
      example: """
        tier: low        # was high at base
        """,
      fix: "Satisfy the gates of the higher tier once: their reviewers agree to the lower tier with that.",
      weight: "note where the higher tier's gates hold, else error and violated"),
  ]
}
