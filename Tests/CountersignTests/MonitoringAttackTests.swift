import GitHistory
import Governance
import Rehearsal
import Testing

/// Attacks on what is known of a model in use: breaches that are hidden, reports that are made up.
struct MonitoringAttackTests {
  private static let day: Int64 = 86_400
  private static let limits = YAMLDraft.plain("[{name: approval_rate, min: 0.2, max: 0.6}]")

  /// A model in production, approved by Alice and reported on by CI.
  private func stage(
    _ monitoring: String = "{every: P30D, signed-by: [ci]}", gates: [GateDraft] = []
  ) throws -> Stage {
    let stage = try Stage(
      policy: {
        $0.gates += gates
        $0.sections.append(("monitoring", monitoring))
      },
      card: { $0.more = [("kpis", MonitoringAttackTests.limits)] })
    try report(stage, "0.41")
    return stage
  }

  /// Lands a report on `main`, about the time until now, and starts the branch `change` from there.
  private func report(
    _ stage: Stage, _ value: String, named name: String = "october", by person: Person = .ci,
    signed: Signing = .byAuthor, _ change: (inout MonitoringReportDraft) -> Void = { _ in }
  ) throws {
    try stage.repository.checkOut("main")
    try write(stage, value, named: name, change)
    try stage.repository.commit("report \(name)", by: person, signed: signed)
    try restart(stage)
  }

  private func write(
    _ stage: Stage, _ value: String, named name: String,
    _ change: (inout MonitoringReportDraft) -> Void = { _ in }
  ) throws {
    let now = stage.repository.clock
    let draft = MonitoringReportDraft(model: "credit", from: now - 30 * Self.day, until: now) {
      $0.kpis = [("approval_rate", value)]
      change(&$0)
    }
    try stage.repository.write(Self.path(name), draft.yaml)
  }

  private static func path(_ name: String) -> GitPath { GitPath("models/credit/monitoring/\(name).yaml") }

  /// Lands what is checked out, and starts another branch from there.
  private func land(_ stage: Stage) throws {
    let head = try #require(stage.repository.head)
    try stage.repository.checkOut("main")
    try stage.repository.reset(to: head)
    try restart(stage)
  }

  private func restart(_ stage: Stage) throws {
    let main = try #require(stage.repository.tip(of: "main"))
    try stage.repository.checkOut("change")
    try stage.repository.reset(to: main)
  }

  private func change(_ stage: Stage) throws {
    try stage.retrain()
    try stage.approve(by: .alice)
  }

  @Test func `a report lands without being asked for anything, a breach too`() throws {
    let stage = try stage()
    try write(stage, "0.7", named: "november")
    try stage.repository.commit("report", by: .ci)
    let report = try stage.check()
    #expect(report.verdict == .satisfied && report.models.isEmpty)
  }

  @Test func `what was approved before a breach was known does not count, what was after does`() throws {
    let stage = try stage()
    try change(stage)
    try stage.check().expectSatisfied()
    try write(stage, "0.7", named: "november")
    try stage.repository.commit("report", by: .ci)
    let open = try stage.check()
    open.expectRejected(.approvalExpired, of: "alice")
    open.expectViolated(.kpiBreach)
    try stage.approve(by: .alice) { $0.rationale = "looked at the breach, and it is a change of season" }
    let closed = try stage.check()
    closed.expectSatisfied()
    #expect(closed.mentioned.contains(.kpiBreach))
  }

  @Test func `a branch that forked before the breach has to know of it`() throws {
    let stage = try stage()
    try change(stage)
    let fork = try #require(stage.repository.head)
    try report(stage, "0.7", named: "november")
    try stage.repository.reset(to: fork)
    try stage.check().expectViolated(.kpiBreach)
    try stage.repository.merge("main", message: "take main over", by: .erin)
    try stage.check().expectRejected(.approvalExpired, of: "alice")
    try stage.approve(by: .alice) { $0.rationale = "looked at the breach, and it is a change of season" }
    try stage.check().expectSatisfied()
  }

  /// How a report can be made to go.
  enum Hiding: String, CaseIterable { case deleted, edited, putBack, unsigned }

  @Test(arguments: Hiding.allCases) func `a breach cannot be hidden`(_ hiding: Hiding) throws {
    let stage = try stage()
    try stage.repository.checkOut("main")
    try write(stage, "0.7", named: "november")
    let bytes = try stage.repository.read(Self.path("november"))
    let signature = GitPath("models/credit/monitoring/november.yaml.sig")
    if hiding == .unsigned {
      try stage.repository.write(
        signature, bytes: Person.ci.key.sign(bytes, namespace: "countersign-monitoring@v1"))
    }
    try stage.repository.commit("report", by: hiding == .unsigned ? .erin : .ci)
    try restart(stage)
    switch hiding {
    case .deleted: try stage.repository.remove(Self.path("november"))
    case .edited: try stage.repository.edit(Self.path("november"), "0.7", to: "0.4")
    case .putBack:
      try stage.repository.remove(Self.path("november"))
      try stage.repository.commit("tidy up", by: .erin)
      try stage.repository.write(Self.path("november"), bytes: bytes)
    case .unsigned: try stage.repository.remove(signature)
    }
    try stage.repository.commit("nothing to see", by: .erin)
    if hiding == .putBack {
      // As if nothing had happened; and yet the breach is known afterwards.
      #expect(try stage.check().models.isEmpty)
      try land(stage)
      try change(stage)
      #expect(try stage.check().mentioned.contains(.kpiBreach))
      return
    }
    // Neither alone, nor together with what it would have stopped.
    try stage.check().expectViolated(.kpiBreach)
    try change(stage)
    if hiding == .unsigned {
      // The bytes are there to be seen.
      try stage.check().expectSatisfied()
    } else {
      try stage.check().expectRejected(.approvalExpired, of: "alice")
    }
  }

