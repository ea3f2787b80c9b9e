extension Manual {
  static let separation: [ManualPage] = [
    ManualPage(
      .separationPerson, "one person fills two slots",
      meaning: """
        Two approvals come from one person: by two keys, two files, or as somebody's delegate. They count \
        once, and the gate shows as one approval short.
        """,
      why: "Four eyes are two people, not two laptops.",
      example: """
        - id: alice
          keys:
            - {ssh: "ssh-ed25519 AAAA…"}
            - {ssh: "sk-ssh-ed25519@openssh.com AAAA…"}     # still one alice
        """,
      fix: "Ask another person.",
      weight: "error where the gate lacks the approval, else a note", isReported: false),
    ManualPage(
      .separationTeams, "the approvals come from too few teams",
      meaning: """
        A gate's `distinct-teams`, or that of `separation-of-duties` over all gates of a model, asks for \
        people of so many teams, and those who approved belong to fewer.
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
        An identity holds two roles of one set under `separation-of-duties.exclusive-roles`. The roster is \
        then refused as a whole, as identities-invalid.
        """,
      why: "Who builds models should not audit them, not even on different days.",
      example: """
        exclusive-roles: [[ml-engineer, counsel], [ml-engineer, auditor]]
        """,
      fix: "Take one of the roles away in policies/identities.yaml.",
      weight: "error; violated", isReported: false),
  ]
}
