import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// How models stand on a branch at a moment.
struct StandingTests {
  private static let day: Int64 = 86_400

  /// Approvals of this policy hold for thirty days.
  private func repository() throws -> GovernedRepository {
    try GovernedRepository(policy: { $0.sections.append(("approvals", "{expire: P30D}")) })
  }

  @Test("a model that passed its gates is approved until an approval expires") func approved() throws {
    let repository = try repository()
    let approved = repository.now.seconds - repository.builder.step
    let model = try #require(try repository.registry().models.first)
    #expect(model.state == .approved)
    #expect(model.version == "1.0.0" && model.owner == "dana" && model.stage == "production")
    #expect(model.gates.map(\.id) == ["technical"])
    #expect(model.gates.first?.signers.map(\.identity) == ["alice"])
    #expect(model.expires == Instant(seconds: approved + 30 * StandingTests.day))
    let later = try repository.registry(at: approved + 30 * StandingTests.day)
    #expect(later.models.map(\.state) == [.lapsed])
    #expect(later.models[0].errors.contains(.approvalExpired))
  }

  @Test("an approval that lands long after the model counts, and renews one that expired") func renewed()
    throws
  {
    let repository = try GovernedRepository(
      approvals: [], policy: { $0.sections.append(("approvals", "{expire: P30D}")) })
    #expect(try repository.registry().models.map(\.state) == [.open])
    try repository.approve(by: .alice)
    #expect(try repository.registry().models.map(\.state) == [.approved])
    try repository.bring("other")
    try repository.builder.commit("bring other", by: .erin)
    repository.builder.clock += 40 * StandingTests.day
    #expect(try repository.registry().models.map(\.state) == [.open, .lapsed])
    try repository.approve(by: .alice) { $0.rationale = "looked at it again" }
    let renewed = try repository.registry()
    #expect(renewed.models.map(\.state) == [.open, .approved])
    #expect(renewed.models[1].since?.date != renewed.models[1].newest?.date)
  }

  @Test("who changed a model and approves it later does not count") func contributor() throws {
    let repository = try GovernedRepository(approvals: [])
    try repository.approve(by: .alice)
    try repository.change(by: .farid)
    try repository.builder.checkOut("main")
    try repository.builder.merge("change", by: .kim)
    try repository.approve(by: .farid)
    let model = try #require(try repository.registry().models.first)
    #expect(model.state == .open)
    #expect(model.errors.contains(.approvalByContributor))
    try repository.approve(by: .alice)
    #expect(try repository.registry().models.map(\.state) == [.approved])
  }

  @Test("an approval that is withdrawn later takes the model back") func withdrawn() throws {
    let repository = try repository()
    try repository.builder.branch("doubt", from: "main")
    try repository.approve(by: .alice) { $0.decision = "withdraw" }
    try repository.builder.checkOut("main")
    try repository.builder.merge("doubt", by: .kim)
    #expect(try repository.registry().models.map(\.state) == [.open])
  }

  @Test("a model that landed before there was a policy has to pass its gates like any other")
  func beforePolicy() throws {
    let repository = try GovernedRepository()
    let builder = repository.builder
    let policies = try ["policies/policy.yaml", "policies/identities.yaml"].map {
      ($0, try builder.text(GitPath($0)))
    }
    try builder.remove("policies")
    try builder.remove("models/scorer/approvals")
    try builder.commit("begin anew", by: .erin, parents: [])
    for (path, text) in policies { try builder.write(GitPath(path), text) }
    let root = try builder.commit("bring the policy", by: .kim)
    #expect(try repository.registry(root: root.hex).models.map(\.state) == [.open])
    try repository.approve(by: .alice)
    #expect(try repository.registry(root: root.hex).models.map(\.state) == [.approved])
  }

  @Test("as of a day, the branch is what it was by the last commit that is not dated later") func pastDay()
    throws
  {
    let repository = try repository()
    let then = repository.now.seconds - 1
    repository.builder.clock += 10 * StandingTests.day
    try repository.builder.edit("models/scorer/src/train.py", "c=0.3", to: "c=0.9")
    try repository.builder.commit("tune scorer straight on main", by: .erin)
    #expect(try repository.registry().models.map(\.state) == [.open])
    let past = try repository.registry(at: then, isAsOfMoment: true)
    #expect(past.models.map(\.state) == [.approved])
    #expect(past.revision != repository.builder.head.map { CommitID($0.hex) })
    #expect(throws: UsageError.self) { try repository.registry(at: 5, isAsOfMoment: true) }
  }