  @Test func `once it was answered, the report of a breach may go`() throws {
    let stage = try stage()
    try report(stage, "0.7", named: "november")
    try change(stage)
    try stage.check().expectSatisfied()
    try land(stage)
    try stage.repository.remove(Self.path("november"))
    try stage.repository.commit("tidy up", by: .erin)
    try stage.check().expectSatisfied()
  }

  @Test func `limits that are widened in the same change still hold, and count from the next one on`() throws
  {
    let stage = try stage()
    try report(stage, "0.7", named: "november")
    let before = try #require(stage.repository.head)
    try stage.repository.edit(Stage.card, "max: 0.6", to: "max: 0.8")
    try stage.repository.commit("widen", by: .erin)
    try stage.check().expectViolated(.kpiBreach)
    try stage.approve(by: .alice)
    try stage.check().expectSatisfied()
    #expect(try stage.check().mentioned.contains(.kpiBreach))
    try land(stage)
    try change(stage)
    #expect(!(try stage.check().mentioned.contains(.kpiBreach)))
    // Narrowed in the same change, they hold at once.
    try stage.repository.reset(to: before)
    try stage.repository.checkOut("main")
    try stage.repository.reset(to: before)
    try restart(stage)
    try stage.repository.edit(Stage.card, "max: 0.6", to: "max: 0.4")
    try stage.repository.commit("narrow", by: .erin)
    #expect(try stage.check().mentioned.contains(.kpiBreach))
  }

  @Test func `a new version answers for the breach of the one it replaces, not for older ones`() throws {
    for (version, isOpen) in [("1.0.0", true), ("0.9.0", false)] {
      let stage = try stage()
      // Approved on a branch that did not know of the report.
      try stage.repository.edit(Stage.card, "version: 1.0.0", to: "version: 2.0.0")
      try stage.repository.commit("version 2", by: .erin)
      try stage.approve(by: .alice) { $0.version = "2.0.0" }
      let fork = try #require(stage.repository.head)
      try report(stage, "0.7", named: "november") { $0.version = version }
      try stage.repository.reset(to: fork)
      let report = try stage.check()
      if isOpen { report.expectViolated(.kpiBreach) } else { report.expectSatisfied() }
    }
  }

  /// Who might bring a report, and how.
  enum Stranger: String, CaseIterable { case unsigned, developer, stranger, forgedAuthor, otherModel }

  @Test(arguments: Stranger.allCases)
  func `a report that CI did not sign neither breaches nor covers`(_ stranger: Stranger) throws {
    for value in ["0.41", "0.7"] {
      let stage = try stage()
      try report(
        stage, value, named: "november",
        by: stranger == .developer || stranger == .forgedAuthor
          ? .erin : stranger == .stranger ? .mallory : .ci,
        signed: stranger == .unsigned ? .unsigned : .byAuthor
      ) {
        $0.until += 40 * Self.day
        if stranger == .otherModel { $0.model = "churn" }
      }
      try change(stage)
      let now = try stage.check()
      now.expectSatisfied()
      #expect(now.findings.contains { $0.rule == .monitoringMissing && $0.severity == .warning })
      let later = try stage.check(at: stage.repository.clock + 31 * Self.day)
      later.expectViolated(.monitoringMissing)
      #expect(later.objection(to: "alice") == .approvalExpired)
    }
  }

  @Test func `a missing report keeps gates shut until there is one`() throws {
    let stage = try stage("{every: {low: P30D}, signed-by: [ci]}")
    stage.repository.clock += 40 * Self.day
    try change(stage)
    try stage.check().expectViolated(.monitoringMissing)
    try write(stage, "0.41", named: "november")
    try stage.repository.commit("report", by: .ci)
    try stage.check().expectSatisfied()
  }

  @Test func `a report that claims to reach into the future covers nothing`() throws {
    let stage = try stage()
    try report(stage, "0.41", named: "november") { $0.until += 4000 * Self.day }
    stage.repository.clock += 40 * Self.day
    try change(stage)
    try stage.check().expectViolated(.monitoringMissing)
  }

  @Test func `a model that comes to production owes no report yet`() throws {
    let stage = try stage()
    stage.repository.clock += 400 * Self.day
    try stage.writeModel("churn") { $0.more = [("kpis", MonitoringAttackTests.limits)] }
    try stage.repository.commit("bring churn", by: .erin)
    try stage.approve("churn", by: .alice)
    try stage.check().expectSatisfied()
  }

  @Test func `the same moment gives the same verdict, however it is written`() throws {
    let stage = try stage()
    try change(stage)
    let due = try stage.check().models[0].due.first { $0.what == .monitoringReport }?.date
    let end = try #require(due).seconds
    #expect(try stage.check(at: end - 1).verdict == .satisfied)
    #expect(try stage.check(at: end).verdict == .violated)
  }

  @Test func `more reports than are looked at are refused, not drowned`() throws {
    let stage = try stage()
    for number in 0..<2_001 {
      try stage.repository.write(GitPath("models/credit/monitoring/x\(number).yaml"), "a: 1\n")
    }
    try stage.repository.commit("flood", by: .erin)
    try change(stage)
    try stage.check().expectViolated(.documentInvalid)
  }

  @Test func `what a compromised key reports does not land`() throws {
    let stage = try Stage(
      policy: { $0.sections.append(("monitoring", "{every: P30D, signed-by: [ci]}")) },
      roster: { $0.change(.ci) { $0.keys[0].revoked = ("compromised", RepositoryBuilder.defaultStart) } })
    try write(stage, "0.4", named: "november")
    try stage.repository.commit("report", by: .ci)
    try stage.check().expectViolated(.keyCompromised)
  }
}
