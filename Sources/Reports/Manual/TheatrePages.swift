extension Manual {
  static let theatre: [ManualPage] = [
    ManualPage(
      .rubberStampSpeed, "an approval came too fast to be a review",
      meaning: "So little time lies between the last change and the approval that nobody can have read it.",
      why: "A signature without a look is worth less than none: it hides that nobody looked.",
      example: "$ countersign audit --branch main",
      fix: "Talk to the reviewer. Dates are claims, so take it as a hint and not as a proof.",
      weight: "warning, in audits", isReported: false),
    ManualPage(
      .rubberStampBulk, "one person approved many models at once",
      meaning: "A reviewer gave approvals for many models within a short time, or in one commit.",
      why: "Ten reviews in one minute are no reviews.",
      example: "$ countersign audit --branch main",
      fix: "Spread the work over more reviewers, and let them review one by one.",
      weight: "warning, in audits", isReported: false),
    ManualPage(
      .rubberStampText, "approvals repeat the same rationale",
      meaning: "The same reviewer gives the same text as rationale for different models or versions.",
      why: "What fits every model says nothing about any.",
      example: """
        rationale: Reviewed, all good.
        """,
      fix: "Write what was looked at in this model.",
      weight: "warning, in audits", isReported: false),
    ManualPage(
      .reviewerNeverRejects, "a reviewer has never said no",
      meaning: "Over many decisions a reviewer has neither rejected nor set a condition.",
      why: "A gate that never closes is no gate. It may also be that the models are good.",
      example: "$ countersign audit --branch main",
      fix: "Look at a sample of the reviews together.",
      weight: "note, in audits", isReported: false),
    ManualPage(
      .reviewerReciprocal, "two people approve each other's models in turn",
      meaning: "Most approvals of one person are for the changes of another, and the other way round.",
      why: "A favour returned is not an independent view. It is reported, never refused.",
      example: "$ countersign audit --branch main",
      fix: "Let other people review from time to time.",
      weight: "note, in audits", isReported: false),
    ManualPage(
      .bypassDirect, "a change landed without a merge or a review",
      meaning: "A commit stands on the protected branch directly, not by way of a reviewed change.",
      why: "The check that CI would have run was not asked.",
      example: "$ countersign audit --branch main",
      fix: "Protect the branch on the forge, and install the server-side hook.",
      weight: "warning, in audits", isReported: false),
    ManualPage(
      .bypassUnreviewed, "a change landed although it was violated or undecided",
      meaning: "A transition in the history does not pass by the policy that held at the time, and landed.",
      why: "A check that can be overridden has to leave a trace.",
      example: "$ countersign audit --branch main --policy then",
      fix: "Find out who let it in, and have the model reviewed now.",
      weight: "error, in audits", isReported: false),
    ManualPage(
      .historyRewritten, "a protected branch was rewritten or deleted",
      meaning: "A push is not a fast-forward of a stage's branch, or would delete it.",
      why: "Who can rewrite the branch can unmake every approval and every finding on it.",
      example: """
        $ git push --force origin main        # refused by the server-side hook
        """,
      fix: "Push without force. To undo a change, revert it by a new commit.",
      weight: "error; violated", isReported: false),
  ]
}
