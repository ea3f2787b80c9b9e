import Governance
import PolicyTools
import Testing

/// What holds of every comparison, on policies made at random from few values, so that much collides.
@Suite("What every comparison keeps to")
struct DiffPropertyTests {
  private struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int(next() % UInt64(values.count))] }
    mutating func some<Value>(_ values: [Value]) -> [Value] { values.filter { _ in next() % 2 == 0 } }
    mutating func maybe<Value>(_ value: Value) -> Value? { next() % 2 == 0 ? value : nil }
  }

  private static func perTier<Value: Sendable>(
    _ random: inout Random, _ values: [Value]
  ) -> PerTier<Value> {
    if random.next() % 2 == 0 { return .all(random.pick(values)) }
    let tiers = ["low", "high"].map { TierID($0) }
    let named = random.some(tiers)
    return .each(
      Dictionary(
        (named.isEmpty ? [tiers[0]] : named).map { ($0, random.pick(values)) }, uniquingKeysWith: { $1 }))
  }

  private static func gate(_ id: GateID, _ random: inout Random) -> Gate {
    let periods = ["P30D", "P1M", "P31D", "P12M", "P1Y"].map { Period(iso8601: $0)! }
    let numbers = ["0.1", "0.10", "0.2", "1"].map { Number($0)! }
    let rules = ["true", "stage == 'prod'"].map { try! PolicyExpression($0) }
    var gate = Gate(
      id: id, title: random.maybe("t"), stages: random.maybe([random.pick(["dev", "prod"])]),
      tiers: random.maybe([random.pick(["low", "high"])]), roles: ["r"] + random.some(["s", "t"]),
      approvals: perTier(&random, [1, 2]), distinctTeams: random.maybe(perTier(&random, [0, 1])),
      scope: random.maybe([Glob("card.yaml")] + random.some([Glob("*"), Glob("data/*")])),
      checklist: random.some([ChecklistItem(id: "a", text: random.pick(["x", "y"]))]),
      thresholds: (0..<3).compactMap { _ in
        random.maybe(
          Threshold(
            metric: random.pick(["auc", "f1"]), slice: random.maybe(random.pick(["overall", "women"])),
            min: random.maybe(random.pick(numbers)), max: random.maybe(random.pick(numbers)),
            notBelowBaseline: random.maybe(random.pick(numbers))))
      },
      evidence: (0..<2).compactMap { _ in
        random.maybe(
          EvidenceRequirement(
            name: random.pick(["v", "w"]), signedBy: random.maybe(["ci"] + random.some(["hub"])),
            maxAge: random.maybe(random.pick(periods)), independent: random.next() % 2 == 0))
      },
      after: random.some(["x"]))
    gate.when = random.maybe(random.pick(rules))
    gate.conditions = random.some(rules).map { GateCondition(rule: $0, message: random.maybe("m")) }
    return gate
  }

  private static let periods = ["P30D", "P1M", "P31D"].map { Period(iso8601: $0)! }

  private static func monitoring(_ random: inout Random) -> MonitoringRequirements {
    MonitoringRequirements(
      every: random.maybe(perTier(&random, periods)), stages: random.maybe(random.some(["dev", "prod"])),
      reopens: random.maybe(random.some(["x", "y"])), signedBy: random.maybe(random.some(["ci", "hub"])),
      revalidate: random.maybe(perTier(&random, periods)))
  }

  private static func waivers(_ random: inout Random) -> WaiverRequirements {
    WaiverRequirements(
      roles: random.some(["r", "s"]), approvals: random.pick([1, 2]),
      maxDuration: random.maybe(random.pick(periods)),
      ratification: random.maybe(
        WaiverRequirements.Ratification(
          within: random.pick(periods), roles: random.some(["r", "s"]), approvals: random.pick([1, 2]))))
  }

  private static func side(_ random: inout Random) -> PolicyDiff.Side {
    let date = Instant(seconds: 1_700_000_000)
    let later = Instant(seconds: 1_800_000_000)
    let tiers = random.pick([["low", "high"], ["high", "low"], ["low", "mid", "high"]])
    let policy = Policy(
      version: random.pick([1, 2]), repository: random.pick(["a", "b"]),
      layout: Glob(random.pick(["models/*", "m/*"])), tiers: tiers.map { Tier(id: TierID($0)) },
      stages: [
        Stage(id: "dev", branch: random.maybe("dev")),
        Stage(id: "prod", branch: random.maybe(random.pick(["main", "live"])), after: random.maybe("dev")),
      ],
      card: CardRequirements(
        all: random.some(["purpose", "owner"]), perTier: ["high": random.some(["purpose", "kpis"])],
        rejectPlaceholders: random.next() % 2 == 0),
      gates: random.some(["x", "y", "z"]).map { gate($0, &random) },
      policyGate: random.maybe(gate("policy", &random)),
      separation: SeparationOfDuties(
        approverIsNotContributor: random.next() % 2 == 0, approverIsNotOwner: random.next() % 2 == 0,
        gatesPerPerson: random.maybe(perTier(&random, [1, 2])),
        distinctTeams: random.maybe(perTier(&random, [0, 2])),
        exclusiveRoles: random.some([["r", "s"], ["s", "t"], ["r", "s", "t"], ["s", "r"]])),
      signatures: SignatureRequirements(
        contributions: random.pick([.error, .warning]), userPresenceRequired: random.next() % 2 == 0,
        approvals: Set([.commit] + random.some([.detached, .forge]))),
      approvals: ApprovalRequirements(
        bindPolicy: random.next() % 2 == 0,
        expire: random.maybe(perTier(&random, ["P30D", "P1M", "P31D"].map { Period(iso8601: $0)! })),
        minRationale: random.maybe(perTier(&random, [0, 80]))),
      monitoring: random.maybe(monitoring(&random)), waivers: random.maybe(waivers(&random)),
      theatre: TheatreThresholds(
        speed: random.maybe(random.pick(["P30D", "P1M", "P31D"].map { Period(iso8601: $0)! })),
        bulk: random.maybe(
          TheatreThresholds.Bulk(
            models: random.pick([4, 5]),
            within: random.pick(["PT1M", "P1M", "P31D"].map { Period(iso8601: $0)! }))),
        repeatedText: random.maybe(random.pick([2, 3])), neverRejects: random.maybe(random.pick([2, 3])),
        reciprocal: random.maybe(random.pick([2, 3]))))
    let people = random.some(["ann", "ben", "hub"]).map { name in
      Identity(
        id: IdentityID(name), name: random.maybe("n"), kind: name == "hub" ? .forge : .person,
        emails: random.some(["a@example.com"]).map { EmailAddress($0) }, teams: random.some(["t", "u"]),
        roles: random.some(["r", "unused"]),
        keys: random.some(["k", "l"]).map { key in
          IdentityKey(
            fingerprint: KeyFingerprint(name + key), from: random.maybe(random.pick([date, later])),
            until: random.maybe(random.pick([date, later])),
            revoked: random.maybe(
              IdentityKey.Revocation(
                at: random.pick([date, later]), reason: random.pick([.retired, .compromised]))))
        },
        delegations: random.some([Delegation(to: "ben", roles: ["r"], from: date, until: later)]))
    }
    let files = random.some(["roots/a.pem", "allowed_signers", "keys/x.asc"]).map {
      Subject.File(path: $0, mode: "100644", sha256: random.pick(["1", "2"]))
    }
    return PolicyDiff.Side(policy: policy, roster: Roster(people), files: Subject(files: files))
  }

  @Test func `the way back is the same the other way round, and nothing differs from itself`() {
    var random = Random(state: 4)
    var loosened = 0
    for _ in 0..<2000 {
      let (one, other) = (DiffPropertyTests.side(&random), DiffPropertyTests.side(&random))
      let there = PolicyDiff(from: one, to: other)
      let back = PolicyDiff(from: other, to: one)
      #expect(DiffSample.directions(there) == DiffSample.directions(back, reversed: true))
      #expect(PolicyDiff(from: one, to: one).differences.isEmpty)
      #expect(there.differences.map(\.direction) == there.differences.map(\.direction).sorted())
      #expect(Set(there.differences).count == there.differences.count)
      if there.loosens { loosened += 1 }
    }
    #expect(loosened > 1000)
  }

  @Test func `looking for mistakes ends well whatever the policy`() {
    var random = Random(state: 5)
    for _ in 0..<300 {
      let side = DiffPropertyTests.side(&random)
      let lint = PolicyLint(side.policy, side.roster, at: Instant(seconds: 1_750_000_000))
      #expect(lint.severity != nil)
      #expect(Set(lint.findings).count == lint.findings.count)
    }
  }
}
