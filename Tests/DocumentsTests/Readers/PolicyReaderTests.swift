import Governance
import Testing

@Suite struct PolicyReaderTests {
  private func changed(_ old: String, _ new: String) -> Outcome<Policy> {
    policy(Sample.policy.replacing(old, by: new))
  }

  @Test func `a whole policy is read as it stands`() throws {
    let read = policy(Sample.policy)
    #expect(read.problems == [])
    let policy = try #require(read.document)
    #expect(policy.version == 7)
    #expect(policy.repository == "acme/models")
    #expect(policy.layout == Glob("models/*"))
    #expect(policy.tiers.map(\.id) == ["low", "medium", "high"])
    #expect(
      policy.stages == [
        Stage(id: "development"), Stage(id: "staging", branch: "staging", after: "development"),
        Stage(id: "production", branch: "main", after: "staging"),
      ])
    #expect(policy.card.all == ["purpose", "owner", "license"])
    #expect(policy.card.perTier == ["high": ["limitations", "fairness", "kpis"]])
    #expect(policy.card.rejectPlaceholders)
    #expect(policy.gates.map(\.id) == ["technical", "fairness", "security", "legal", "business", "board"])
    #expect(policy.policyGate?.id == .policy)
    #expect(policy.policyGate?.approvals == .all(2))
    let technical = policy.gates[0]
    #expect(technical.title == "Technical review")
    #expect(technical.stages == ["staging", "production"])
    #expect(technical.tiers == ["low", "medium", "high"])
    #expect(technical.roles == ["ml-engineer", "validator"])
    #expect(technical.approvals == .each(["low": 1, "medium": 1, "high": 2]))
    #expect(
      technical.thresholds == [
        Threshold(metric: "auc", slice: "overall", min: Number("0.8")),
        Threshold(metric: "auc", notBelowBaseline: Number("0.01")),
      ])
    #expect(technical.evidence.map(\.name) == ["validation"])
    #expect(technical.evidence[0].signedBy == ["ci-validator"])
    #expect(technical.evidence[0].maxAge == Period(iso8601: "P30D"))
    #expect(!technical.evidence[0].independent)
    let fairness = policy.gates[1]
    #expect(fairness.scope == [Glob("card.yaml"), Glob("evidence/fairness*")])
    #expect(
      fairness.checklist == [ChecklistItem(id: "groups", text: "Every protected group in scope was measured")]
    )
    #expect(fairness.stages == nil && fairness.tiers == nil)
    #expect(policy.gates[4].after == ["technical", "fairness", "security", "legal"])
    #expect(policy.gates[5].distinctTeams == .all(3))
    #expect(policy.separation.gatesPerPerson == .all(1))
    #expect(policy.separation.distinctTeams == .each(["high": 3]))
    #expect(policy.separation.exclusiveRoles == [["ml-engineer", "counsel"], ["ml-engineer", "auditor"]])
    #expect(policy.separation.approverIsNotOwner && policy.separation.approverIsNotContributor)
    #expect(policy.signatures == SignatureRequirements(approvals: [.commit]))
    #expect(!policy.approvals.bindPolicy)
    #expect(policy.approvals.expire?.value(for: "high") == Period(iso8601: "P180D"))
    #expect(policy.approvals.minRationale == .each(["high": 80]))
    #expect(policy.positions["gates[1].id"] == Position(line: 28, column: 9))
  }

  @Test func `the least policy has the defaults`() throws {
    let read = policy(
      "apiVersion: countersign/v1\nkind: Policy\nversion: 1\nrepository: r\nstages: [{id: live}]\ngates: []\n"
    )
    let policy = try #require(read.document)
    #expect(policy.layout == Glob("models/*"))
    #expect(policy.tiers.map(\.id) == ["default"])
    #expect(policy.policyGate == nil)
    #expect(policy.separation.approverIsNotOwner && policy.separation.approverIsNotContributor)
    #expect(policy.signatures.contributions == .error)
    #expect(policy.card.rejectPlaceholders)
  }

  @Test func `what is switched off is read as such`() throws {
    let read = policy(
      Sample.policy.replacing("approver-is-not-contributor: true", by: "approver-is-not-contributor: false")
        .replacing("contributions: required", by: "contributions: warn")
        .replacing("approvals: [commit]", by: "approvals: [commit]\n  user-presence: required"))
    #expect(read.document?.separation.approverIsNotContributor == false)
    #expect(
      read.document?.signatures
        == SignatureRequirements(contributions: .warning, userPresenceRequired: true, approvals: [.commit]))
  }

  @Test func `the signatures that approvals count by are a set, by default those of people`() {
    func signatures(_ text: String) -> Set<ApprovalSignature>? {
      changed("approvals: [commit]", text).document?.signatures.approvals
    }
    #expect(signatures("approvals: [commit]") == [.commit])
    #expect(signatures("approvals: [forge, detached, commit]") == [.commit, .detached, .forge])
    #expect(signatures("user-presence: required") == [.commit, .detached])
    #expect(
      changed("[commit]", "[commits]").errors.map(\.problem) == [
        "signatures.approvals[0] is commits, which is none of commit, detached, forge"
      ])
    #expect(changed("[commit]", "[commits]").hints == ["did you mean commit?"])
  }

  @Test(arguments: ["apiVersion", "kind", "version", "repository", "stages", "gates"])
  func `a required key that is missing`(_ key: String) {
    let text = Sample.policy.replacing("\(key):", by: "x-\(key):")
    #expect(policy(text).errors.map(\.problem).contains("the document lacks \(key)"))
  }

  @Test func `every error is told at once, in the order of the file, with its place`() {
    let text = """
      apiVersion: countersign/v2
      kind: Polcy
      version: seven
      repository: acme/models
      stagse: []
      stages:
        - {id: live, brunch: main}
      gates:
        - {id: technical, roles: [], approvals: 0}

      """
    #expect(
      policy(text).problems == [
        "1:13 apiVersion is countersign/v2, this version reads countersign/v1",
        "2:7 kind is Polcy, here it has to be Policy",
        "3:10 version has to be a whole number from 1 to 1000000000",
        "5:1 unknown key stagse",
        "7:16 unknown key brunch in stages[0]",
        "9:28 gate technical names no role",
        "9:43 gates[0].approvals has to be a whole number from 1 to 100",
      ])
    #expect(policy(text).hints == ["did you mean Policy?", "did you mean stages?", "did you mean branch?"])
  }

  @Test(
    arguments: [
      ("gates:", "gats:", "did you mean gates?"),
      ("separation-of-duties:", "seperation-of-duties:", "did you mean separation-of-duties?"),
      ("thresholds:", "treshold:", "did you mean thresholds?"),
      ("gates-per-person", "gate-per-person", "did you mean gates-per-person?"),
      ("max-age", "maxage", "did you mean max-age?"),
      ("bind-policy", "bindPolicy", "did you mean bind-policy?"),
      ("Tiers", "Tiers", ""),
    ].dropLast())
  func `an unknown key, with the one that was probably meant`(_ old: String, _ new: String, _ hint: String) {
    #expect(changed(old, new).hints.contains(hint))
  }

  @Test func `a key unlike all others has no suggestion, and keys of one's own start with x-`() {
    let read = policy(Sample.policy + "zzzzzzzz: 1\n")
    #expect(read.hints == ["keys of your own start with x-"])
    #expect(policy(Sample.policy + "x-zzzzzzzz: 1\n").document != nil)
  }

  @Test func `monitoring and waivers are read, with what they mean where they do not say`() throws {
    let read = try #require(
      changed(
        "signatures:",
        """
        monitoring:
          every: {high: P30D}
          kpis-from: card
          stages: [staging, production]
          reopens: [technical, legal]
          signed-by: [ci-validator]
          revalidate: P1Y
        waivers: {roles: [board], approvals: 3, max-duration: P30D, ratify: {within: P7D, approvals: 2}}
        signatures:
        """
      ).document)
    let monitoring = try #require(read.monitoring)
    #expect(
      monitoring.every?.value(for: "high")?.description == "P30D"
        && monitoring.every?.value(for: "low") == nil)
    #expect(monitoring.revalidate?.value(for: "low")?.description == "P1Y")
    #expect(monitoring.stages == ["staging", "production"] && monitoring.reopens == ["technical", "legal"])
    #expect(monitoring.signedBy == ["ci-validator"])
    let waivers = try #require(read.waivers)
    #expect(
      waivers.roles == ["board"] && waivers.approvals == 3 && waivers.maxDuration?.description == "P30D")
    #expect(
      waivers.ratification
        == WaiverRequirements.Ratification(within: Period(iso8601: "P7D")!, roles: ["board"], approvals: 2))
    let bare = try #require(
      changed("signatures:", "monitoring: {every: P1D}\nwaivers: {roles: [board]}\nsignatures:").document)
    #expect(
      bare.waivers?.approvals == 2 && bare.waivers?.maxDuration == nil && bare.waivers?.ratification == nil)
    #expect(bare.reopened(of: ["technical", "legal"]) == ["technical", "legal"])
    #expect(bare.isMonitored("production") && !bare.isMonitored("staging"))
  }

  @Test(arguments: [
    ("monitoring: {reopens: [technicl]}", "the policy has no gate technicl for models"),
    ("monitoring: {reopens: [policy]}", "the policy has no gate policy for models"),
    ("monitoring: {stages: [prod]}", "the policy has no stage prod"),
    ("monitoring: {every: {hi: P1D}}", "the policy has no tier hi"),
    ("monitoring: {revalidate: {hi: P1D}}", "the policy has no tier hi"),
    ("monitoring: {reopens: []}", "monitoring.reopens"),
    ("monitoring: {signed-by: []}", "monitoring.signed-by"),
    ("monitoring: {kpis-from: report}", "monitoring.kpis-from"), ("waivers: {approvals: 2}", "roles"),
    ("waivers: {roles: [board], ratify: {roles: [board]}}", "within"),
  ])
  func `monitoring and waivers that cannot be meant are refused`(_ section: String, _ problem: String) {
    let read = changed("signatures:", "\(section)\nsignatures:")
    #expect(read.document == nil)
    #expect(read.errors.contains { $0.problem.contains(problem) }, "\(read.errors)")
  }

  @Test func `models are retired last`() {
    let retired = "  - {id: retired}\n"
    #expect(changed("  - {id: production, branch", "\(retired)  - {id: production, branch").document == nil)
    #expect(changed("after: staging}\n", "after: staging}\n\(retired)").document != nil)
  }

  @Test(arguments: [
    ("{low: 1, medium: 1, high: 2}", "{low: 1, hihg: 2}", "the policy has no tier hihg"),
    ("high: [limitations", "hgh: [limitations", "the policy has no tier hgh"),
    ("tiers: [medium, high]", "tiers: [medium, hi]", "the policy has no tier hi"),
    ("stages: [staging, production]", "stages: [stagin]", "the policy has no stage stagin"),
    ("after: staging}", "after: stagin}", "stage production comes after stagin, which is no earlier stage"),
    (
      "after: development}", "after: production}",
      "stage staging comes after production, which is no earlier stage"
    ),
    (
      "after: [technical,", "after: [tecnical,",
      "gate business comes after tecnical, which is no other gate of models"
    ),
    (
      "after: [technical,", "after: [policy,",
      "gate business comes after policy, which is no other gate of models"
    ),
    (
      "after: [technical,", "after: [business,",
      "gate business comes after business, which is no other gate of models"
    ),
    ("{id: security, roles", "{id: technical, roles", "gate technical stands twice"),
    ("{id: medium}", "{id: low}", "tier low stands twice"),
    ("{id: medium}", "{id: Low}", "tier Low looks like low"),
    ("{id: development}", "{id: st\u{430}ging}", "stage staging looks like st\u{430}ging"),
    ("{id: security, roles", "{id: 1egal, roles", "gate legal looks like 1egal"),
    ("roles: [business-owner]", "roles: [c\u{43E}unsel]", "role c\u{43E}unsel looks like counsel"),
    ("{id: development}", "{id: staging}", "stage staging stands twice"),
    ("branch: main", "branch: staging", "branch staging is tied to two stages"),
    ("branch: main", "branch: refs/heads/main", "refs/heads/main is no branch's name"),
    ("branch: main", "branch: \"main \"", "main  is no branch's name"),
    (
      "scope: [card.yaml, \"evidence/fairness*\"]", "scope: []",
      "the scope of gate fairness is empty, so that an approval would bind nothing"
    ),
    (
      "distinct-teams: 3, tiers", "distinct-teams: 4, tiers",
      "gate board asks for 4 distinct teams, but only for 3 approvals"
    ),
    ("approvals: 3", "approvals: 0", "gates[5].approvals has to be a whole number from 1 to 100"),
    (
      "approvals: {low: 1,", "approvals: {low: 0,",
      "gates[0].approvals.low has to be a whole number from 1 to 100"
    ),
    ("max: 0.10}", "slice: all}", "gates[1].thresholds[0] sets no bound"),
    ("max: 0.10}", "max: 0.1, min: 0.2}", "gates[1].thresholds[0] sets a min above its max"),
    (
      "baseline: 0.01", "baseline: -0.01",
      "not-below-baseline has to be zero or more: how far the metric may fall"
    ),
    (
      "max: 0.10}", "max: .nan}",
      "gates[1].thresholds[0].max has to be a number as JSON writes it, without quotes"
    ),
    ("signed-by: [ci-validator]", "signed-by: []", "gates[0].evidence[0].signed-by names nobody"),
    (
      "[ml-engineer, auditor]]", "[auditor, auditor]]",
      "separation-of-duties.exclusive-roles[1] has to name at least two roles"
    ),
    (
      "gates-per-person: 1 ", "gates-per-person: 0 ",
      "separation-of-duties.gates-per-person has to be a whole number from 1 to 100"
    ),
    ("{id: policy, applies-to: policy,", "{id: policy,", "gate policy is for the policy"),
    ("{id: policy, applies", "{id: rules, applies", "the gate for the policy has to be named policy"),
    ("[purpose, owner,", "[purpse, owner,", "no card has a field purpse"),
    ("[commit]", "[]", "signatures.approvals lists none"),
    ("models: models/*", "models: models/**", ""), ("models: models/*", "models: policies/*", ""),
    ("models: models/*", "models: \"*/*\"", ""),
    ("models: models/*", "models: \"pol*/*\"", ""), ("models: models/*", "models: \"*\"", ""),
    ("models: models/*", "models: ../models/*", ""),
    ("min-rationale: {high: 80}", "min-rationale: {}", "approvals.min-rationale names no tier"),
    (
      "text: Every protected group in scope was measured}", "text: A}\n      - {id: groups, text: B}",
      "checklist item groups stands twice"
    ),
    ("stages: [staging, production]", "stages: []", "gate technical applies at no stage"),
    ("tiers: [medium, high]", "tiers: []", "gate legal applies in no tier"),
  ])
  func `a policy whose parts do not fit together`(_ old: String, _ new: String, _ problem: String) {
    let read = changed(old, new)
    #expect(read.document == nil)
    if !problem.isEmpty { #expect(read.errors.map(\.problem).contains(problem), "\(read.problems)") }
  }

  @Test(arguments: [
    "stages: [staging]", "tiers: [high]", "scope: [card.yaml]", "after: [legal]",
    "thresholds: [{metric: a, min: 1}]",
  ])
  func `a gate for the policy has nothing to do with models`(_ key: String) {
    #expect(changed("applies-to: policy,", "applies-to: policy, \(key),").document == nil)
  }

  @Test func `gates that come after each other in a circle`() {
    let read = policy(
      Sample.policy.replacing(
        "{id: security, roles: [security-reviewer],",
        by: "{id: security, roles: [security-reviewer], after: [legal],"
      )
      .replacing("{id: legal, roles: [counsel],", by: "{id: legal, roles: [counsel], after: [security],"))
    #expect(
      read.errors.map(\.problem) == [
        "gate security comes after itself, by way of other gates",
        "gate legal comes after itself, by way of other gates",
      ])
    #expect(read.errors.map(\.position.line) == [36, 37])
  }

  @Test func `tiers and stages that are none`() {
    #expect(changed("tiers:\n  - {id: low}\n  - {id: medium}\n  - id: high\n", "tiers: []\n").document == nil)
    #expect(
      policy("apiVersion: countersign/v1\nkind: Policy\nversion: 1\nrepository: r\nstages: []\ngates: []\n")
        .problems == ["5:9 stages lists none"])
  }

  private func chain(of count: Int) -> String {
    let gates = (0..<count).map { number in
      "\n  - {id: g\(number), roles: [r], approvals: 1, after: [\(number == 0 ? "" : "g\(number - 1)")]}"
    }
    return """
      apiVersion: countersign/v1
      kind: Policy
      version: 1
      repository: r
      stages: [{id: production}]
      gates:\(gates.joined())
      """
  }

  @Test func `256 gates in a row are read, and more are refused before they are compared`() {
    #expect(policy(chain(of: 256)).document?.gates.count == 256)
    #expect(policy(chain(of: 257)).problems == ["7:3 gates has 257 entries, more than 256"])
    let started = ContinuousClock.now
    #expect(policy(chain(of: 10_000)).document == nil)
    // Following each from each took minutes.
    #expect(ContinuousClock.now - started < .seconds(10))
  }

  @Test func `no more errors are gathered than anybody reads`() {
    let keys = (0..<5_000).map { "odd\($0): 1\n" }.joined()
    #expect(evidence("apiVersion: countersign/v1\nkind: Evidence\n" + keys).errors.count == 100)
  }

  @Test(arguments: ["[]", "a: 1", "- a", "just text", "3", "~"])
  func `what is no policy at all`(_ text: String) {
    #expect(!policy(text).errors.isEmpty)
  }
}
