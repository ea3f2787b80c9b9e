extension Manual {
  static let policy: [ManualPage] = [
    ManualPage(
      .policyMissing, "there is no policy, neither at base nor at head",
      meaning: "Neither commit holds policies/policy.yaml, so there is nothing to judge by.",
      why: "A repository without a policy must not look like one that passes.",
      example: """
        # policies/policy.yaml
        apiVersion: countersign/v1
        kind: Policy
        version: 1
        repository: acme/models
        stages: [{id: production, branch: main}]
        gates:
          - {id: technical, roles: [validator]}
          - {id: policy, applies-to: policy, roles: [maintainer]}
        """,
      fix: """
        Write policies/policy.yaml and policies/identities.yaml. The change that brings the first policy is \
        judged by that policy itself and is the trust root: pin it with `--root`.
        """,
      weight: "error; undecided"),
    ManualPage(
      .policyInvalid, "policies/policy.yaml cannot be read as a policy",
      meaning: """
        The file is no strict YAML, has an unknown or duplicate key, lacks a required one, or contradicts \
        itself. Each problem is reported with its line and column.
        """,
      why: "A policy that is half understood is a policy that half applies.",
      example: """
        gates:
          - id: legal
            role: [counsel]      # unknown key `role`, did you mean `roles`?
        """,
      fix: """
        Mend what the finding names. If the policy at base is broken, nothing can be judged by it: go back \
        to the last commit where it loaded and start from there.
        """,
      weight: "error; violated if head brings the fault, undecided if it stands at base"),
    ManualPage(
      .identitiesInvalid, "policies/identities.yaml cannot be read as a roster",
      meaning: """
        The file is missing or faulty, or one key stands under two identities, two identities share an \
        e-mail address, one identity holds roles that exclude each other, a bot holds a role of a gate for \
        people, somebody delegates what they do not hold or for no limited time, or two identities, roles or teams have names that look alike, such as `alice` and `a1ice`.
        """,
      why: "Everything rests on knowing who holds which key. One key with two names is two people too many.",
      example: """
        identities:
          - {id: alice, emails: [team@example.com]}
          - {id: bob,   emails: [team@example.com]}     # whose commits are these?
        """,
      fix: "Mend what the finding names; each identity needs keys and e-mail addresses of its own.",
      weight: "error; violated if head brings the fault, undecided if it stands at base"),
    ManualPage(
      .policyChangeUnapproved, "the policy changes without the approvals that this takes",
      meaning: """
        Something under policies/ changes, approvals left out, and the gate with `applies-to: policy` at \
        base is not satisfied: by people with its roles who did not write the change, for exactly the files \
        that will land. Without such a gate at base every change of the policy is refused.
        """,
      why: "Who can change the rules alone is bound by none of them.",
      example: """
        # policies/approvals/policy/kim.yaml
        kind: Approval
        gate: policy
        subject: sha256:…        # digest of policies/, approvals left out
        decision: approve
        reviewer: kim
        """,
      fix: """
        Let enough people with the gate's roles approve the change, each by a signed commit or a detached \
        signature. A policy loosened in a change never helps that same change: land the policy first.
        """,
      weight: "error; violated"),
    ManualPage(
      .policyVersion, "the policy changes, but its version does not grow",
      meaning: """
        A change under policies/, approvals left out, needs a `version` in policies/policy.yaml that is \
        higher than at base; a change of identities or keys too.
        """,
      why: """
        Reports and approvals name the policy by its version. Two policies with one number cannot be told \
        apart.
        """,
      example: """
        version: 8        # was 7 at base
        """,
      fix: "Set `version` in policies/policy.yaml to one more than at base.",
      weight: "error; violated"),
    ManualPage(
      .rootUnpinned, "the trust root is not pinned",
      meaning: """
        No `--root` was given. The policy at base is believed because it stands there, and for no other \
        reason.
        """,
      why: "Whoever can rewrite the branch can rewrite the policy on it, and the report would not show it.",
      example: """
        $ git log --diff-filter=A --format=%H -- policies/policy.yaml
        8c1d0f2a77…
        $ countersign check … --root 8c1d0f2a77…
        """,
      fix: """
        Give the commit that brought the first policy as `--root`, from a place that whoever pushes to the \
        repository cannot change, such as the CI's protected settings. On a server with hooks, let its owner set \
        it: `git config countersign.root <commit>`.
        """,
      weight: "note; an error in a hook, for a new protected branch where another one holds a policy"),
  ]
}
