import Governance
import PolicyTools
import Testing

@Suite("The mistakes in what a policy asks for")
struct PolicyContentLintTests {
  private let policy = LintSample.policy
  private let people = LintSample.identities

  // MARK: Evidence

  @Test func `evidence that nobody could sign leaves its thresholds unread`() throws {
    let findings = try LintSample.findings(policy.with("[ci]", "[ci-validator]"))
    #expect(findings.map(\.rule) == [.evidenceUnsignable, .roleUnused])
    #expect(findings[0].message.contains("thresholds are never read"))
    #expect(findings[0].position?.line == 17)
    #expect(
      try LintSample.found(policy, people.with("roles: [ci], keys: [{ssh: ci}]", "roles: [ci]"))
        == ["error evidence-unsignable policy.yaml:17", "warning identity-without-key identities.yaml:13"])
  }

  @Test func `a signer who is nobody beside one who is somebody is told`() throws {
    #expect(
      try LintSample.found(policy.with("[ci]", "[ci, ci-validator]"))
        == ["warning evidence-signer-unknown policy.yaml:17"])
  }

  @Test func `a signer may be named by identity, and needs no role then`() throws {
    #expect(try LintSample.found(policy, people.with("roles: [ci], ", "")) == [])
  }

  @Test func `evidence that anybody may sign is noted, unless the producer has to be independent`() throws {
    let anybody = policy.with("signed-by: [ci], ", "")
    #expect(
      try LintSample.found(anybody).first == "note evidence-by-anybody policy.yaml:17")
    #expect(
      try LintSample.found(anybody.with("max-age", "independent: true, max-age"))
        == ["note role-unused identities.yaml:13"])
  }

  @Test func `a forge never produces independently`() throws {
    let forge = people.with("kind: bot, roles: [ci]", "kind: forge, roles: [ci]")
    #expect(try LintSample.found(policy, forge) == [])
    #expect(
      try LintSample.found(policy.with("max-age", "independent: true, max-age"), forge)
        == ["error evidence-unsignable policy.yaml:17"])
  }

  // MARK: Monitoring and waivers

  @Test(arguments: [
    ("{every: P30D, signed-by: [ci]}", []),
    ("{every: P30D, signed-by: [ci, nobody]}", ["error monitoring-unsignable policy.yaml:37"]),
    ("{every: P30D}", ["note monitoring-by-anybody policy.yaml:37"]),
    (
      "{every: {high: P0D}, revalidate: PT0S, signed-by: [ci]}",
      [
        "error expires-at-once policy.yaml:37", "error expires-at-once policy.yaml:37",
        "error expires-at-once policy.yaml:37",
      ]
    ),
  ])
  func `monitoring that nobody could do is told`(_ section: String, _ expected: [String]) throws {
    #expect(try LintSample.found(policy + "monitoring: \(section)\n") == expected)
  }

  @Test(arguments: [
    ("{roles: [board], max-duration: P30D}", []),
    ("{roles: [board]}", ["warning waiver-unlimited policy.yaml:37"]),
    ("{roles: [board], approvals: 3, max-duration: P30D}", ["error waiver-unfillable policy.yaml:37"]),
    ("{roles: [board], max-duration: P0D}", ["error expires-at-once policy.yaml:37"]),
    (
      "{roles: [board], max-duration: P30D, ratify: {within: P7D}}",
      ["error waiver-unfillable policy.yaml:37"]
    ),
    ("{roles: [board], max-duration: P30D, ratify: {within: P7D, roles: [maintainer], approvals: 3}}", []),
  ])
  func `waivers that too few people could sign, and those without an end, are told`(
    _ section: String, _ expected: [String]
  ) throws {
    #expect(try LintSample.found(policy + "waivers: \(section)\n") == expected)
  }

  @Test func `a retired stage needs no branch`() throws {
    #expect(
      try LintSample.found(policy.with("after: staging}", "after: staging}\n  - {id: retired}")) == [])
  }

  // MARK: Theatre

  @Test func `a time that is none is told of each rule that has one`() throws {
    let theatre = policy + "theatre: {rubber-stamp-speed: {within: P0D}, rubber-stamp-bulk: {within: PT0S}}\n"
    #expect(
      try LintSample.found(theatre) == [
        "warning theatre-without-effect policy.yaml:37", "warning theatre-without-effect policy.yaml:37",
      ])
    #expect(try LintSample.found(policy + "theatre: {rubber-stamp-speed: off}\n") == [])
  }

  // MARK: Thresholds

  @Test func `bounds that exclude each other are told, within a gate and between gates`() throws {
    #expect(
      try LintSample.found(
        policy.with(
          "{metric: parity, max: 0.1}",
          "{metric: parity, max: 0.1}, {metric: parity, slice: overall, min: 0.2}"))
        == ["error threshold-unsatisfiable policy.yaml:23"])
    let between = policy.with(
      "    distinct-teams: 2", "    thresholds: [{metric: parity, min: 0.2}]\n    distinct-teams: 2")
    #expect(try LintSample.found(between) == ["error threshold-unsatisfiable policy.yaml:27"])
    // Evidence and card may differ.
    #expect(try LintSample.found(between.with("parity, min: 0.2", "auc, max: 0.2")) == [])
    #expect(try LintSample.found(between.with("parity, min: 0.2", "parity, slice: women, min: 0.2")) == [])
  }

  @Test func `a bound that follows from another one has no effect`() throws {
    let twice = policy.with("{metric: auc, min: 0.8}", "{metric: auc, min: 0.8}, {metric: auc, min: 0.80}")
    #expect(try LintSample.found(twice) == ["warning threshold-without-effect policy.yaml:16"])
    let champion = policy.with(
      "{metric: auc, min: 0.8}", "{metric: auc, min: 0.8}, {metric: auc, not-below-baseline: 0.01}")
    #expect(try LintSample.found(champion) == [])
  }

  // MARK: What approvals bind

  @Test func `a scope of what is no part of a subject binds nothing`() throws {
    #expect(
      try LintSample.found(policy.with("[card.yaml, \"evidence/**\"]", "[\"approvals/**\"]"))
        == ["error scope-empty policy.yaml:22"])
    #expect(
      try LintSample.found(policy.with("\"evidence/**\"]", "\"approvals/**\"]"))
        == ["warning scope-without-effect policy.yaml:22"])
    #expect(try LintSample.found(policy.with("\"evidence/**\"]", "approvals.md]")) == [])
  }

  @Test func `a scope that is written as from the repository's root is told`() throws {
    #expect(
      try LintSample.found(policy.with("\"evidence/**\"]", "models/credit/card.yaml]"))
        == ["warning scope-without-effect policy.yaml:22"])
  }

  @Test func `a scope that leaves out what the gate judges is noted`() throws {
    #expect(
      try LintSample.found(policy.with("scope: [card.yaml, ", "scope: ["))
        == ["note scope-blind policy.yaml:22"])
    let scoped = policy.with(
      "    approvals: {low: 1, high: 2}", "    approvals: {low: 1, high: 2}\n    scope: [card.yaml]")
    #expect(try LintSample.found(scoped) == ["note scope-blind policy.yaml:16"])
  }

  // MARK: Periods and tiers

  @Test func `what expires at once never counts`() throws {
    #expect(
      try LintSample.found(policy.with("high: P180D", "high: P0D"))
        == ["error expires-at-once policy.yaml:35"])
    #expect(
      try LintSample.found(policy.with("max-age: P30D", "max-age: PT0S"))
        == ["error expires-at-once policy.yaml:17"])
  }

  @Test func `an approval that expires before its evidence is noted`() throws {
    #expect(
      try LintSample.found(policy.with("high: P180D", "high: P28D"))
        == ["note approval-before-evidence policy.yaml:17"])
    // A month is now shorter and now longer than thirty days.
    #expect(try LintSample.found(policy.with("high: P180D", "high: P1M")) == [])
  }

  @Test(arguments: [
    ("{low: 1, high: 2}", "{low: 2, high: 1}", 15), ("{low: P1Y, high: P180D}", "{low: P1Y}", 35),
    ("{low: P1Y, high: P180D}", "{low: P1Y, high: P13M}", 35), ("{high: 80}", "{low: 80}", 36),
    ("person: 1", "person: {low: 1, high: 2}", 31),
    ("distinct-teams: {high: 3}", "distinct-teams: {low: 1}", 32),
  ])
  func `a tier that asks less than a lower one is told`(_ old: String, _ new: String, _ line: Int) throws {
    #expect(try LintSample.found(policy.with(old, new)) == ["warning tier-asks-less policy.yaml:\(line)"])
  }

  @Test func `a tier that asks the same as a lower one is in order`() throws {
    #expect(
      try LintSample.found(policy.with("{low: P1Y, high: P180D}", "{low: P1Y, high: P12M}")) == [])
    // A count falls back to that of the lower tier.
    #expect(try LintSample.found(policy.with("{low: 1, high: 2}", "{low: 2}")) == [])
  }

  // MARK: Forges

  @Test func `a forge's word needs a forge`() throws {
    let forged = policy.with(
      "approvals:\n  expire", "signatures: {approvals: [commit, forge]}\napprovals:\n  expire")
    #expect(try LintSample.found(forged) == ["warning forge-missing policy.yaml:34"])
    let forge = people + "  - {id: hub, kind: forge, keys: [{ssh: hub}]}\n"
    #expect(try LintSample.found(forged, forge) == [])
    #expect(
      try LintSample.found(forged, forge.with(", keys: [{ssh: hub}]", ""))
        == ["warning forge-missing policy.yaml:34", "warning identity-without-key identities.yaml:14"])
    #expect(
      try LintSample.found(
        forged,
        forge.with(
          "bob, teams: [risk], roles: [validator], keys: [{ssh: bob}]",
          "bob, emails: [b@example.com], teams: [risk], roles: [validator]"))
        == ["note approval-by-forge-only identities.yaml:5"])
  }

  @Test func `where only a forge's word counts, keys of one's own fill no gate`() throws {
    let alone = policy.with("approvals:\n  expire", "signatures: {approvals: [forge]}\napprovals:\n  expire")
    let found = try LintSample.found(alone)
    #expect(found.contains("error forge-missing policy.yaml:34"))
    #expect(found.contains("error gate-unfillable policy.yaml:14"))
  }

  // MARK: Twice

  @Test(arguments: [
    ("roles: [fairness]", "roles: [fairness, fairness]", "warning listed-twice policy.yaml:20"),
    ("tiers: [high]", "tiers: [high, high]", "warning listed-twice policy.yaml:21"),
    ("[card.yaml, ", "[card.yaml, card.yaml, ", "warning listed-twice policy.yaml:22"),
    ("[ci]", "[ci, ci]", "warning listed-twice policy.yaml:17"),
    ("after: [technical]", "after: [technical, technical]", "warning listed-twice policy.yaml:29"),
    (
      "[[validator, board]]", "[[validator, board], [board, validator]]",
      "warning listed-twice policy.yaml:33"
    ),
    ("all: [purpose]", "all: [purpose, purpose]", "warning listed-twice policy.yaml:11"),
    ("high: [limitations]", "high: [limitations, purpose]", "note card-field-repeated policy.yaml:11"),
  ])
  func `what stands twice is told`(_ old: String, _ new: String, _ expected: String) throws {
    #expect(try LintSample.found(policy.with(old, new)) == [expected])
  }

  // MARK: Bounds

  @Test func `people and gates without measure take bounded time, and it is said`() throws {
    let (policy, _) = try LintSample.read(policy, people)
    var large = policy
    large.gates = (0..<200).map {
      Gate(id: GateID("g\($0)"), roles: [Role("r\($0 % 7)")], approvals: .all(50))
    }
    let roster = Roster(
      (0..<9000).map { index in
        Identity(
          id: IdentityID("p\(index)"), teams: [Team("t\(index)")],
          roles: (0..<7).filter { index >> $0 & 1 == 1 }.map { Role("r\($0)") } + ["maintainer"],
          keys: [IdentityKey(fingerprint: KeyFingerprint("k\(index)"))])
      })
    let clock = ContinuousClock()
    let time = clock.measure {
      let rules = PolicyLint(large, roster, at: LintSample.now).findings.map(\.rule)
      #expect(rules.contains(.staffingUnexamined))
    }
    #expect(time < .seconds(60))
  }
}
