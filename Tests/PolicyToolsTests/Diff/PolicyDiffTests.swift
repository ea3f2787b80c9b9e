import Governance
import PolicyTools
import Testing

@Suite("What a change of a policy does")
struct PolicyDiffTests {
  /// The differences as they are told, between the sample and the sample with some passages replaced.
  private func diff(
    _ changes: (String, String)..., people: [(String, String)] = []
  ) throws -> [String] {
    let before = DiffSample.policy
    let after = changes.reduce(before) { $0.with($1.0, $1.1) }
    let others = people.reduce(DiffSample.identities) { $0.with($1.0, $1.1) }
    let (old, new) = (
      try DiffSample.side(before, DiffSample.identities), try DiffSample.side(after, others)
    )
    let there = PolicyDiff(from: old, to: new)
    // Whatever it is, the way back is the same the other way round.
    let back = PolicyDiff(from: new, to: old)
    #expect(DiffSample.directions(there) == DiffSample.directions(back, reversed: true))
    #expect(PolicyDiff(from: new, to: new).differences.isEmpty)
    #expect(there.loosens == there.differences.contains { $0.direction == .loosens })
    return there.differences.map { "\($0.direction.rawValue) \($0.text())" }
  }

  @Test func `a policy does not differ from itself, nor from itself with other comments`() throws {
    #expect(try diff() == [])
    #expect(try diff(("version: 7", "version: 7   # still")) == [])
  }

