extension Manual {
  static let theatre: [ManualPage] = [
    ManualPage(
      .rubberStampSpeed, "an approval came too fast to be a review",
      meaning:
        "A person approved sooner after the newest change that the approval covers than the policy's threshold says, five minutes where it says nothing. Told once a person, with how often, of how many approvals, and the soonest. Changes of one's own are left out, and so is what is dated before the change. Of a gate with a scope the oldest change is taken.",
      why: "A signature without a look is worth less than none: it hides that nobody looked.",
      example: """
        theatre:
          rubber-stamp-speed: {within: PT5M}     # or: off
        """,
      fix:
        "Talk to the reviewer. Dates are claims, and a small change is quickly read: take it as a hint and not as a proof.",
      weight: "warning, in audits"),
    ManualPage(
      .rubberStampBulk, "one person approved many models at once",
      meaning:
        "A reviewer gave approvals for many models within a short time, or in one commit: five models in ten minutes where the policy says nothing. Told once a person, with how often, and the most models. Windows that overlap are one occasion.",
      why: "Ten reviews in one minute are no reviews.",
      example: """
        theatre:
          rubber-stamp-bulk: {models: 5, within: PT10M}     # or: off
        """,
      fix:
        "Spread the work over more reviewers, and let them sign one by one. Somebody may have read all day and signed in the evening.",
      weight: "warning, in audits"),
    ManualPage(
      .rubberStampText, "approvals repeat the same rationale",
      meaning:
        "The same reviewer gives the same text as rationale for several models or versions, three where the policy says nothing: the same bytes, but for white space at the ends. Told once a person, with the text that serves most.",
      why: "What fits every model says nothing about any.",
      example: """
        rationale: Reviewed, all good.

        theatre:
          rubber-stamp-text: {uses: 3}     # or: off
        """,
      fix: "Write what was looked at in this model.",
      weight: "warning, in audits"),
    ManualPage(
      .reviewerNeverRejects, "a reviewer has never said no",
      meaning:
        "Over many decisions, twenty where the policy says nothing, a reviewer has neither rejected nor withdrawn, nor set a condition. Decisions that were taken back or became stale later are seen as long as their commits landed.",
      why:
        "A gate that never closes is no gate. It may also be that the models are good, or that what was rejected never landed or was squashed.",
      example: """
        theatre:
          reviewer-never-rejects: {decisions: 20}     # or: off
        """,
      fix: "Look at a sample of the reviews together.",
      weight: "note, in audits"),
    ManualPage(
      .reviewerReciprocal, "two people approve each other's models in turn",
      meaning:
        "More than half of one person's approvals are for the changes of another, and the other way round, and each gave the other several, five where the policy says nothing. Changes by more than eight people are nobody's in particular.",
      why: "A favour returned is not an independent view. It is reported, never refused.",
      example: """
        theatre:
          reviewer-reciprocal: {approvals: 5}     # or: off
        """,
      fix: "Let other people review from time to time. In a team of two there is no other way.",
      weight: "note, in audits"),
    ManualPage(
      .bypassDirect, "a change landed without a merge or a review",
      meaning: "A commit stands on the protected branch directly, not by way of a reviewed change.",
      why: "The check that CI would have run was not asked.",
      example: "$ countersign audit --branch main",
      fix: "Protect the branch on the forge, and install the server-side hook.",
      weight: "warning, in audits"),
    ManualPage(
      .bypassUnreviewed, "a change landed although it was violated or undecided",
      meaning: "A transition in the history does not pass by the policy that held at the time, and landed.",
      why: "A check that can be overridden has to leave a trace.",
      example: "$ countersign audit --branch main --policy then",
      fix: "Find out who let it in, and have the model reviewed now.",
      weight: "error, in audits"),
    ManualPage(
      .historyRewritten, "a protected branch was rewritten or deleted",
      meaning:
        "A push is not a fast-forward of a stage's branch, or would delete it, or would do either to the record of checks (`refs/countersign/log`). In audits, and for `countersign record`: the branch does not contain what was recorded of it, since it was rolled back, forked or force-pushed; both ends are named. A merge with swapped parents, by which first-parent history passes by what was recorded, is a warning. Without a record, or before it began, an audit cannot tell.",
      why:
        "Who can rewrite the branch can unmake every approval and every finding on it. A record that is kept beside it, signed, shows that it was done.",
      example: """
        $ git push --force origin main        # refused by the server-side hook

        $ countersign record --branch main    # after each merge, in CI
        $ git push origin refs/countersign/log
        $ git fetch origin refs/countersign/log:refs/countersign/log
        $ countersign audit --log-tip 1a2b3c4d5e    # the last entry that you saw
        """,
      fix:
        "Push without force. To undo a change, revert it by a new commit. Where an audit found it, find out who did it, put back what was recorded, and keep the record: it cannot be seen from inside that its own end was cut off, so note its last entry and ask for it by --log-tip.",
      weight: "error; violated"),
  ]
}
