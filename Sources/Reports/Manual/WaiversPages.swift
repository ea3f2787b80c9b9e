extension Manual {
  static let waivers: [ManualPage] = [
    ManualPage(
      .waiverUsed, "a gate is lifted by a waiver",
      meaning: """
        A signed waiver in the model's waivers/ directory lifts what a gate asks for: approvals, thresholds, \
        conditions, evidence. It never lifts a veto, or a rule about signatures, history or policy.
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
      weight: "note; changes no verdict, and is always shown", isReported: false),
    ManualPage(
      .waiverInvalid, "a waiver does not count",
      meaning: """
        It is signed by too few people with the policy's waiver roles, or by contributors, was given for \
        other content, is dated in the future, or lasts longer than `waivers.max-duration`.
        """,
      why: "A way around the gates must not be easier than the gates.",
      example: """
        waivers: {roles: [board], approvals: 2, max-duration: P30D}
        """,
      fix: "Let the people the policy names sign a waiver for what will land, or satisfy the gate.",
      weight: "error; violated", isReported: false),
    ManualPage(
      .waiverExpired, "a waiver has expired",
      meaning: "The waiver's `expires` has passed at the moment of judgement.",
      why: "An exception without an end is a rule.",
      example: """
        expires: 2026-12-20
        """,
      fix: "Satisfy the gate. If that is still impossible, a new waiver has to be signed.",
      weight: "error where the gate needs it, else a note", isReported: false),
  ]
}
