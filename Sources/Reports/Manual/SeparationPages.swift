extension Manual {
  static let separation: [ManualPage] = [
    ManualPage(
      .separationPerson, "one person fills two slots",
      meaning: """
        Two approvals come from one person: one by somebody, the other by their delegate in their place, or \
        both by delegates of theirs. They count once. Who holds a role of the gate needs no delegation, and is \
        a person of their own. Two keys of one identity are one person in any case.
        """,
      why: "Four eyes are two people, not two laptops.",
      example: """
        - id: alice
          roles: [validator]
          delegates:             # until the 15th, bob and alice are one validator
            - {to: bob, roles: [validator], from: 2026-08-01, until: 2026-08-15}
        """,
      fix: "Ask another person.",
      weight: "error; violated"),
    ManualPage(
      .separationTeams, "the approvals come from too few teams",
      meaning: """
        A gate's `distinct-teams`, or that of `separation-of-duties` over all gates of a model, asks for \
        people of so many teams, and those who approved belong to fewer. Who approves in somebody's place \
        stands for the teams that both belong to.
        """,
      why: "People of one team share a manager, a deadline and a view of things.",
      example: """
        - {id: board, roles: [board], approvals: 3, distinct-teams: 3}
        """,
      fix: "Ask people of other teams; policies/identities.yaml says who belongs to which.",
      weight: "error; violated"),
    ManualPage(
      .separationGates, "one person would have to fill too many gates",
      meaning: """
        `separation-of-duties.gates-per-person` limits how many gates of one model a person fills in one \
        transition. People are assigned to gates so that as many slots as possible are filled; still one is \
        empty.
        """,
      why: "Gates are there to bring in different minds.",
      example: """
        separation-of-duties: {gates-per-person: 1}
        # error[separation-gates]: gate legal needs 1 more approval by counsel;
        #   kim approved, but already fills another gate of credit-scoring
        """,
      fix: "Ask one more person for either of the gates; the report names who could.",
      weight: "error; violated"),
    ManualPage(
      .separationRoles, "one person holds roles that exclude each other",
      meaning: """
        An identity holds two roles of one set under `separation-of-duties.exclusive-roles`, of its own or by \
        delegation. The roster is then refused as a whole, as identities-invalid.
        """,
      why: "Who builds models should not audit them, not even on different days.",
      example: """
        exclusive-roles: [[ml-engineer, counsel], [ml-engineer, auditor]]
        """,
      fix: "Take one of the roles away in policies/identities.yaml.",
      weight: "error; violated", isReported: false),
  ]
}
