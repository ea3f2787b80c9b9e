import Countersign
import GitHistory
import Governance
import Rehearsal
import Testing

/// What comes due, and what a check of all models says when it has come.
struct DueTests {
  private static let day: Int64 = 86_400

  /// Approvals of this policy hold for thirty days.
  private func repository() throws -> GovernedRepository {
    try GovernedRepository(policy: { $0.sections.append(("approvals", "{expire: P30D}")) })
  }

  private func registry(
    _ repository: GovernedRepository, at: Int64? = nil, clock: Int64? = nil
  ) throws -> RegistryReport {
    try StandingQuery(
      .init(branch: "main", at: at.map { Instant(seconds: $0) }, keepsJudgements: true),
      clock: clock.map { Instant(seconds: $0) } ?? repository.now
    ).registry(in: Repository(at: repository.gitDirectory), workers: 2)
  }

  @Test("an approval is told before it expires, and after it did until somebody approves anew") func expiry()
    throws
  {
    let repository = try repository()
    let end = repository.now.seconds - repository.builder.step + 30 * DueTests.day
    func dates(at moment: Int64) throws -> [String] {
      let report = DueReport(
        try registry(repository, at: moment), within: Period(iso8601: "P7D"), now: Instant(seconds: moment))
      return report.entries.map {
        "\($0.due.what.rawValue) \($0.due.date) \($0.due.person?.text ?? "") \(report.isOverdue($0))"
      }
    }
    let told = "approval-expiry \(Instant(seconds: end)) alice"
    #expect(try dates(at: end - 8 * DueTests.day) == [])
    #expect(try dates(at: end - 7 * DueTests.day) == [told + " false"])
    #expect(try dates(at: end) == [told + " true"])
    #expect(try dates(at: end + 100 * DueTests.day) == [told + " true"])
    repository.builder.clock = end + DueTests.day
    try repository.approve(by: .alice) { $0.rationale = "looked at it again" }
    #expect(try dates(at: end + 2 * DueTests.day) == [])
  }

  @Test("a calendar's stamp is the date of the commit, not of the clock") func stamp() throws {
    let repository = try repository()
    let report = try registry(repository)
    let tip = try #require(repository.builder.head)
    let committed = try Repository(at: repository.gitDirectory).commit(tip).committer.time
    #expect(report.committed == Instant(seconds: committed) && report.repository != nil)
  }

  @Test("all models together are satisfied, or violated as soon as one has lapsed") func checkAll() throws {
    let repository = try repository()
    let fresh = try registry(repository).asCheck
    #expect(fresh.verdict == .satisfied && fresh.isStanding)
    #expect(fresh.models.map(\.id) == ["scorer"] && fresh.models[0].gates.count == 1)
    let lapsed = try registry(repository, at: repository.now.seconds + 31 * DueTests.day).asCheck
    #expect(lapsed.verdict == .violated)
    #expect(lapsed.findings.contains { $0.rule == .approvalExpired && $0.severity == .error })
  }

  @Test("one that was never approved is violated, and one in a stage without gates is nobody's business")
  func open() throws {
    let open = try registry(try GovernedRepository(approvals: [])).asCheck
    #expect(open.verdict == .violated && open.models.map(\.id) == ["scorer"])
    let ungated = try registry(
      try GovernedRepository(approvals: [], card: { $0.stage = "development" })
    ).asCheck
    #expect(ungated.verdict == .satisfied && ungated.models.isEmpty)
  }

  @Test("what cannot be judged of one model leaves all of them undecided") func undecided() throws {
    let repository = try repository()
    try repository.builder.branch("change", from: "main")
    try repository.bring("other")
    let draft = try repository.builder.draft("bring other", by: .erin)
    try repository.builder.commitRaw(draft.payload + [0])
    try repository.builder.checkOut("main")
    try repository.bring("other")
    let parents = [repository.builder.tip(of: "main"), repository.builder.tip(of: "change")].compactMap { $0 }
    try repository.builder.commit("merge", by: .kim, parents: parents)
    let report = try registry(repository)
    #expect(report.asCheck.verdict == .undecided)
    let problem = try #require(report.asCheck.findings.first { $0.verdict == .undecided })
    #expect(problem.model == "other")
    let due = DueReport(report, within: nil, now: repository.now)
    #expect(due.problems.map(\.model) == ["other"])
    #expect(due.entries.map(\.due.model) == ["scorer"])
  }

  @Test("a policy that was changed without approval fails the check of all") func policy() throws {
    let repository = try repository()
    try repository.amendPolicy()
    try repository.builder.commit("amend the policy", by: .erin)
    let report = try registry(repository).asCheck
    #expect(report.verdict == .violated)
    #expect(report.findings.contains { $0.rule == .policyChangeUnapproved })
  }

  @Test("the same moment gives the same answer, whatever the clock says") func clocks() throws {
    let repository = try repository()
    let moment = repository.now.seconds + 31 * DueTests.day
    let answers = try [repository.now.seconds, 0, moment * 2].map { clock in
      let registry = try registry(repository, at: moment, clock: clock)
      let due = DueReport(registry, within: nil, now: Instant(seconds: moment))
      let check = try Check(
        .init(base: repository.root.hex, head: "main", branch: "main", at: Instant(seconds: moment)),
        clock: Instant(seconds: clock)
      ).report(in: Repository(at: repository.gitDirectory))
      let states = registry.models.map { "\($0.state) \($0.findings) \($0.gates) \($0.due)" }
      return "\(states) \(registry.asCheck.findings) \(due.entries) \(check.verdict) \(check.findings)"
    }
    #expect(Set(answers).count == 1)
  }
}
