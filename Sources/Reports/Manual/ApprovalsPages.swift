extension Manual {
  private static let approvalWeight = "error where the gate lacks the approval, else a note"

  static let approvals: [ManualPage] = [
    ManualPage(
      .approvalStale, "an approval was given for other content than what will land",
      meaning: """
        The approval's `subject` is not the digest of the model in the tree that will land, limited to the \
        gate's scope where it has one. With `approvals.bind-policy: true`, another `policy` makes it stale \
        too.
        """,
      why: "A model that changes after the review has not been reviewed.",
      example: """
        $ countersign digest credit-scoring --gate fairness
        sha256:9f86d081…
        subject: sha256:5e884898…        # what the reviewer saw
        """,
      fix: """
        Let the reviewer look at what changed and approve anew. A `scope` on the gate keeps changes \
        elsewhere from making its approvals stale.
        """,
      weight: approvalWeight),
    ManualPage(
      .approvalUnsigned, "an approval is not signed",
      meaning: """
        The commit that brought exactly these bytes carries no signature, and no detached signature (.sig) \
        lies beside the file; or there is one, and the policy does not count it: `signatures.approvals` lists \
        `commit` and `detached` where the policy says nothing else.
        """,
      why: "A file that says `reviewer: grace` can be written by anybody.",
      example: """
        $ git add models/credit-scoring/approvals/fairness/grace.yaml
        $ git commit -S -m "Approve fairness of credit-scoring"
        """,
      fix: """
        Let the reviewer commit the file signed, or use `countersign approve`, which does. Or let the reviewer \
        sign the file itself, which survives squash and rebase: ssh-keygen -Y sign \
        -n countersign-approval@v1 -f KEY FILE, and add the .sig.
        """,
      weight: approvalWeight),
    ManualPage(
      .approvalMisattributed, "an approval names one person and is signed by another",
      meaning: """
        The signing key belongs to another identity than the approval's `reviewer`, or the file is named \
        after somebody else. A commit that a forge signed is nobody's approval, unless the policy takes the \
        forge's word (`signatures.approvals` lists `forge`): then it is its author's, and only its author's.
        """,
      why: "Nobody approves in somebody else's name, with the best of intentions or without.",
      example: """
        # signed by erin:
        reviewer: grace
        """,
      fix: """
        Let the reviewer commit the approval. Take care that squashing or rebasing does not put your \
        signature under it: detached signatures survive that.
        """,
      weight: approvalWeight),
    ManualPage(
      .approvalUnauthorised, "the reviewer may not judge this gate",
      meaning: """
        At base, the reviewer holds none of the gate's roles, is a bot or a forge, or is not in \
        policies/identities.yaml at all. A role that somebody delegates to the reviewer counts if the \
        approval's committer date is not before the delegation's `from` and before its `until`. A role that the same change hands out does not count yet.
        """,
      why: "A fairness review by somebody who does not know how to do one is a signature, not a review.",
      example: """
        - {id: fairness, roles: [fairness-reviewer], approvals: 1}
        """,
      fix: "Ask somebody who holds the role, or grant it by a change of the policy that lands first.",
      weight: approvalWeight),
    ManualPage(
      .approvalByContributor, "somebody approves their own change",
      meaning: """
        Between base and head the reviewer changed the model: as signer, author, committer or co-author of a \
        commit, or by what a merge brings from neither parent. People in the card's `developers` count as \
        well. Where the reviewer acts by a delegated role, so does what the person who delegated it changed. Committing evidence does not make a contributor.
        """,
      why: "Nobody sees the faults of their own work as well as somebody else does.",
      example: """
        error[approval-by-contributor]: erin's approval of gate technical does
          not count: erin changed what erin approves
        """,
      fix: "Somebody who did not change the model has to approve; the report names who could.",
      weight: approvalWeight + "; `separation-of-duties.approver-is-not-contributor: false` turns it off"),
    ManualPage(
      .approvalByOwner, "the owner of a model approves it",
      meaning:
        "The reviewer, or the person in whose place the reviewer approves, is the `owner` on the card.",
      why: "Who answers for the model's success should not be the one to say that it is safe.",
      example: """
        owner: dana              # card.yaml
        reviewer: dana           # approvals/business/dana.yaml
        """,
      fix: "Somebody other than the owner has to approve.",
      weight: approvalWeight + "; `separation-of-duties.approver-is-not-owner: false` turns it off"),
    ManualPage(
      .approvalReplayed, "an approval was given for something else",
      meaning: """
        It names another repository, model, gate, stage or version than where it lies; or it is an older \
        decision put back although the reviewer has decided anew; or it was dug out of history after base \
        had dropped it. What was put back or dug out may not land, needed or not, since base's approvals \
        are believed. A gate whose scope leaves the card out does not ask for the version.
        """,
      why: "A copied approval is a real signature in the wrong place.",
      example: """
        model: fraud-detection   # in models/credit-scoring/approvals/…
        """,
      fix: "Let the reviewer approve this very change.",
      weight: approvalWeight),
    ManualPage(
      .approvalExpired, "an approval is too old",
      meaning: """
        The policy lets approvals of this tier hold for a time, `approvals.expire`, and it is over, counted \
        from the approval's `date`. A date in the future does not count either, nor an approval with a condition \
        that is overdue, nor one that was given before a breach was known, or while a monitoring report is \
        missing, where the policy opens the gate again for that.
        """,
      why: "The world that a reviewer judged a model for does not stand still.",
      example: """
        approvals:
          expire: {medium: P1Y, high: P180D}
        """,
      fix: "Let somebody review the model again and approve it anew.",
      weight: approvalWeight),
    ManualPage(
      .approvalWithdrawn, "an approval was withdrawn by who gave it",
      meaning: """
        The reviewer's newest signed decision on the gate is `withdraw`, or the reviewer removed the file in \
        a signed commit. It stands even if somebody puts the older approval back, which may not land, needed \
        or not. Of decisions that were not \
        committed by the reviewer and count by a detached signature, the newest is the one with the latest \
        `date`; of two with the same date, the one that does not approve.
        """,
      why: "Whoever finds out that they were wrong must be able to say so, with effect.",
      example: """
        decision: withdraw
        reviewer: grace
        """,
      fix: "Ask the reviewer why. After that is settled a new approval is needed.",
      weight: approvalWeight),
    ManualPage(
      .checklistIncomplete, "an approval does not vouch for every item of the checklist",
      meaning: "The approval's `checklist` lacks the id of an item that the gate lists.",
      why: "The items are what a reviewer is asked to look at. An item left out was not looked at.",
      example: """
        # policy
        checklist: [{id: groups, text: Every protected group was measured}]
        # approval
        checklist: [groups]
        """,
      fix: "Let the reviewer check what is missing, and approve anew with the whole list.",
      weight: approvalWeight),
    ManualPage(
      .rationaleShort, "an approval does not say enough why",
      meaning: """
        The approval's `rationale`, without white space at its ends, has fewer characters than \
        `approvals.min-rationale` asks of the tier.
        """,
      why: "`LGTM` on a high-risk model tells an auditor nothing about what was reviewed.",
      example: """
        approvals:
          min-rationale: {high: 80}        # characters
        """,
      fix: "Let the reviewer write down what was looked at and why it is good enough.",
      weight: approvalWeight),
  ]
}
