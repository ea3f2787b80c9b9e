extension Manual {
  static let waivers: [ManualPage] = [
    ManualPage(
      .waiverUsed, "a gate is lifted by a waiver",
      meaning: """
        A signed waiver in the model's waivers/ directory lifts what a gate asks for: approvals and their order, \
        thresholds, conditions, evidence. It never lifts a veto, nor a rule about signatures, history, the card or \
        the policy, nor the teams that a model's approvals have to come from. Each approver signs the file itself, \
        as waivers/<name>.yaml.<identity>.sig (ssh-keygen -Y sign -n countersign-approval@v1). Where the policy asks \
        for it (`ratify`), others confirm it afterwards, as waivers/<name>.yaml.<identity>.ratified.sig (-n \
        countersign-ratification@v1), before `within` is over; confirmed later, it counts again from then on. One \
        that its gate does not need is told as well.
        """,
      why: "An exception may be needed. It must have names under it, an end, and be seen in every report.",
      example: """
        kind: Waiver
        gate: security
        reason: the scanner vendor is down until Friday
        issued: 2026-11-20
        expires: 2026-12-20
        approvers: [kim, lee]
        """,
      fix: "Nothing to fix, but satisfy the gate before the waiver expires.",
      weight: "note; changes no verdict, and is always shown"),
    ManualPage(
      .waiverInvalid, "a waiver does not count",
      meaning: """
        The policy has no `waivers`, or it was signed by too few people who hold one of `waivers.roles` themselves \
        (a delegation lends no right to waive), by contributors, developers or the owner; or it was given for \
        another model, stage, repository or content, is dated in the future, lasts longer than `max-duration`, was \
        issued before a breach that it would excuse, or had been taken away before.
        """,
      why: "A way around the gates must not be easier than the gates.",
      example: """
        waivers:
          roles: [board]
          approvals: 2
          max-duration: P30D
          ratify: {within: P7D, roles: [auditor]}
        """,
      fix: "Let the people the policy names sign a waiver for what will land, or satisfy the gate.",
      weight: "error where the gate needs it, else a note"),
    ManualPage(
      .waiverExpired, "a waiver has expired",
      meaning: """
        The waiver's `expires` has passed at the moment of judgement, or it was not ratified within the time that \
        the policy's `waivers.ratify` gives.
        """,
      why: "An exception without an end is a rule.",
      example: """
        expires: 2026-12-20
        """,
      fix: "Satisfy the gate. If that is still impossible, a new waiver has to be signed.",
      weight: "error where the gate needs it, else a note"),
  ]
}