  @Test func `loosenings stand first, whatever the order of the file`() throws {
    #expect(
      try diff(
        ("version: 7", "version: 8"), ("max: 0.10", "max: 0.05"),
        ("approvals: {low: 1, high: 2}", "approvals: 1"))
        == [
          "loosens gate technical: approvals in tier high 2 → 1",
          "tightens gate fairness: parity at most 0.10 → 0.05", "changes policy: version 7 → 8",
        ])
  }

  @Test(arguments: [
    (
      "acme/models", "acme/other",
      "changes policy: repository, which every approval names acme/models → acme/other"
    ),
    ("models/*", "teams/*", "changes policy: directories that are models models/* → teams/*"),
    (
      "rubber-stamp-speed: {within: PT5M}", "rubber-stamp-speed: {within: PT1M}",
      "loosens theatre: rubber-stamp-speed told of within PT5M → within PT1M"
    ),
    (
      "rubber-stamp-bulk: {models: 5, within: PT10M}", "rubber-stamp-bulk: {models: 4, within: PT20M}",
      "tightens theatre: rubber-stamp-bulk told of 5 models within PT10M → 4 models within PT20M"
    ),
    (
      "{models: 5, within: PT10M}", "{models: 9, within: PT20M}",
      "changes theatre: rubber-stamp-bulk told of 5 models within PT10M → 9 models within PT20M"
    ),
    (
      "{uses: 3}", "{uses: 5}",
      "loosens theatre: rubber-stamp-text told of from 3 uses of a text on → from 5 uses of a text on"
    ),
    (
      "never-rejects: {decisions: 20}", "never-rejects: off",
      "loosens theatre: reviewer-never-rejects told of from 20 decisions on → nothing"
    ),
    (
      "reciprocal: {approvals: 5}", "reciprocal: {approvals: 3}",
      "tightens theatre: reviewer-reciprocal told of from 5 approvals each on → from 3 approvals each on"
    ),
    ("{id: high}", "{id: high}, {id: top}", "changes tiers gain top, above high"),
    ("branch: staging, ", "", "loosens stage staging is tied no more to branch staging"),
    (", after: staging", "", "loosens stage production no longer has to follow staging"),
    ("after: staging", "after: development", "changes stage production: has to follow staging → development"),
    ("[purpose, owner]", "[purpose]", "loosens card needs no owner any more"),
    ("high: [limitations]", "high: [limitations, kpis]", "tightens card needs kpis in tier high"),
    (
      "high: [limitations]", "high: [limitations, owner]",
      "changes card require is written differently, and asks the same"
    ),
    ("placeholders: true", "placeholders: false", "loosens card: reject-placeholders true → false"),
    ("Technical review", "Review", "changes gate technical: title Technical review → Review"),
    (
      "roles: [validator]", "roles: [validator, engineer]",
      "loosens gate technical may be approved by role engineer"
    ),
    ("[staging, production]", "[production]", "loosens gate technical stands no more before stage staging"),
    (
      "    stages: [staging, production]\n", "",
      "changes gate technical names its stages differently, and stands before the same"
    ),
    ("    tiers: [high]\n", "", "tightens gate fairness applies to tier low"),
    ("    tiers: [high]\n", "    tiers: [low]\n", nil),
    ("{low: 1, high: 2}", "{high: 2, low: 3}", "tightens gate technical: approvals in tier low 1 → 3"),
    ("{low: 1, high: 2}", "2", "tightens gate technical: approvals in tier low 1 → 2"),
    (
      "approvals: 3", "approvals: {low: 3}",
      "changes gate board its number of approvals is written differently, and asks the same"
    ),
    ("distinct-teams: 2", "distinct-teams: 1", "loosens gate board: distinct teams 2 → 1"),
    ("scope: [card.yaml, \"evidence/*\"]", "title: x", nil),
    (
      "[card.yaml, \"evidence/*\"]", "[card.yaml]",
      "loosens gate fairness: approvals bind card.yaml, evidence/* → card.yaml"
    ),
    (
      "[card.yaml, \"evidence/*\"]", "[\"*.yaml\", \"evidence/*\"]",
      "tightens gate fairness: approvals bind card.yaml, evidence/* → *.yaml, evidence/*"
    ),
    (
      "[card.yaml, \"evidence/*\"]", "[card.yaml, \"data/*\"]",
      "changes gate fairness: approvals bind card.yaml, evidence/* → card.yaml, data/*"
    ),
    (
      "      - {id: groups, text: Measured}\n",
      "      - {id: groups, text: Measured}\n      - {id: data, text: Seen}\n",
      "tightens gate fairness asks to vouch for data"
    ),
    ("text: Measured", "text: Seen", "changes gate fairness: checklist item groups “Measured” → “Seen”"),
    (
      "min: 0.80", "min: 0.8",
      "changes gate technical its thresholds is written differently, and asks the same"
    ),
    ("min: 0.80", "min: 0.9", "tightens gate technical: auc at least 0.80 → 0.9"),
    (
      "min: 0.80", "min: 0.80, slice: overall",
      "changes gate technical its thresholds is written differently, and asks the same"
    ),
    (
      ", {metric: auc, not-below-baseline: 0.01}", "",
      "loosens gate technical: auc below the baseline by at most 0.01 → no bound"
    ),
    (
      "baseline: 0.01", "baseline: 0.02",
      "loosens gate technical: auc below the baseline by at most 0.01 → 0.02"
    ),
    ("name: validation", "name: test", nil),
    (
      "signed-by: [ci], ", "",
      "loosens gate technical: evidence validation may be signed by ci → anybody listed"
    ),
    ("[ci]", "[ci, validator]", "loosens gate technical lets evidence validation be signed by validator"),
    ("max-age: P30D", "max-age: P31D", "loosens gate technical: evidence validation holds for P30D → P31D"),
    ("max-age: P30D", "max-age: P1M", "changes gate technical: evidence validation holds for P30D → P1M"),
    (", max-age: P30D", "", "loosens gate technical: evidence validation holds for P30D → ever"),
    (
      "max-age: P30D", "max-age: P30D, independent: true",
      "tightens gate technical: evidence validation by somebody who changed nothing false → true"
    ),
    ("after: [technical]", "after: [technical, fairness]", "tightens gate board comes after fairness"),
    (
      "roles: [maintainer], approvals: 2", "roles: [maintainer], approvals: 1",
      "loosens gate policy: approvals 2 → 1"
    ),
    (
      "is-not-contributor: true", "is-not-contributor: false",
      "loosens separation of duties: approver-is-not-contributor true → false"
    ),
    (
      "is-not-owner: true", "is-not-owner: false",
      "loosens separation of duties: approver-is-not-owner true → false"
    ),
    (
      "person: 1", "person: {low: 2, high: 1}",
      "loosens separation of duties: gates that one person may fill in tier low 1 → 2"
    ),
    (
      "  gates-per-person: 1\n", "",
      "loosens separation of duties: gates that one person may fill 1 → any number"
    ),
    (
      "{high: 3}", "{high: 2}",
      "loosens separation of duties: distinct teams over all gates in tier high 3 → 2"
    ),
    ("[[a, b, c]]", "[[a, b], [b, c]]", "loosens separation of duties lets one identity hold both a and c"),
    (
      "[[a, b, c]]", "[[a, b], [b, c], [c, a]]",
      "changes separation of duties exclusive-roles is written differently, and asks the same"
    ),
    (
      "[[a, b, c]]", "[[a, b, c], [a, d]]",
      "tightens separation of duties lets no one identity hold both a and d"
    ),
    (
      "contributions: required", "contributions: warn",
      "loosens signatures: an unsigned contribution is an error → a warning"
    ),
    (
      "user-presence: required", "user-presence: optional",
      "loosens signatures: user-presence required true → false"
    ),
    ("[commit]", "[commit, forge]", "loosens signatures of approvals may be by forge"),
    ("bind-policy: true", "bind-policy: false", "loosens approvals: bind-policy true → false"),
    ("{low: P1Y, high: P180D}", "{low: P1Y}", "loosens approvals: hold for in tier high P180D → ever"),
    ("{low: P1Y, high: P180D}", "P180D", "tightens approvals: hold for in tier low P1Y → P180D"),
    ("low: P1Y", "low: P12M", "changes approvals: hold for in tier low P1Y → P12M"),
    (
      "rationale: {high: 80}", "rationale: {high: 40}",
      "loosens approvals: rationale of at least in tier high 80 characters → 40 characters"
    ),
    (
      "{id: high}", "{id: high, when: \"card.domain == 'credit'\"}",
      "tightens tiers raise to high when card.domain == 'credit'"
    ),
    (
      "title: Technical review", "title: Technical review\n    when: \"has(card.license)\"",
      "loosens gate technical applies no more always, but when has(card.license)"
    ),
    (
      "title: Technical review", "title: Technical review\n    conditions: [{rule: \"has(card.license)\"}]",
      "tightens gate technical asks that has(card.license)"
    ),
  ])
  func `one change of a policy is told in words`(_ old: String, _ new: String, _ expected: String?) throws {
    let found = try diff((old, new))
    if let expected { #expect(found == [expected]) } else { #expect(found.count == 2) }
  }

  @Test func `a threshold of theatre that is left out is the standard's`() throws {
    #expect(try diff(("  rubber-stamp-text: {uses: 3}\n", "")) == [])
    #expect(try diff(("{models: 5, within: PT10M}", "{}")) == [])
  }

  @Test func `gates come, go and change places`() throws {
    let board = "  - {id: board, roles: [board], approvals: 3, distinct-teams: 2, after: [technical]}\n"
    #expect(try diff((board, "")) == ["loosens gate board is removed"])
    #expect(
      try diff((board, board + "  - {id: legal, roles: [counsel, lawyer]}\n"))
        == ["tightens gate legal is added, for counsel, lawyer"])
    let policy = "  - {id: policy, applies-to: policy, roles: [maintainer], approvals: 2}\n"
    #expect(try diff((policy, "")) == ["tightens gate policy is removed: the policy can never change again"])
    #expect(try diff((policy, ""), (board, policy + board)) == [])
    #expect(
      try diff((board, ""), ("  - id: technical", board + "  - id: technical")) == [
        "changes gates stand in another order"
      ])
  }

  @Test func `a stage that needs gates no more is a loosening, although no line says so`() throws {
    let stages = "  - {id: development}\n"
    let found = try diff(
      (stages, ""), (", after: development", ""), ("    stages: [staging, production]\n", ""),
      ("after: staging}\n", "after: staging}\n" + stages))
    #expect(found.contains("loosens stage staging needs gates no more"))
    #expect(found.contains("tightens stage development needs gates now"))
    #expect(
      found.contains(
        "changes stages: order development, staging, production → staging, production, development"))
  }

  @Test func `the first branch of a stage leaves other branches unjudged`() throws {
    let none = DiffSample.policy.with("branch: staging, ", "").with("branch: main, ", "")
    let (old, new) = (
      try DiffSample.side(none, DiffSample.identities),
      try DiffSample.side(DiffSample.policy, DiffSample.identities)
    )
    let texts = PolicyDiff(from: old, to: new).differences.map { "\($0.direction.rawValue) \($0.text())" }
    #expect(texts.first == "loosens stages have branches: others are judged no more")
    #expect(texts.count == 3)
  }

  @Test func `tiers that change places are told, with the one of models that name none`() throws {
    #expect(
      try diff(("[{id: low}, {id: high}]", "[{id: high}, {id: low}]")).contains(
        "changes tiers: tier of models that name none low → high"))
  }

  @Test(arguments: [
    ("roles: [board]", "roles: [board, validator]", "loosens dora gains role validator"),
    ("roles: [board]", "roles: []", "tightens dora loses role board"),
    ("roles: [board]", "roles: [board, clerk]", "changes dora gains role clerk"),
    ("teams: [retail]", "teams: [retail, risk]", "loosens dora joins team risk"),
    ("[erin@example.com]", "[e@example.com]", nil),
    ("[erin@example.com]", "[Erin@example.com]", "changes erin has e-mail Erin@example.com in other letters"),
    ("name: Erin", "name: Erin E.", "changes erin: name Erin → Erin E."),
    ("kind: bot", "kind: forge", "changes ci: kind bot → forge"),
    ("[{ssh: dora}]", "[{ssh: dora}, {ssh: dora2}]", "loosens dora gains key dora2"),
    ("[{ssh: dora}]", "[{ssh: other}]", nil),
    (
      "{ssh: dora}", "{ssh: dora, from: 2026-01-01}",
      "tightens dora: key dora counts from ever → 2026-01-01T00:00:00Z"
    ),
    (
      "{ssh: dora}", "{ssh: dora, until: 2026-01-01}",
      "tightens dora: key dora counts until further notice → 2026-01-01T00:00:00Z"
    ),
    (
      "until: 2027-01-01", "until: 2028-01-01",
      "loosens alice: key alice counts until 2027-01-01T00:00:00Z → 2028-01-01T00:00:00Z"
    ),
    (
      "from: 2025-01-01", "from: 2024-01-01",
      "loosens alice: key alice counts from 2025-01-01T00:00:00Z → 2024-01-01T00:00:00Z"
    ),
    (
      "{ssh: dora}", "{ssh: dora, revoked: {at: 2026-01-01, reason: retired}}",
      "tightens dora: key dora is in use → retired at 2026-01-01T00:00:00Z"
    ),
    (
      "at: 2026-03-01, reason: retired", "at: 2026-04-01, reason: retired",
      "loosens bob: key bob is retired at 2026-03-01T00:00:00Z → retired at 2026-04-01T00:00:00Z"
    ),
    (
      "reason: retired", "reason: compromised",
      "tightens bob: key bob is retired at 2026-03-01T00:00:00Z → compromised at 2026-03-01T00:00:00Z"
    ),
    ("{ssh: dora}", "{openpgp: keys/dora}", nil),
    ("until: 2026-08-15", "until: 2026-08-16", nil),
    (
      "  - {id: kim, roles: [maintainer], keys: [{ssh: kim}]}\n", "",
      "tightens kim is removed, with role maintainer; key kim"
    ),
    ("  - {id: kim, ", "  - {id: mia}\n  - {id: kim, ", "changes mia is added"),
    (
      "  - {id: kim, ", "  - {id: hub, kind: forge, keys: [{ssh: hub}]}\n  - {id: kim, ",
      "loosens forge hub is added, with key hub"
    ),
  ])
  func `one change of the people is told in words`(_ old: String, _ new: String, _ expected: String?) throws {
    let found = try diff(people: [(old, new)])
    if let expected { #expect(found == [expected]) } else { #expect(found.count == 2) }
  }

  @Test func `people in another order are the same people`() throws {
    let line = "  - {id: kim, roles: [maintainer], keys: [{ssh: kim}]}\n"
    #expect(try diff(people: [(line, ""), ("  - {id: dora", line + "  - {id: dora")]) == [])
  }

  @Test func `names that look alike and are other bytes are other names`() throws {
    // "é" as one scalar and as two.
    let found = try diff(people: [("name: Erin", "name: \u{E9}")])
    let again = PolicyDiff(
      from: try DiffSample.side(DiffSample.policy, DiffSample.identities.with("name: Erin", "name: \u{E9}")),
      to: try DiffSample.side(DiffSample.policy, DiffSample.identities.with("name: Erin", "name: e\u{301}")))
    #expect(found.count == 1)
    #expect(again.differences.count == 1)
  }

  @Test func `roots, certificates and authorities count beside the roster`() throws {
    func side(_ files: [(String, String)]) throws -> PolicyDiff.Side {
      let read = try DiffSample.side(DiffSample.policy, DiffSample.identities)
      return PolicyDiff.Side(
        policy: read.policy, roster: read.roster,
        files: Subject(files: files.map { Subject.File(path: $0.0, mode: "100644", sha256: $0.1) }))
    }
    let old = try side([("README.md", "1"), ("allowed_signers", "1"), ("roots/a.pem", "1")])
    let new = try side([
      ("README.md", "2"), ("allowed_signers", "2"), ("keys/x.asc", "1"), ("roots/b.pem", "1"),
    ])
    #expect(
      PolicyDiff(from: old, to: new).differences.map { "\($0.direction.rawValue) \($0.text(arrow: "->"))" }
        == [
          "loosens keys/x.asc is added: keys that the roster finds there",
          "loosens roots/b.pem is added: certificates that lead to it count",
          "tightens roots/a.pem is removed: certificates that lead to it count",
          "changes allowed_signers changes",
        ])
  }
}