  @Test("evidence has to be fresh when the model lands, not ever after") func evidence() throws {
    let repository = try GovernedRepository(
      approvals: [],
      policy: {
        $0.gates = [
          .technical.with { $0.evidence = ["{name: validation, signed-by: [ci], max-age: P10D}"] }, .policy,
        ]
      })
    let artifact = try repository.builder.sha256(of: "models/scorer/weights/model.csv")
    try repository.builder.write(
      "models/scorer/evidence/validation.yaml",
      EvidenceDraft(artifact: artifact, produced: repository.builder.clock).yaml)
    try repository.builder.commit("validate", by: .ci)
    try repository.approve(by: .alice)
    repository.builder.clock += 20 * StandingTests.day
    #expect(try repository.registry().models.map(\.state) == [.approved])
  }

  @Test("a stage without gates is ungated, and a model that is gone is not told of") func ungated() throws {
    let repository = try GovernedRepository(approvals: [], card: { $0.stage = "development" })
    #expect(try repository.registry().models.map(\.state) == [.ungated])
    try repository.builder.remove("models/scorer")
    try repository.builder.commit("retire scorer", by: .erin)
    #expect(try repository.registry().models.isEmpty)
  }

  @Test("what cannot be judged of one model spoils no other") func undecided() throws {
    let repository = try repository()
    try repository.builder.branch("change", from: "main")
    try repository.bring("other")
    let draft = try repository.builder.draft("bring other", by: .erin)
    try repository.builder.commitRaw(draft.payload + [0])
    try repository.builder.checkOut("main")
    try repository.bring("other")
    let parents = [repository.builder.tip(of: "main"), repository.builder.tip(of: "change")].compactMap { $0 }
    try repository.builder.commit("merge", by: .kim, parents: parents)
    let report = try repository.registry()
    #expect(report.models.map(\.state) == [.undecided, .approved])
    #expect(report.models.first?.errors == [.commitMalformed])
    #expect(!report.isDecided)
  }

  @Test("another history than the pinned one is told of no model") func root() throws {
    let repository = try repository()
    #expect(try repository.registry(root: repository.root.hex).models.map(\.state) == [.approved])
    try repository.builder.branch("elsewhere", from: "main")
    let other = try repository.builder.commit("elsewhere", by: .kim)
    let report = try repository.registry(root: other.hex)
    #expect(report.models.isEmpty && !report.isDecided)
    #expect(report.findings.map(\.rule) == [.rootMismatch])
  }

  @Test("that the policy which judges was not approved is told", arguments: [true, false])
  func policy(isApproved: Bool) throws {
    let repository = try GovernedRepository()
    #expect(try repository.registry().findings.map(\.rule) == [.rootUnpinned])
    try repository.builder.branch("change", from: "main")
    try repository.amendPolicy()
    try repository.builder.commit("amend the policy", by: .erin)
    if isApproved { try repository.approvePolicy(by: .kim, .judy) }
    try repository.builder.checkOut("main")
    try repository.builder.merge("change", by: .kim)
    let rules = try repository.registry().findings.map(\.rule)
    #expect(rules == (isApproved ? [.rootUnpinned] : [.rootUnpinned, .policyChangeUnapproved]))
  }

  @Test("models are told by name and directory, and an unknown one is wrong usage") func named() throws {
    let repository = try repository()
    for name in ["scorer", "models/scorer", "models/scorer/"] {
      #expect(try repository.registry(models: [name]).models.map(\.id) == ["scorer"])
    }
    #expect(throws: UsageError.self) { try repository.registry(models: ["scorer2"]) }
    #expect(throws: UsageError.self) { try repository.registry(branch: "elsewhere") }
  }
}

extension GovernedRepository {
  func registry(
    branch: String = "main", at: Int64? = nil, isAsOfMoment: Bool = false, root: String? = nil,
    models: [String] = []
  ) throws -> RegistryReport {
    try StandingQuery(
      .init(
        branch: branch, at: at.map { Instant(seconds: $0) }, isAsOfMoment: isAsOfMoment, root: root,
        models: models), clock: now
    ).registry(in: Repository(at: gitDirectory), workers: 2)
  }
}

extension ModelStanding {
  /// The rules that keep it from standing.
  var errors: [Rule] { findings.filter { $0.severity == .error }.map(\.rule) }
}
